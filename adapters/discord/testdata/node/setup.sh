#!/bin/sh
# Installs what the tests check against into a folder outside of the repository
# and makes JSON schemas of the published types of Discord's API there. Then
#
#	FOOTNOTE_DISCORD_NODE=FOLDER go test ./adapters/discord
#
# runs the tests that otherwise skip. It needs node and npm.
set -eu
folder=${1:?usage: setup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/package.json" "$here/schemas.ts" "$here/twin.mjs" "$folder/"
cd "$folder"
npm install --no-audit --no-fund --loglevel=error
node_modules/.bin/ts-json-schema-generator --path schemas.ts --no-type-check --out schemas.json
