---@brief
---
--- Language server for Python projects that use Modal: it follows the names by which apps look one another up,
--- and reports what Modal would reject or silently ignore. It runs beside the Python language server of your choice.
---
--- ```lua
--- vim.lsp.enable('modal_lsp')
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'modal-lsp' },
  filetypes = { 'python' },
  root_markers = { 'modal-lsp.toml', 'pyproject.toml', '.git' },
}
