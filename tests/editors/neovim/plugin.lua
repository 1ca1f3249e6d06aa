-- What the plugin does, on every Neovim from 0.7 on: against contract_server.py. Started by run.sh; every wait is for a
-- condition, with a limit.
local api, fn = vim.api, vim.fn
local limit_ms = 10000
local results, failed = {}, 0

local function wait(condition)
  return vim.wait(limit_ms, condition, 20)
end

local function test(name, body)
  local fine, good, detail = pcall(body)
  if fine and good then
    results[#results + 1] = 'ok plugin: ' .. name
    return
  end
  failed = failed + 1
  local text = fine and vim.inspect(detail) or tostring(good)
  results[#results + 1] = ('FAIL plugin: %s: %s'):format(name, (text:gsub('%s+', ' ')):sub(1, 600))
end

--- The messages that the server got, those of one method, oldest first.
local function received(method)
  local found = {}
  local file = io.open(vim.env.CONTRACT_LOG)
  for line in file and file:lines() or function() end do
    local good, message = pcall(fn.json_decode, line)
    if good and (method == nil or message.method == method) then
      found[#found + 1] = message
    end
  end
  if file then
    file:close()
  end
  return found
end

--- The argument of the last execution of a command.
local function last(command)
  local all = vim.tbl_filter(function(message)
    return message.params.command == 'modal-lsp.' .. command
  end, received('workspace/executeCommand'))
  return all[#all] and all[#all].params.arguments[1], #all
end

local told = {}
vim.notify = function(text, level)
  told[#told + 1] = { text = text, level = level }
end

local function was_told(part)
  return wait(function()
    for _, each in ipairs(told) do
      if each.text:find(part, 1, true) then
        return true
      end
    end
  end)
end

local function command(line)
  told = {}
  vim.cmd('ModalLsp' .. line)
end

vim.o.hidden, vim.o.swapfile = true, false
vim.opt.runtimepath:append(vim.env.SUITE_CONFIG)
vim.cmd('filetype plugin on')
vim.cmd('runtime plugin/modal_lsp.lua')
local modal_lsp = require('modal_lsp')
modal_lsp.setup({ cmd = { 'python3', vim.env.CONTRACT_SERVER } })
vim.cmd('edit ' .. fn.fnameescape(vim.env.SUITE_WORKSPACE .. '/shop/catalog/app.py'))
local buffer = api.nvim_get_current_buf()

test('starts a client for a Python file', function()
  wait(function()
    return #modal_lsp.clients(buffer) == 1
  end)
  wait(function()
    return #received('textDocument/didOpen') == 1
  end)
  return #modal_lsp.clients(buffer) == 1, received()
end)

test('takes the folder of the nearest marker as root', function()
  local root = modal_lsp.clients(buffer)[1].config.root_dir
  return fn.resolve(root) == fn.resolve(vim.env.SUITE_WORKSPACE), root
end)

test('tells the server that it has terminals', function()
  local first = received('initialize')[1]
  return first.params.initializationOptions.modalLsp.terminal == true, first.params.initializationOptions
end)

test('asks for code lenses, again when a file is written', function()
  wait(function()
    return #received('textDocument/codeLens') >= 1 and (vim.lsp.codelens.enable or #vim.lsp.codelens.get(buffer) > 0)
  end)
  local before = #received('textDocument/codeLens')
  vim.cmd('silent write!')
  if not vim.lsp.codelens.enable then
    wait(function()
      return #received('textDocument/codeLens') > before
    end)
  end
  return before >= 1 and (vim.lsp.codelens.enable or #received('textDocument/codeLens') > before), received()
end)

test('completes commands, functions, apps and formats', function()
  local complete = require('modal_lsp.commands').complete
  local functions = complete('', 'ModalLsp run ')
  local all = {
    complete('de', 'ModalLsp de'),
    functions,
    complete('sh', 'ModalLsp logs sh'),
    complete('m', "'<,'>ModalLsp! graph m"),
  }
  return vim.deep_equal(all, { { 'deploy' }, { 'train', 'Model.generate' }, { 'shop' }, { 'mermaid' } }), all
end)

test('asks for the arguments of a function', function()
  local asked = {}
  local answers = { '7', '' }
  vim.ui.input = function(settings, done)
    asked[#asked + 1] = settings.prompt .. settings.default
    done(answers[#asked])
  end
  command(' run train')
  local good = was_told('done: modal run train --n-steps 7')
  local argument = last('run')
  return good
    and argument['function'] == 'train'
    and vim.deep_equal(argument.arguments, { '--n-steps', '7' })
    and vim.deep_equal(asked, { 'n_steps: int = 3', 'note: str = ' }),
    { argument = argument, asked = asked, told = told }
end)

test('runs nothing when the person gives up', function()
  vim.ui.input = function(_, done)
    done(nil)
  end
  local _, before = last('run')
  command(' run train')
  wait(function()
    return select(2, last('run')) > before
  end)
  vim.wait(100, function()
    return select(2, last('run')) > before + 1
  end)
  local argument, after = last('run')
  return after == before + 1 and argument.dryRun == true, argument
end)

test('hands arguments on', function()
  command(' run Model.generate env=dev tag=v1 --n 3 -x')
  local good = was_told('done: modal run Model.generate --n 3 -x')
  local argument = last('run')
  return good and argument.environment == 'dev' and argument.tag == 'v1' and argument['function'] == 'Model.generate',
    argument
end)

test('deploys, and says how that went', function()
  command(' deploy')
  return was_told('done: modal deploy app.py') and vim.startswith(last('deploy').uri, 'file:///'), told
end)

test('says with a bang what would be done', function()
  command('! deploy')
  return was_told("would run: 'modal' 'deploy' 'app.py'") and was_told('token: no token (modal setup)') and last('deploy').dryRun,
    told
end)

test('names the app', function()
  command(' verify shop')
  return was_told('done: modal verify shop') and last('verify').app == 'shop', last('verify')
end)

local function terminal()
  for _, each in ipairs(api.nvim_list_bufs()) do
    if vim.bo[each].buftype == 'terminal' then
      return each
    end
  end
end

test('opens a terminal when the server asks for one', function()
  local window = api.nvim_get_current_win()
  command(' serve')
  local shown = wait(function()
    local found = terminal()
    return found and table.concat(api.nvim_buf_get_lines(found, 0, -1, false), '\n'):find('in / with terms', 1, true)
  end)
  local answered = wait(function()
    for _, message in ipairs(received()) do
      if message.id == 'terminal-serve' then
        return message.result == vim.NIL and message.error == nil
      end
    end
  end)
  local found = terminal()
  return shown and answered and api.nvim_get_current_win() == window,
    { text = found and api.nvim_buf_get_lines(found, 0, -1, false), answered = answered }
end)

test('shows errors of the server', function()
  command(' stop')
  return was_told('modal-lsp: there is no app to stop'), told
end)

test('shows the graph in a window', function()
  command(' graph dot')
  local shown = wait(function()
    return api.nvim_buf_get_lines(0, 0, 1, false)[1] == 'digraph {}'
  end)
  local kind = vim.bo.filetype
  vim.cmd('bwipeout!')
  return shown and kind == 'dot', kind
end)

test('begins a file, of which the server knows the kinds', function()
  local kinds = fn.getcompletion('ModalLsp new c', 'cmdline')
  command(' new cron nightly')
  local shown = wait(function()
    return api.nvim_buf_get_lines(0, 0, 1, false)[1] == 'import modal'
  end)
  local kind = vim.fn.expand('%:t')
  vim.cmd('bwipeout!')
  local argument = received('workspace/executeCommand')
  return shown and kind:find('%.py%.txt$') and vim.deep_equal(kinds, { 'cron' }), { kinds = kinds, kind = kind, asked = argument }
end)

test('asks Modal again what is there, and tells it', function()
  command(' live')
  return was_told('dev: 1 deployed app'), told
end)

test('says which commands there are', function()
  command(' nonsense')
  return was_told('there is no "nonsense"; there are deploy, diagnose, docs'), told
end)

test('restarts the server', function()
  local old = modal_lsp.clients(buffer)[1].id
  command(' restart')
  return wait(function()
    local client = modal_lsp.clients(buffer)[1]
    return client and client.id ~= old and #received('textDocument/didOpen') == 2
  end),
    received('textDocument/didOpen')
end)

test('fits nvim-lspconfig', function()
  local config = modal_lsp.lspconfig()
  local root = config.root_dir(vim.env.SUITE_WORKSPACE .. '/shop/catalog/app.py')
  return fn.resolve(root) == fn.resolve(vim.env.SUITE_WORKSPACE) and config.cmd[1] == 'python3', root
end)

test('has help', function()
  vim.cmd('helptags ' .. fn.fnameescape(vim.env.SUITE_CONFIG .. '/doc'))
  -- Read, not shown: a Neovim that was unpacked may lack the parser that highlights help.
  local tags = table.concat(fn.readfile(vim.env.SUITE_CONFIG .. '/doc/tags'), '\n')
  local text = table.concat(fn.readfile(vim.env.SUITE_CONFIG .. '/doc/modal_lsp.txt'), '\n')
  for _, name in ipairs(require('modal_lsp.commands').names()) do
    if not text:find(':ModalLsp ' .. name, 1, true) then
      return false, name
    end
  end
  return tags:find(':ModalLsp', 1, true) and tags:find('modal_lsp-setup', 1, true), tags
end)

test('has a health check', function()
  vim.cmd('checkhealth modal_lsp')
  local text = table.concat(api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd('bwipeout!')
  return text:find('client %d+ is running') and text:find('what the server found', 1, true), text
end)

test('leaves no errors among the messages', function()
  local messages = fn.execute('messages')
  return not (messages:find('E%d+:') or messages:find('Error')), messages
end)

fn.writefile(results, vim.env.SUITE_RESULTS)
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
