#!/bin/sh
# `interlock play` as a shell sees it: exit statuses, and what goes where.
set -eu
. "$SOURCE/tests/play_refuses.sh"
sed 's/"steps"/"stpes"/' "$story" >"$folder/bad.json"
refused "did you mean .--json." --jsn
refused "takes no value" --json=yes
refused "one operand too many" "$story" "$story"
refused "none.json: cannot be read" "$folder/none.json"
refused "<stdin>:1:1: the text ends"
refused "<stdin>:1:1: the text ends" --json -
refused "bad.json:23:3: there is no key .stpes. here; did you mean .steps.?" "$folder/bad.json"
[ "$(wc -l <"$folder/err")" -eq 2 ] || fail "not all problems are said"  # `steps` is missing

"$INTERLOCK" play "$story" >"$folder/table" 2>"$folder/err" || fail "a 401 on the way is no failure"
[ ! -s "$folder/err" ] || fail "something is said on standard error"
[ "$(wc -l <"$folder/table")" -eq 12 ] || fail "seven steps, title, day, account in three lines"
"$INTERLOCK" play - <"$story" | cmp - "$folder/table" || fail "standard input is played otherwise"
"$INTERLOCK" play <"$story" | cmp - "$folder/table" || fail "standard input is played otherwise"
"$INTERLOCK" play --json "$story" >"$folder/json" || fail "--json"
head -n 2 "$folder/json" | tr -d '\n' | grep -qx '{  "steps": \[' || fail "no steps in front"
[ "$(tail -n 1 "$folder/json")" = "}" ] || fail "no line end"
"$INTERLOCK" play --help | grep -q '^usage: interlock play \[--json\] \[--attack\] \[--within DURATION\] \[--story NAME\] \[FILE\]$' || fail "--help"
