#!/bin/sh
# `interlock play --attack` as a shell sees it: exit statuses, and what goes where.
set -eu
. "$SOURCE/tests/play_refuses.sh"
refused "did you mean .--attack." --atack
refused "needs .--attack." --within P1D "$story"
refused "needs .--attack." --story guess-from-any "$story"
refused "needs a value" --attack --within
refused "^--within:1:1: .30 days. is not an ISO 8601 duration" --attack --within "30 days" "$story"
refused "^--story:1:1: .*did you mean .guess-from-any." --attack --story guess-from-ann "$story"
refused "unknown-user.json:.*there is no user" --attack "$SOURCE/examples/unknown-user.json"
refused "<stdin>:1:1: the text ends" --attack
refused "none.json: cannot be read" --attack "$folder/none.json"

"$INTERLOCK" play --attack "$story" >"$folder/report" 2>"$folder/err" || fail "a report"
[ ! -s "$folder/err" ] || fail "something is said on standard error"
[ -z "$(grep -E '^.{81}' "$folder/report")" ] || fail "a line has more than 80 columns"
"$INTERLOCK" play --attack <"$story" | cmp - "$folder/report" || fail "standard input is attacked otherwise"
"$INTERLOCK" play --attack --within P30D "$story" | cmp - "$folder/report" || fail "30 days are not the default"
"$INTERLOCK" play --attack --json "$story" | tail -n 1 | grep -qx '}' || fail "--json"
"$INTERLOCK" play --help | tr '\n' ' ' >"$folder/help"
for name in guess-from keep-out-known-from keep-out-unknown-from; do
  grep -q "$name-PLACE" "$folder/help" || fail "--help does not name $name"
  for place in unknown known any; do
    "$INTERLOCK" play --attack --story "$name-$place" "$story" >"$folder/story" || fail "--story $name-$place"
    "$INTERLOCK" play "$folder/story" >"$folder/table" || fail "the story $name-$place cannot be played"
    grep -q '^account  ' "$folder/table" || fail "the story $name-$place shows no account"
  done
done
