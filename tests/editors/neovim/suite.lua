-- Started by run.sh inside a headless Neovim. Every wait is for a condition, with a limit.
local lsp, api, fn = vim.lsp, vim.api, vim.fn
local workspace = vim.fs.normalize(vim.uv.fs_realpath(vim.env.SUITE_WORKSPACE))
local limit_ms = 10000
local results, failed = {}, 0

local function report(name, good, detail)
  if good then
    results[#results + 1] = 'ok ' .. name
    return
  end
  failed = failed + 1
  local text = type(detail) == 'string' and detail or vim.inspect(detail)
  results[#results + 1] = ('FAIL %s: %s'):format(name, (text:gsub('%s+', ' ')))
end

local function wait(condition)
  return vim.wait(limit_ms, condition, 20)
end

--- Waits until `value()` is truthy; gives the value, or nothing when the limit has passed.
local function eventually(value)
  local found
  wait(function()
    found = value()
    return found
  end)
  return found
end

local function open(path)
  vim.cmd.edit(fn.fnameescape(workspace .. '/' .. path))
  return api.nvim_get_current_buf()
end

local function client_of(buffer)
  local client = lsp.get_clients({ bufnr = buffer, name = 'modal_lsp' })[1]
  return client and client.initialized and client or nil
end

local function line(buffer, row)
  return api.nvim_buf_get_lines(buffer, row, row + 1, false)[1]
end

--- Row and byte column, both from 0, of the first place of `text`.
local function find(buffer, text)
  for row, content in ipairs(api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = content:find(text, 1, true)
    if column then
      return row - 1, column - 1
    end
  end
  error('the sample workspace has no ' .. text .. ' in ' .. api.nvim_buf_get_name(buffer))
end

--- Puts the cursor `shift` bytes into the first place of `text`.
local function go_to(buffer, text, shift)
  local row, column = find(buffer, text)
  api.nvim_win_set_buf(0, buffer)
  api.nvim_win_set_cursor(0, { row + 1, column + (shift or 0) })
  return row, column
end

local function diagnostic(buffer, code, row)
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    if each.code == code and (not row or each.lnum == row) then
      return each
    end
  end
end

local function request(buffer, method, params)
  local client = client_of(buffer)
  local answer, why = client:request_sync(method, params, limit_ms, buffer)
  if not answer then
    return nil, why or 'no answer'
  end
  return answer.result, answer.err
end

local function float_text()
  for _, window in ipairs(api.nvim_list_wins()) do
    if api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, false), '\n'), window
    end
  end
end

local function keys(text)
  api.nvim_feedkeys(api.nvim_replace_termcodes(text, true, false, true), 'xt', false)
end

local tests = {}
local function test(name, body)
  tests[#tests + 1] = { name, body }
end

local search, broken, catalog
local renaming_reported = false

test('attaches to a Python file of the project', function()
  search = open('shop/search/app.py')
  local client = eventually(function() return client_of(search) end)
  return client ~= nil, client and true or 'no client attached'
end)

test('takes the folder of pyproject.toml as root', function()
  local root = client_of(search).root_dir
  return root == workspace, { root, workspace }
end)

test('reports nothing in a file without mistakes', function()
  -- The answer to a later request arrives after the diagnostics that the opening caused.
  request(search, 'textDocument/hover', lsp.util.make_position_params(0, 'utf-16'))
  return #vim.diagnostic.get(search) == 0, vim.diagnostic.get(search)
end)

test('reports a misspelt class name as from-name-unknown-target', function()
  broken = open('shop/search/broken_lookup.py')
  local found = eventually(function() return diagnostic(broken, 'from-name-unknown-target') end)
  return found ~= nil and found.source == 'modal-lsp', vim.diagnostic.get(broken)
end)

test('marks exactly the content of the string', function()
  local row, column = find(broken, 'Embeder"')
  local found = diagnostic(broken, 'from-name-unknown-target', row)
  return found and found.col == column and found.end_lnum == row and found.end_col == column + #'Embeder', found
end)

test('reports a class name in the wrong case', function()
  local row = find(broken, '"embedder"')
  return eventually(function() return diagnostic(broken, 'from-name-unknown-target', row) end), vim.diagnostic.get(broken)
end)

test('reports a class that is looked up as a function', function()
  local row = find(broken, 'Function.from_name(CATALOG_APP, "Embedder")')
  return eventually(function() return diagnostic(broken, 'from-name-wrong-kind', row) end), vim.diagnostic.get(broken)
end)

test('reports a method that is looked up as a function', function()
  local row = find(broken, '"Embedder.embed"')
  return eventually(function() return diagnostic(broken, 'function-from-name-dotted', row) end), vim.diagnostic.get(broken)
end)

--- Takes the code action `title` at the cursor and waits until `done()`; gives that, and the titles offered.
local function act(title, done)
  local offered
  local select = vim.ui.select
  vim.ui.select = function(items, _, choose)
    offered = vim.tbl_map(function(item) return item.action and item.action.title or item.title end, items)
    for index, item in ipairs(items) do
      if offered[index] == title then
        return choose(item, index)
      end
    end
    choose(nil)
  end
  lsp.buf.code_action()
  local result = eventually(done)
  vim.ui.select = select
  return result, offered
end

test('offers a quick fix for the misspelt name', function()
  local row = go_to(broken, 'Embeder"', 1)
  local fixed, offered = act('Change to "Embedder"', function()
    return line(broken, row):find('from_name("shop-catalog", "Embedder")', 1, true)
  end)
  return fixed, { offered = offered, line = line(broken, row) }
end)

test('drops the diagnostic once the name is mended', function()
  local row = find(broken, 'from_name("shop-catalog", "Embedder")')
  local gone = wait(function() return diagnostic(broken, 'from-name-unknown-target', row) == nil end)
  return gone, vim.diagnostic.get(broken)
end)

test('shows the class on hover over its name in a string', function()
  go_to(search, '"Embedder"', 3)
  lsp.buf.hover()
  local text = eventually(float_text)
  local _, window = float_text()
  if window then
    api.nvim_win_close(window, true)
  end
  return text and text:find('class Embedder', 1, true) and text:find('gpu', 1, true), text or 'no window'
end)

--- Types `text` as a new last line, asks for completion at the column after `upto` and takes the item `label`.
local function complete(text, upto, label)
  api.nvim_win_set_buf(0, search)
  api.nvim_buf_set_lines(search, -1, -1, false, { text })
  local row = api.nvim_buf_line_count(search) - 1
  api.nvim_win_set_cursor(0, { row + 1, #upto - 1 })
  vim.o.completeopt = 'menuone,noselect,noinsert'
  local labels, done = {}, false
  api.nvim_create_autocmd('CompleteChanged', {
    buffer = search,
    callback = function() vim.schedule(function() done = true end) end,
  })
  lsp.completion.enable(true, client_of(search).id, search, { autotrigger = false })
  -- Insert mode ends with the typed keys in a headless Neovim, so the choice is made by keys fed from a timer.
  local timer, waited, chosen = vim.uv.new_timer(), 0, false
  timer:start(20, 20, vim.schedule_wrap(function()
    waited = waited + 20
    if chosen then
      return
    end
    if fn.pumvisible() == 1 then
      local items = fn.complete_info({ 'items' }).items
      labels = vim.tbl_map(function(item) return item.abbr ~= '' and item.abbr or item.word end, items)
      local index = vim.iter(ipairs(labels)):find(function(_, each) return each == label end)
      chosen = true
      local down = index and ('<C-n>'):rep(index) .. '<C-y>' or '<C-e>'
      api.nvim_feedkeys(api.nvim_replace_termcodes(down .. '<Esc>', true, false, true), 'nt', false)
    elseif waited > limit_ms then
      chosen = true
      api.nvim_feedkeys(api.nvim_replace_termcodes('<Esc>', true, false, true), 'nt', false)
    end
  end))
  api.nvim_feedkeys(api.nvim_replace_termcodes('a<Cmd>lua vim.lsp.completion.get()<CR>', true, false, true), 'nx!', false)
  timer:stop()
  timer:close()
  wait(function() return line(search, row) ~= text end)
  local after = line(search, row)
  lsp.completion.enable(false, client_of(search).id, search)
  api.nvim_buf_set_lines(search, row, row + 1, false, {})
  return labels, after
end

test('completes a class name between the quotes', function()
  local labels, after = complete('Again = modal.Cls.from_name("shop-catalog", "")', 'Again = modal.Cls.from_name("shop-catalog", "', 'Embedder')
  return after == 'Again = modal.Cls.from_name("shop-catalog", "Embedder")', { labels = labels, line = after }
end)

test('completes a class name in a string without its end', function()
  local start = 'Again = modal.Cls.from_name("shop-catalog", "'
  local labels, after = complete(start, start, 'Embedder')
  -- The closing quote is the server's to add or to leave; the name and the quotes must not double.
  local good = after == start .. 'Embedder' or after == start .. 'Embedder"'
  return good, { labels = labels, line = after }
end)

test('replaces the rest of a half-typed name', function()
  local start = 'Again = modal.Cls.from_name("shop-catalog", "Emb'
  local labels, after = complete(start .. '")', start, 'Embedder')
  return after == 'Again = modal.Cls.from_name("shop-catalog", "Embedder")', { labels = labels, line = after }
end)

test('says what a part of the SDK does on hover', function()
  local catalog = open('shop/catalog/app.py')
  go_to(catalog, 'modal.App(', 7)
  lsp.buf.hover()
  local text = eventually(float_text)
  local _, window = float_text()
  if window then
    api.nvim_win_close(window, true)
  end
  return text and text:find('include_source', 1, true) and text:find('docs/sdk/py/latest/App', 1, true), text or 'no window'
end)

test('completes members of an image', function()
  local start = 'picture = modal.Image.debian_slim().uv_pip'
  local labels, after = complete(start, start, 'uv_pip_install')
  return after == start .. '_install', { labels = labels, line = after }
end)

test('completes keywords of a call', function()
  local start = 'store = modal.Volume.from_name("a", create'
  local labels, after = complete(start .. ')', start, 'create_if_missing=')
  return after == start .. '_if_missing=)', { labels = labels, line = after }
end)

test('shows the signature of a call', function()
  local catalog = open('shop/catalog/app.py')
  go_to(catalog, 'modal.App(', #'modal.App(')
  local help = request(catalog, 'textDocument/signatureHelp', lsp.util.make_position_params(0, 'utf-16'))
  local signature = help and help.signatures and help.signatures[1]
  return signature and signature.label:find('App(name: str', 1, true) == 1 and help.activeParameter == 0, help
end)

test('jumps from the name in a string to the class', function()
  go_to(search, '"Embedder"', 3)
  lsp.buf.definition()
  local arrived = wait(function() return vim.endswith(api.nvim_buf_get_name(0), '/shop/catalog/app.py') end)
  catalog = api.nvim_get_current_buf()
  local here = api.nvim_get_current_line()
  return arrived and here:find('^class Embedder'), { api.nvim_buf_get_name(0), here }
end)

test('lists the lookups as references of the class', function()
  catalog = open('shop/catalog/app.py')
  go_to(catalog, 'class Embedder', #'class ')
  wait(function() return client_of(catalog) end)
  local listed
  lsp.buf.references({ includeDeclaration = false }, { on_list = function(list) listed = list.items end })
  wait(function() return listed end)
  local files = {}
  for _, item in ipairs(listed or {}) do
    files[vim.fs.relpath(workspace, vim.fs.normalize(item.filename)) or item.filename] = true
  end
  return files['shop/search/app.py'] and files['web/api.py'] and files['jobs/nightly.py'], files
end)

test('lists who calls a function from other apps', function()
  catalog = open('shop/catalog/app.py')
  go_to(catalog, 'def list_products', #'def ')
  fn.setqflist({}, 'r')
  lsp.buf.incoming_calls()
  local calls = eventually(function()
    local listed = fn.getqflist()
    return #listed > 0 and listed
  end)
  vim.cmd('cclose')
  local callers = {}
  for _, each in ipairs(calls or {}) do
    callers[#callers + 1] = vim.fs.relpath(workspace, vim.fs.normalize(api.nvim_buf_get_name(each.bufnr)))
  end
  return vim.tbl_contains(callers, 'shop/search/app.py') and vim.tbl_contains(callers, 'web/api.py'), callers
end)

test('reports open lookups when the class is renamed in another buffer', function()
  local row = find(search, '"Embedder"')
  local at = find(catalog, 'class Embedder')
  api.nvim_win_set_buf(0, catalog)
  api.nvim_win_set_cursor(0, { at + 1, 0 })
  keys('ccclass Renamed:<Esc>')
  renaming_reported = eventually(function() return diagnostic(search, 'from-name-unknown-target', row) end) ~= nil
  return renaming_reported, { line(catalog, at), vim.diagnostic.get(search) }
end)

test('takes the report back when the renaming is undone', function()
  api.nvim_win_set_buf(0, catalog)
  keys('u')
  local gone = wait(function() return #vim.diagnostic.get(search) == 0 end)
  return renaming_reported and gone and find(catalog, 'class Embedder'), vim.diagnostic.get(search)
end)

test('finds the app among the symbols of the workspace', function()
  local symbols, problem = request(search, 'workspace/symbol', { query = 'shop-catalog' })
  for _, symbol in ipairs(symbols or {}) do
    if symbol.name:find('shop-catalog', 1, true) then
      return true
    end
  end
  return false, problem or symbols
end)

--- A function that needs one secret on the developer's machine, and none in the container.
local function open_mismatch()
  fn.writefile({
    'import modal',
    '',
    'app = modal.App("shop-worlds")',
    'if modal.is_local():',
    '    secrets = [modal.Secret.from_local_environ(["STRIPE_KEY"])]',
    'else:',
    '    secrets = []',
    '',
    '',
    '@app.function(secrets=secrets)',
    'def charge(): ...',
  }, workspace .. '/shop/worlds.py')
  return open('shop/worlds.py')
end

local function mismatch(buffer)
  return diagnostic(buffer, 'secrets-count-mismatch')
end

test('reports what a function needs in both worlds', function()
  local buffer = open_mismatch()
  local found = eventually(function() return mismatch(buffer) end)
  local good = found and found.message:find('on your machine "charge" needs Secret, Image, in the container Image', 1, true)
  return good, found or vim.diagnostic.get(buffer)
end)

for _, cure in ipairs({
  { 'Fill up the shorter list with empty secrets', 'secrets = [modal.Secret.from_dict({})]' },
  { 'Look up one secret by name in both worlds', 'secrets = [modal.Secret.from_name("shop-worlds-secret")]' },
}) do
  test('cures the mismatch: ' .. cure[1], function()
    local buffer = open_mismatch()
    eventually(function() return mismatch(buffer) end)
    go_to(buffer, '@app.function', 2)
    local row = find(buffer, 'secrets = []')
    local done, offered = act(cure[1], function() return line(buffer, row):find(cure[2], 1, true) end)
    local gone = done and wait(function() return mismatch(buffer) == nil end)
    local after = api.nvim_buf_get_lines(buffer, 0, -1, false)
    vim.cmd('silent! edit!')
    return gone, { offered = offered, after = after }
  end)
end

--- What `:ModalLsp …` shows in a window of its own.
local function shown(command)
  vim.cmd('ModalLsp ' .. command)
  local text = eventually(function()
    return api.nvim_buf_get_name(0):find('^modal%-lsp://') and table.concat(api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  end)
  if text then
    vim.cmd('bwipeout!')
  end
  return text or 'no window'
end

test('shows the status and the graph by command', function()
  api.nvim_win_set_buf(0, search)
  local status, graph = shown('status'), shown('graph')
  return status:find('modalFiles', 1, true) and graph:find('shop-catalog', 1, true), { status, graph }
end)

test('offers the functions, and says what would be run', function()
  local complete = require('modal_lsp.commands').complete
  local offered = eventually(function()
    local names = complete('Embedder.e', 'ModalLsp run Embedder.e')
    return #names > 0 and names
  end)
  local notify, told = vim.notify, nil
  vim.notify = function(text) told = text end
  api.nvim_win_set_buf(0, search)
  vim.cmd('ModalLsp! deploy')
  eventually(function() return told end)
  vim.notify = notify
  local good = told and told:find("would run: '[^']*modal' 'deploy' '[^']*app.py'")
  return good and vim.deep_equal(offered, { 'Embedder.embed' }), { told = told, offered = offered }
end)

test('searches the documentation by command, and opens what is chosen', function()
  local select, open_ = vim.ui.select, vim.ui.open
  local titles, opened
  vim.ui.select = function(items, settings, choose)
    titles = vim.tbl_map(settings.format_item, items)
    choose(items[1], 1)
  end
  vim.ui.open = function(url)
    opened = url
    return { wait = function() return { code = 0 } end }
  end
  vim.cmd('ModalLsp docs Volume.commit')
  eventually(function() return opened end)
  vim.ui.select, vim.ui.open = select, open_
  return opened and opened:find('^https://') and titles[1]:find('commit', 1, true), { titles = titles, opened = opened }
end)

test('reports the server and the doctor to :checkhealth', function()
  vim.cmd('checkhealth modal_lsp')
  local text = table.concat(api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd('bwipeout!')
  return text:find('client %d+ is running') and text:find('OK modal%-lsp %d') and text:find('workspace: ', 1, true), text
end)

--- Every line of the workspace's files, as buffers show them after an edit, that holds `text`.
local function files_with(text)
  local found = {}
  for _, path in ipairs(fn.globpath(workspace, '**/*', true, true)) do
    found[#found + 1] = path
  end
  vim.list_extend(found, fn.globpath(workspace, '.github/**/*', true, true))
  local out = {}
  for _, path in ipairs(found) do
    if fn.isdirectory(path) == 0 then
      local buffer = fn.bufnr(path)
      local lines = buffer > 0 and api.nvim_buf_is_loaded(buffer) and api.nvim_buf_get_lines(buffer, 0, -1, false)
        or fn.readfile(path)
      if table.concat(lines, '\n'):find(text, 1, true) then
        out[vim.fs.relpath(workspace, vim.fs.normalize(path))] = true
      end
    end
  end
  return out
end

test('renames an app in Python, the Makefile, a script and a workflow', function()
  local names = open('shop/common/names.py')
  eventually(function() return client_of(names) end)
  local before = files_with('shop-catalog')
  before['README.md'] = nil -- prose, not a command
  go_to(names, '"shop-catalog"', 3)
  lsp.buf.rename('shop-goods')
  local renamed = eventually(function() return line(names, (find(names, 'CATALOG_APP ='))):find('shop-goods', 1, true) end)
  local after = files_with('shop-goods')
  vim.cmd('silent! bufdo undo')
  local wanted = { 'Makefile', 'scripts/release.sh', '.github/workflows/deploy.yml', 'shop/search/broken_lookup.py' }
  for _, path in ipairs(wanted) do
    if not after[path] then
      return false, { missing = path, before = before, after = after }
    end
  end
  return renamed and vim.deep_equal(before, after), { before = before, after = after }
end)

test('refuses to rename what is put together, with the reason', function()
  local buffer = open('shop/search/app.py')
  local at = find(buffer, 'import modal')
  api.nvim_buf_set_lines(buffer, at + 1, at + 1, false, { 'made = modal.App("shop-" + "made")', 'modal.Cls.from_name("shop-made", "X")' })
  local row, column = find(buffer, '"shop-made"')
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = row, character = column + 3 }, newName = 'other' }
  local _, problem = request(buffer, 'textDocument/rename', params)
  vim.cmd('silent undo')
  return problem and problem.message:find('put together', 1, true), problem
end)

test('serves the same buffers after a restart', function()
  local old = client_of(search).id
  vim.cmd('ModalLsp restart')
  local fresh = eventually(function()
    local client = client_of(search)
    return client and client.id ~= old and client
  end)
  -- The fresh one begins to read the workspace when it is there.
  local symbols = fresh and eventually(function()
    local found = request(search, 'workspace/symbol', { query = 'shop-catalog' })
    return found and #found > 0
  end)
  return symbols, fresh and 'no symbols' or 'no new client'
end)

test('stops with the client', function()
  local client = client_of(search)
  client:stop()
  return wait(function() return client:is_stopped() end), 'still running'
end)

test('leaves no errors among the messages', function()
  local messages = fn.execute('messages')
  local bad = messages:find('E%d+:') or messages:find('Error') or messages:find('error:') or messages:find('exit code')
  return not bad, messages
end)

vim.cmd('filetype plugin on')
vim.opt.runtimepath:append(vim.env.SUITE_CONFIG)
vim.cmd('runtime plugin/modal_lsp.lua')
vim.opt.hidden = true
lsp.enable('modal_lsp')
for _, each in ipairs(tests) do
  local fine, good, detail = pcall(each[2])
  report(each[1], fine and good, fine and (detail == nil and 'not so' or detail) or good)
  if failed > 0 and #results == 1 then
    break -- Without a client everything else would only wait out its limit.
  end
end
fn.writefile(results, vim.env.SUITE_RESULTS)
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
