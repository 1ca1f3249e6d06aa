---@brief
---
--- Language server for Python projects that use Modal: it follows the names by which apps look one another up,
--- and reports what Modal would reject or silently ignore. It runs beside the Python language server of your choice.
---
--- ```lua
--- vim.lsp.enable('modal_lsp')
--- ```

-- This file may be copied alone; with the rest of the folder on the runtimepath it can do more.
local whole, plugin = pcall(require, 'modal_lsp')

---@type vim.lsp.Config
return {
  cmd = { 'modal-lsp' },
  filetypes = { 'python' },
  root_markers = { 'modal-lsp.toml', 'pyproject.toml', '.git' },
  init_options = whole and plugin.init_options() or nil,
  handlers = whole and plugin.handlers() or nil,
  on_attach = whole and plugin.on_attach or nil,
}
