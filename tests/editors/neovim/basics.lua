-- The real server on a Neovim without vim.lsp.enable, by way of the plugin's setup(). Started by run.sh.
local api, fn = vim.api, vim.fn
local limit_ms = 10000
local results, failed = {}, 0

local function test(name, body)
  local fine, good, detail = pcall(body)
  if fine and good then
    results[#results + 1] = 'ok basics: ' .. name
    return
  end
  failed = failed + 1
  local text = fine and vim.inspect(detail) or tostring(good)
  results[#results + 1] = ('FAIL basics: %s: %s'):format(name, (text:gsub('%s+', ' ')):sub(1, 600))
end

vim.opt.runtimepath:append(vim.env.SUITE_CONFIG)
vim.cmd('filetype plugin on')
local modal_lsp = require('modal_lsp')
modal_lsp.setup()
vim.cmd('edit ' .. fn.fnameescape(vim.env.SUITE_WORKSPACE .. '/shop/search/broken_lookup.py'))
local buffer = api.nvim_get_current_buf()

local function misspelt()
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    if each.code == 'from-name-unknown-target' then
      return each
    end
  end
end

--- The server's answer for the place `shift` bytes behind the first place of `text`, as text.
local function ask(method, text, shift, more)
  local params
  for row, line in ipairs(api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column and not params then
      local place = { line = row - 1, character = column - 1 + shift }
      params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = place, range = { start = place, ['end'] = place } }
    end
  end
  local answer = modal_lsp.clients(buffer)[1].request_sync(
    method,
    vim.tbl_extend('force', params, more or {}),
    limit_ms,
    buffer
  )
  return vim.inspect(answer and answer.result)
end

test('reports a misspelt class name', function()
  return vim.wait(limit_ms, misspelt, 20), vim.diagnostic.get(buffer)
end)

test('offers the cure', function()
  local actions = ask('textDocument/codeAction', 'Embeder', 1, { context = { diagnostics = {} } })
  return actions:find('Change to \\"Embedder\\"', 1, true) or actions:find('Change to "Embedder"', 1, true), actions
end)

test('shows the class on hover over its name in a string', function()
  local shown = ask('textDocument/hover', '"Embedder"', 2)
  return shown:find('class Embedder', 1, true), shown
end)

test('finds the class by its name in a string', function()
  local place = ask('textDocument/definition', '"Embedder"', 2)
  return place:find('shop/catalog/app.py', 1, true), place
end)

test('completes a name between the quotes', function()
  local items = ask('textDocument/completion', '"Embedder"', 2)
  return items:find('"list_products"', 1, true), items
end)

test('creates a file with an app', function()
  require('modal_lsp.commands').run({ fargs = { 'new', 'cron', 'nightly-report' } })
  local file = vim.env.SUITE_WORKSPACE .. '/shop/search/nightly_report.py'
  local shown = vim.wait(limit_ms, function()
    return fn.resolve(api.nvim_buf_get_name(0)) == fn.resolve(file)
      and vim.tbl_contains(api.nvim_buf_get_lines(0, 0, -1, false), 'app = modal.App("nightly-report")')
  end, 20)
  return shown, { name = api.nvim_buf_get_name(0), lines = api.nvim_buf_get_lines(0, 0, -1, false) }
end)

fn.writefile(results, vim.env.SUITE_RESULTS)
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
