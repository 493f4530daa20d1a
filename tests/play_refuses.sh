# For tests of `interlock play`: a story, a scratch folder, and what is said of bad arguments. To be read by a shell.
fail() {
  echo "play: $*" >&2
  exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
story=$SOURCE/examples/stories/unknown-devices.json

# refused MESSAGE ARG...: exit status 2, the message on standard error, nothing on standard output
refused() {
  message=$1
  shift
  status=0
  "$INTERLOCK" play "$@" >"$folder/out" 2>"$folder/err" </dev/null || status=$?
  [ $status -eq 2 ] || fail "exit status $status for: $*"
  [ ! -s "$folder/out" ] || fail "there is output for: $*"
  grep -q -- "$message" "$folder/err" || fail "\`$message\` is not said of: $*"
}
