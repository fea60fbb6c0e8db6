#!/bin/sh
# Installs axe, which looks for what keeps people out of a page, into a folder
# outside of the repository. Then
#
#	FOOTNOTE_WEB_NODE=FOLDER go test ./adapters/web
#
# runs the test that otherwise skips. It needs npm.
set -eu
folder=${1:?usage: setup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/package.json" "$folder/"
cd "$folder"
npm install --no-audit --no-fund --loglevel=error
