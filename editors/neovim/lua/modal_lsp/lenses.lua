--- Keeps the server's code lenses fresh.
local M = {}

local function refresh(buffer)
  -- Neovim 0.10 takes options, older ones mean the current buffer.
  if vim.fn.has('nvim-0.10') == 1 then
    vim.lsp.codelens.refresh({ bufnr = buffer })
  elseif vim.api.nvim_get_current_buf() == buffer then
    vim.lsp.codelens.refresh()
  end
end

function M.attach(client, buffer)
  local capabilities = client.server_capabilities or client.resolved_capabilities or {}
  if not capabilities.codeLensProvider then
    return
  end
  if vim.lsp.codelens.enable then -- 0.12 keeps them fresh itself
    vim.lsp.codelens.enable(true, { bufnr = buffer })
    return
  end
  local group = vim.api.nvim_create_augroup('modal_lsp_lenses_' .. buffer, { clear = true })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'BufWritePost' }, {
    group = group,
    buffer = buffer,
    callback = function()
      refresh(buffer)
    end,
  })
  refresh(buffer)
end

return M
