--- :checkhealth modal_lsp
local modal_lsp = require('modal_lsp')

local M = {}

-- The functions were called otherwise before 0.10.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local problem = health.error or health.report_error

local function binary()
  local clients = modal_lsp.clients()
  local configured = vim.lsp.config and vim.lsp.config[modal_lsp.name]
  local cmd = clients[1] and clients[1].config.cmd or configured and configured.cmd or modal_lsp.options().cmd
  return type(cmd) == 'table' and cmd[1] or 'modal-lsp'
end

local function check_neovim()
  start('modal_lsp: Neovim')
  if vim.fn.has('nvim-0.11') == 1 then
    ok('new enough for vim.lsp.enable()')
  elseif vim.fn.has('nvim-0.7') == 1 then
    info("older than 0.11: started by require('modal_lsp').setup() or nvim-lspconfig")
  else
    problem('older than 0.7')
  end
  local clients = modal_lsp.clients()
  for _, client in ipairs(clients) do
    ok(('client %d is running for %s'):format(client.id, client.config.root_dir or 'single files'))
  end
  if #clients == 0 then
    info('no client is running: one is started with the first Python file')
  end
end

--- What `modal-lsp doctor` says of the project.
local function check_server(program)
  start('modal_lsp: what the server found')
  local client = modal_lsp.clients()[1]
  local folder = client and client.config.root_dir or vim.loop.cwd()
  local out = vim.fn.system({ program, 'doctor', '--format', 'json', folder })
  local good, found = pcall(vim.fn.json_decode, out)
  if not good or type(found) ~= 'table' then
    problem(program .. ' doctor failed: ' .. vim.trim(out))
    return
  end
  ok('modal-lsp ' .. found.version)
  for _, check in ipairs(found.checks) do
    local text, advice = check.name .. ': ' .. check.message, check.fix ~= '' and { check.fix } or nil
    if check.state == 'wrong' then
      problem(text, advice)
    elseif check.state == 'note' and advice then
      warn(text, advice)
    else
      ok(text)
    end
  end
end

function M.check()
  check_neovim()
  local program = binary()
  if vim.fn.executable(program) == 1 then
    check_server(program)
  else
    problem(program .. ' is not on the PATH', { 'install modal-lsp, or name its path in `cmd`' })
  end
end

return M
