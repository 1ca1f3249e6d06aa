#!/bin/bash
# Builds, packages and installs the VS Code extension, and drives it in a real workbench.
#   tests/editors/vscode/run.sh SERVER_BINARY CODE_SERVER OUT_DIR [SITUATION]
# CODE_SERVER is what get.sh printed. Prints `ok NAME`, `FAIL NAME: DETAIL` and `skip NAME: REASON` lines; exits 1 when
# anything failed. OUT_DIR keeps logs and pictures. SITUATION is one of suite.mjs's, to run it alone.
set -uo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly repository=$(cd "$here/../../.." && pwd)
readonly extension=$repository/editors/vscode
readonly server=$(realpath "${1:?usage: run.sh SERVER_BINARY CODE_SERVER OUT_DIR}")
readonly program=$(realpath "${2:?no CODE_SERVER given}")
rm -rf "${3:?no OUT_DIR given}" && mkdir -p "$3"
readonly out=$(cd "$3" && pwd)
readonly node=$(dirname "$program")/node
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
failed=0

# step NAME COMMAND...: one check, whose output goes to OUT_DIR.
step() {
    local name=$1 log=$out/${1// /-}.log
    shift
    if (cd "$extension" && "$@") > "$log" 2>&1 < /dev/null; then
        echo "ok $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name: $(grep -vE '^\s*$|^npm ' "$log" | tail -n 5 | tr '\n' ' ')"
        return 1
    fi
}

# As `npm run` does, but with the Node that came with code-server: a distribution's npm works with its own Node only.
script() { PATH=$extension/node_modules/.bin:$PATH sh -c "$("$node" -p "require('./package.json').scripts['$1']")"; }

install_packages() {
    [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts
}

# The unit tests one by one.
unit_tests() {
    (cd "$extension" && script test) > "$out/unit.log" 2>&1 < /dev/null || failed=$((failed + 1))
    sed -nE 's/^✔ (.*) \([0-9.]+ms\)$/ok \1/p; s/^✖ (.*) \([0-9.]+ms\)$/FAIL \1: see unit.log/p' "$out/unit.log" | sort -u
    grep -q '^✔ ' "$out/unit.log" || echo "FAIL unit tests run: $(tail -n 3 "$out/unit.log" | tr '\n' ' ')"
}

# package_own NAME: an extension that only these tests have.
package_own() {
    cd "$temporary/$1" && touch LICENSE README.md &&
        "$node" "$extension/node_modules/@vscode/vsce/vsce" package --no-dependencies --allow-missing-repository --skip-license \
            --out "$temporary/$1.vsix"
}

package_probe() { cp -r "$here/probe" "$temporary/" && package_own probe; }

package_neighbours() {
    mkdir "$temporary/neighbours" && cp "$here/neighbours/package.json" "$temporary/neighbours" &&
        NODE_PATH=$extension/node_modules node_modules/.bin/esbuild "$here/neighbours/index.js" --bundle \
            --platform=node --external:vscode --outfile="$temporary/neighbours/dist/index.js" &&
        package_own neighbours
}

echo "# $(cat "$(dirname "$program")/versions"), $("$(dirname "$program")/chromium" --version 2> /dev/null)"
step "the packages of the extension install" install_packages || exit 1
export PATH=$(dirname "$node"):$PATH
step "types, style and settings agree" script check
unit_tests
strip -o "$temporary/modal-lsp" "$server" 2> /dev/null || cp "$server" "$temporary/modal-lsp"
readonly target=linux-$("$node" -p process.arch)
step "the extension builds" script build || exit 1
step "the VSIX is made" node scripts/package.mjs --server "$temporary/modal-lsp" --target "$target" --out "$out/modal-lsp.vsix" || exit 1
step "the probe is made" package_probe || exit 1
step "an extension for its neighbours is made" package_neighbours || exit 1

# A path for the setting: the stand-in has to be one program.
printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$node" "$here/stand_in.mjs" > "$temporary/stand-in"
chmod +x "$temporary/stand-in"
mkdir "$temporary/workspaces"
timeout --kill-after=10 840 "$node" "$here/suite.mjs" --program "$program" --server "$server" --vsix "$out/modal-lsp.vsix" \
    --probe "$temporary/probe.vsix" --neighbours "$temporary/neighbours.vsix" --stand-in "$temporary/stand-in" \
    --workspaces "$temporary/workspaces" --out "$out" ${4:+--only "$4"} 2> "$out/suite.err" < /dev/null
status=$?
if [ "$status" -gt 1 ]; then
    echo "FAIL the suite comes to its end: exit code $status, $(tail -n 3 "$out/suite.err" | tr '\n' ' ')"
fi
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ]
