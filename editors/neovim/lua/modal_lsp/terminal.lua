--- Terminals for what keeps running: `modal serve`, `modal shell`, logs that are followed.
local M = {}

local function start(argv, settings)
  if vim.fn.has('nvim-0.11') == 1 then
    return vim.fn.jobstart(argv, vim.tbl_extend('force', settings, { term = true }))
  end
  return vim.fn.termopen(argv, settings)
end

--- Runs `argv` in a window of its own below the others; the window that was current stays so. `params` is what the
--- server sends: title, argv, cwd, env. Gives the buffer.
function M.open(params)
  local before = vim.api.nvim_get_current_win()
  vim.cmd('botright 15new')
  local buffer = vim.api.nvim_get_current_buf()
  local settings = {}
  if type(params.cwd) == 'string' and params.cwd ~= '' then
    settings.cwd = params.cwd
  end
  if type(params.env) == 'table' and next(params.env) ~= nil then
    settings.env = params.env
  end
  local good, job = pcall(start, params.argv, settings)
  if not good or job <= 0 then
    vim.cmd('bwipeout! ' .. buffer)
    vim.notify(('modal-lsp: cannot start %s'):format(params.argv[1]), vim.log.levels.ERROR)
    return nil
  end
  pcall(vim.api.nvim_buf_set_name, buffer, ('modal://%d/%s'):format(job, params.title or params.argv[1]))
  vim.cmd('normal! G') -- follows the output
  vim.api.nvim_set_current_win(before)
  return buffer
end

return M
