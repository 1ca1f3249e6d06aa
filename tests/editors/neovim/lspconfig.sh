#!/bin/bash
# Whether lsp/modal_lsp.lua would do in nvim-lspconfig, by hand: it takes a clone of that, and tries the file in a copy.
#   tests/editors/neovim/lspconfig.sh SERVER_BINARY NVIM NVIM_LSPCONFIG
# Prints `ok NAME` and `FAIL NAME: DETAIL` lines; exits 1 when anything failed.
set -uo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly repository=$(cd "$here/../../.." && pwd)
readonly server=$(realpath "${1:?usage: lspconfig.sh SERVER_BINARY NVIM NVIM_LSPCONFIG}")
readonly nvim=$(realpath -s "$(command -v "${2:?no NVIM given}")")
readonly lspconfig=$(realpath "${3:?no NVIM_LSPCONFIG given}")
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
failed=0

# check NAME DETAIL STATUS
check() {
    if [ "$3" -eq 0 ]; then echo "ok $1"; else failed=$((failed + 1)); echo "FAIL $1: $2"; fi
}

in_neovim() {
    env -u NVIM PATH="$temporary/bin:$PATH" HOME="$temporary" XDG_CONFIG_HOME="$temporary/config" XDG_STATE_HOME="$temporary/state" \
        XDG_DATA_HOME="$temporary/data" XDG_CACHE_HOME="$temporary/cache" timeout 60 "$nvim" --clean --headless -n "$@" < /dev/null 2>&1
}

mkdir "$temporary/bin" && ln -s "$server" "$temporary/bin/modal-lsp"
cp -r "$repository/tests/workspaces/shop" "$temporary/shop"
cp -r "$lspconfig" "$temporary/nvim-lspconfig" && rm -rf "$temporary/nvim-lspconfig/.git"
cp "$repository/editors/neovim/lsp/modal_lsp.lua" "$temporary/nvim-lspconfig/lsp/"
cd "$temporary/nvim-lspconfig" || exit 2

# Their lint asks git about commits; here are two, the second of which adds ours.
git init -q . && git add -A && git reset -q lsp/modal_lsp.lua &&
    git -c user.name=a -c user.email=a@b commit -qm before && git add -A && git -c user.name=a -c user.email=a@b commit -qm after
text=$(bash .github/ci/lint.sh HEAD~1 HEAD 2>&1)
check "their lint finds nothing" "$text" $?

cat > "$temporary/attach.lua" <<'LUA'
vim.lsp.enable('modal_lsp')
vim.cmd('filetype plugin on')
vim.cmd.edit('shop/search/broken_lookup.py')
local found = vim.wait(10000, function() return #vim.diagnostic.get(0) >= 4 end)
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
print(found and 'found' or 'nothing', client and client.name, client and client.root_dir)
vim.cmd('qall!')
LUA
text=$(cd "$temporary/shop" && in_neovim --cmd "set rtp+=$temporary/nvim-lspconfig" -c "luafile $temporary/attach.lua")
grep -q "^found modal_lsp $temporary/shop" <<< "$text"
check "vim.lsp.enable starts it from there, and it reports" "$text" $?

text=$(in_neovim -R -Es -V1 "+set rtp+=$temporary/nvim-lspconfig" '+luafile scripts/docgen.lua')
grep -A 30 '^## modal_lsp' doc/configs.md 2> /dev/null | grep -q "vim.lsp.enable('modal_lsp')"
check "their generator writes its documentation" "$text" $?

[ "$failed" -eq 0 ]
