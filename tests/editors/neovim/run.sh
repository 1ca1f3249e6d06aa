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
cp -r "$repository/tests/workspaces/shop" "$temporary/shop"
# The configuration under test starts `modal-lsp`; on this PATH that is the server given.
mkdir "$temporary/bin"
printf '#!/bin/sh\nexec "%s" --log-file "%s" --log-level debug "$@"\n' "$server" "$out/server.log" > "$temporary/bin/modal-lsp"
chmod +x "$temporary/bin/modal-lsp"
rm -f "$out/results.txt" "$out/server.log"

echo "# $("$nvim" --version | head -1)"
status=0
env -u NVIM -u NVIM_LISTEN_ADDRESS \
    PATH="$temporary/bin:$PATH" \
    XDG_CONFIG_HOME="$temporary/config" XDG_DATA_HOME="$temporary/data" \
    XDG_STATE_HOME="$temporary/state" XDG_CACHE_HOME="$temporary/cache" \
    SUITE_WORKSPACE="$temporary/shop" SUITE_CONFIG="$repository/editors/neovim" SUITE_RESULTS="$out/results.txt" \
    timeout --kill-after=10 300 "$nvim" --clean --headless -n -c "luafile $here/suite.lua" \
    < /dev/null > "$out/nvim.log" 2>&1 || status=$?
find "$temporary/state" -name 'lsp.log' -exec cp {} "$out/lsp.log" \; 2>/dev/null || true

if [ ! -s "$out/results.txt" ]; then
    echo "FAIL neovim starts: exit code $status, $(tail -n 3 "$out/nvim.log" | tr '\n' ' ')"
    exit 1
fi
cat "$out/results.txt"
if [ "$status" -ne 0 ] && ! grep -q '^FAIL ' "$out/results.txt"; then
    echo "FAIL neovim ends well: exit code $status"
fi
[ "$status" -eq 0 ]
