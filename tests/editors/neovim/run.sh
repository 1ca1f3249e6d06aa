#!/bin/bash
# Drives a real Neovim without a screen against the server.
#   tests/editors/neovim/run.sh SERVER_BINARY NVIM OUT_DIR
# Prints `ok NAME` and `FAIL NAME: DETAIL` lines; exits 1 when anything failed. OUT_DIR keeps the logs.
set -euo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly repository=$(cd "$here/../../.." && pwd)
readonly server=$(realpath "${1:?usage: run.sh SERVER_BINARY NVIM OUT_DIR}")
readonly nvim=$(realpath -s "$(command -v "${2:?no NVIM given}")")
mkdir -p "${3:?no OUT_DIR given}"
readonly out=$(cd "$3" && pwd)

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
# The configuration under test starts `modal-lsp`; on this PATH that is the server given.
mkdir "$temporary/bin"
printf '#!/bin/sh\nexec "%s" --log-file "%s" --log-level debug "$@"\n' "$server" "$out/server.log" > "$temporary/bin/modal-lsp"
chmod +x "$temporary/bin/modal-lsp"
cp -r "$repository/editors/neovim" "$temporary/plugin"
rm -f "$out/server.log"

# in_neovim SCRIPT: prints its results.
in_neovim() {
    local script=$1 name status=0
    name=$(basename "$script" .lua)
    rm -rf "$out/$name.txt" "$temporary/shop" "$temporary/contract.log"
    cp -r "$repository/tests/workspaces/shop" "$temporary/shop"
    env -u NVIM -u NVIM_LISTEN_ADDRESS \
        PATH="$temporary/bin:$PATH" \
        XDG_CONFIG_HOME="$temporary/config" XDG_DATA_HOME="$temporary/data" \
        XDG_STATE_HOME="$temporary/state" XDG_CACHE_HOME="$temporary/cache" \
        SUITE_WORKSPACE="$temporary/shop" SUITE_CONFIG="$temporary/plugin" SUITE_RESULTS="$out/$name.txt" \
        NEIGHBOUR_PYTHON="${python:-}" CONTRACT_SERVER="$here/contract_server.py" CONTRACT_LOG="$temporary/contract.log" \
        timeout --kill-after=10 300 "$nvim" --clean --headless -n -c "autocmd VimEnter * ++nested luafile $script" \
        < /dev/null > "$out/$name.log" 2>&1 || status=$?
    if [ ! -s "$out/$name.txt" ]; then
        echo "FAIL neovim starts $name: exit code $status, $(tail -n 3 "$out/$name.log" | tr '\n' ' ')"
        return 1
    fi
    cat "$out/$name.txt"
    if [ "$status" -ne 0 ] && ! grep -q '^FAIL ' "$out/$name.txt"; then
        echo "FAIL neovim ends $name well: exit code $status"
    fi
    return "$status"
}

echo "# $("$nvim" --version | head -1)"
status=0
# suite.lua asks for what only newer ones can. The plugin works on older ones, too.
newer=no
if "$nvim" --clean --headless -c 'if !has("nvim-0.11") | cquit | endif' -c 'qall!' > /dev/null 2>&1; then
    newer=yes
    in_neovim "$here/suite.lua" || status=1
else
    in_neovim "$here/basics.lua" || status=1
fi
in_neovim "$here/plugin.lua" || status=1
if [ "$newer" = yes ]; then
    # A type checker that has the SDK to read says most.
    if neighbours=$("$here/../get-neighbours.sh" "$repository/.deps/editors" 2> "$out/neighbours.log" | tail -n 1) &&
        python=$(cd "$repository/tests/oracle" && python3 -c 'import sdk; print(sdk.python_with(sdk.VERSIONS[0]))' 2>> "$out/neighbours.log"); then
        PATH=$neighbours:$PATH in_neovim "$here/beside.lua" || status=1
    else
        echo "skip beside others: $(tail -n 1 "$out/neighbours.log")"
    fi
fi
find "$temporary" -name 'lsp.log' -exec cp {} "$out/lsp.log" \; 2>/dev/null || true
exit "$status"
