---@brief
---
--- https://github.com/modal-lsp/modal-lsp
---
--- Language server for Python projects that use [Modal](https://modal.com): it follows the names by which apps look one
--- another up, and reports what Modal would reject or silently ignore. It runs beside the Python language server of
--- your choice, and leaves types and formatting to that.
---
--- `modal-lsp` can be installed via `pip`:
--- ```sh
--- pip install modal-lsp
--- ```
---
--- What Modal's command line can do with an app, or a function, is among the code actions of its line. With the plugin
--- that comes with the server there is `:ModalLsp`, too.

---@type vim.lsp.Config
return {
  cmd = { 'modal-lsp' },
  filetypes = { 'python' },
  root_markers = { 'modal-lsp.toml', 'pyproject.toml', '.git' },
}
