#!/bin/sh
# `interlock export` as a shell sees it, and the cases that it writes through `interlock decide --lines`.
set -eu
fail() {
  echo "export: $*" >&2
  exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# refused MESSAGE ARG...: exit status 2, the message on standard error, nothing on standard output
refused() {
  message=$1
  shift
  status=0
  "$INTERLOCK" export "$@" >"$folder/out" 2>"$folder/err" || status=$?
  [ $status -eq 2 ] || fail "exit status $status for: $*"
  [ ! -s "$folder/out" ] || fail "there is output for: $*"
  grep -q -- "$message" "$folder/err" || fail "\`$message\` is not said of: $*"
}
refused "did you mean .markdown." --format markdwn
refused "unknown format .xml." --format=xml
refused "is missing"
refused "needs a value" --format
refused "no PATH is taken" --format cases rules
refused "cannot be read" --format markdown "$folder/none.json"

"$INTERLOCK" export --format markdown >"$folder/shipped"
"$INTERLOCK" export --format markdown "$SOURCE/rules" >"$folder/read"
cmp "$folder/shipped" "$folder/read" || fail "the tables inside the command are not those in rules/"

part() { sed 's/^{"id":"[^"]*","scenario":\(.*\),"decision":\(.*\)}$/'"$1/" "$folder/cases"; }
"$INTERLOCK" export --format cases >"$folder/cases"
for kind in row pair box; do
  grep -q "^{\"id\":\"$kind/" "$folder/cases" || fail "there is no case of the kind $kind"
done
part '\1' | "$INTERLOCK" decide --lines >"$folder/decided" || fail "a scenario is not one"
part '\2' | cmp - "$folder/decided" || fail "a case is decided otherwise"
