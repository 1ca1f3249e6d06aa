#!/bin/bash
# Gets the servers that people have beside ours, a type checker and a linter, from their registries by pinned versions.
#
#   tests/editors/get-neighbours.sh DIR
#
# Prints the folder of their programs, `pyright-langserver` and `ruff`, as its last line and exits 0; exits 3 with a
# reason as the last line of standard error when this machine cannot have them, which the suites count as skipped.
set -euo pipefail

mkdir -p "${1:?usage: get-neighbours.sh DIR}"
readonly home=$(cd "$1" && pwd)/neighbours pyright=1.1.414 ruff=0.17.5
readonly versions="pyright $pyright, ruff $ruff"

cannot() { echo "get-neighbours.sh: $*" >&2; exit 3; }

install_them() {
    rm -rf "$home" && mkdir -p "$home/bin" && cd "$home" || return 1
    echo '{"private": true}' > package.json
    npm install --no-save --ignore-scripts --omit=optional "pyright@$pyright" || return 1
    python3 -m venv python && python/bin/pip install --quiet --disable-pip-version-check "ruff==$ruff" || return 1
    ln -s ../python/bin/ruff ../node_modules/.bin/pyright-langserver bin/
    echo "$versions" > versions
}

if [ "$(cat "$home/versions" 2> /dev/null)" != "$versions" ]; then
    install_them >&2 || cannot "$versions could not be installed from their registries"
fi
echo "$home/bin"
