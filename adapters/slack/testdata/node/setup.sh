#!/bin/sh
# Installs what the tests check against into a folder outside of the repository
# and makes JSON schemas of Slack's published types there. Then
#
#	FOOTNOTE_SLACK_NODE=FOLDER go test ./adapters/slack
#
# runs the tests that otherwise skip. It needs node and npm; the emulator runs
# on the newer node that is installed with it.
set -eu
folder=${1:?usage: setup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/package.json" "$here/schemas.ts" "$folder/"
cd "$folder"
npm install --no-audit --no-fund --loglevel=error
npm rebuild node >/dev/null 2>&1 || true # npm may hold its install script back
node_modules/.bin/ts-json-schema-generator --path schemas.ts --no-type-check --out schemas.json
