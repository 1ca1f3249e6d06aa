-- Loaded at each start: defines the command, and adds to lsp/modal_lsp.lua what only this plugin can do.
if vim.g.loaded_modal_lsp then
  return
end
vim.g.loaded_modal_lsp = true

vim.api.nvim_create_user_command('ModalLsp', function(call)
  require('modal_lsp.commands').run(call)
end, {
  nargs = '*',
  bang = true,
  desc = 'Run, deploy and look at Modal apps; with ! only say what would be done',
  complete = function(lead, line)
    return require('modal_lsp.commands').complete(lead, line)
  end,
})

if vim.lsp.config and vim.lsp.enable then
  require('modal_lsp').extend()
end
