#!/bin/bash
# The plugin on a Neovim without vim.lsp.enable; arguments as those of ../neovim/run.sh.
exec "$(dirname "${BASH_SOURCE[0]}")/../neovim/run.sh" "$@"
