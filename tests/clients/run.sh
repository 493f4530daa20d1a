#!/bin/sh
# run.sh INTERLOCK FOLDER: lets a real client sign in, enroll, recover and unlock against the command; the client is
# installed below FOLDER. Exit status 77 says that this machine cannot: no Node, or no network to fetch the client.
set -eu
INTERLOCK=$1 folder=$2
export INTERLOCK

skip() {
  echo "skipped: $*"
  exit 77
}

command -v node >/dev/null || skip "no node; Debian: apt-get install nodejs npm"
[ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ] || skip "node $(node --version) is older than 18"

source=$(dirname "$0")
rm -rf "$folder/flows"
mkdir -p "$folder/flows"
cp -p "$source"/*.mjs "$source"/package*.json "$source/.npmrc" "$folder"
cp -p "$source"/flows/*.mjs "$folder/flows"
cd "$folder"

# npm writes that file last.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  command -v npm >/dev/null || skip "no npm to install the client with; Debian: apt-get install npm"
  log=$(npm ci 2>&1) || {
    echo "$log"
    echo "$log" | grep -Eq 'EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT' || exit 1
    skip "the client is not installed and there is no network to fetch it from"
  }
fi

exec node --test flows/*.mjs
