-- Loaded at each start: defines the command and nothing else.
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
