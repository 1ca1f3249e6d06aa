-- Our server beside a type checker and a linter, in one buffer: who says what. Started by run.sh; every wait is for a
-- condition, with a limit.
local lsp, api, fn = vim.lsp, vim.api, vim.fn
local workspace = vim.fs.normalize(vim.uv.fs_realpath(vim.env.SUITE_WORKSPACE))
local limit_ms = 60000 -- the type checker reads a whole environment first
local servers = { 'modal_lsp', 'pyright', 'ruff' }
local results, failed = {}, 0

local function test(name, body)
  local fine, good, detail = pcall(body)
  if fine and good then
    results[#results + 1] = 'ok beside others: ' .. name
    return
  end
  failed = failed + 1
  local text = fine and vim.inspect(detail) or tostring(good)
  results[#results + 1] = ('FAIL beside others: %s: %s'):format(name, (text:gsub('%s+', ' ')):sub(1, 900))
end

local function eventually(value)
  local found
  vim.wait(limit_ms, function()
    found = value()
    return found
  end, 20)
  return found
end

-- A mistake for each of them, and places where two could speak.
fn.writefile({
  'import os',
  '',
  'import modal',
  '',
  'app = modal.App("shop-beside")',
  'Wrong = modal.Cls.from_name("shop-catalog", "Embeder")',
  'Right = modal.Cls.from_name("shop-catalog", "Embedder")',
  '',
  '',
  '@app.function(gpu="H100", timeout=60)',
  'def count() -> int:',
  '    return "three"',
  '',
  '',
  'image = modal.Image.debian_slim().pip_instal("numpy")',
  'other = modal.Volumme.from_name("shop-products")',
}, workspace .. '/shop/beside.py')

vim.opt.hidden = true
vim.cmd('filetype plugin on')
vim.opt.runtimepath:append(vim.env.SUITE_CONFIG)
vim.cmd('runtime plugin/modal_lsp.lua')
lsp.config('pyright', {
  cmd = { 'pyright-langserver', '--stdio' },
  filetypes = { 'python' },
  root_markers = { 'pyproject.toml' },
  settings = { python = { pythonPath = vim.env.NEIGHBOUR_PYTHON } },
})
lsp.config('ruff', { cmd = { 'ruff', 'server' }, filetypes = { 'python' }, root_markers = { 'pyproject.toml' } })
lsp.enable(servers)
vim.cmd.edit(fn.fnameescape(workspace .. '/shop/beside.py'))
local buffer = api.nvim_get_current_buf()

local function client(name)
  local found = lsp.get_clients({ bufnr = buffer, name = name })[1]
  return found and found.initialized and found or nil
end

--- Puts the cursor `shift` bytes into the first place of `text`.
local function go_to(text, shift)
  for row, content in ipairs(api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = content:find(text, 1, true)
    if column then
      api.nvim_win_set_buf(0, buffer)
      api.nvim_win_set_cursor(0, { row, column - 1 + shift })
      return row - 1
    end
  end
  error('no ' .. text)
end

--- What each server answers about the cursor, by its name; those that do not offer the method are left out.
local function ask_all(method)
  local answers = {}
  for _, name in ipairs(servers) do
    local each = client(name)
    if each:supports_method(method, buffer) then
      local answer = each:request_sync(method, lsp.util.make_position_params(0, each.offset_encoding), limit_ms, buffer)
      answers[name] = answer and answer.result or vim.NIL
    end
  end
  return answers
end

local function labels_of(result)
  local items = result == vim.NIL and {} or result.items or result
  return vim.tbl_map(function(item) return item.label end, items)
end

--- The names of those who offer a method.
local function offering(method)
  return vim.tbl_filter(function(name) return client(name):supports_method(method, buffer) end, servers)
end

local function found_by_source()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    local source = (each.source or '?'):lower()
    found[source] = found[source] or {}
    table.insert(found[source], each)
  end
  return found
end

test('three servers attach to one buffer', function()
  local all = eventually(function() return client('modal_lsp') and client('pyright') and client('ruff') end)
  return all, vim.tbl_map(function(each) return each.name end, lsp.get_clients({ bufnr = buffer }))
end)

--- A type checker may answer before it has read its environment, and then waits for the next change.
local function nudge()
  api.nvim_buf_set_lines(buffer, -1, -1, false, { '#' })
end

test('each of them finds its own mistake', function()
  local last = vim.uv.now()
  local all = eventually(function()
    if vim.uv.now() - last > 5000 then
      last = vim.uv.now()
      nudge()
    end
    local found = found_by_source()
    return found['modal-lsp'] and found.pyright and #found.pyright >= 3 and found.ruff
  end)
  return all, found_by_source()
end)

test('what does not exist, and what has another type, is left to the type checker', function()
  local lines, doubled = {}, {}
  for _, each in ipairs(found_by_source().pyright or {}) do
    lines[each.lnum] = true
  end
  for _, each in ipairs(found_by_source()['modal-lsp'] or {}) do
    if lines[each.lnum] then
      doubled[#doubled + 1] = each.message
    end
  end
  return vim.tbl_count(lines) >= 3 and #doubled == 0, { doubled = doubled, lines = vim.tbl_keys(lines) }
end)

test('ours finds one thing, and says it once', function()
  local found = found_by_source()['modal-lsp'] or {}
  return #found == 1 and found[1].code == 'from-name-unknown-target', found
end)

test('a name between the quotes of a lookup is completed by ours alone', function()
  go_to('"Embedder"', 1)
  local answers = ask_all('textDocument/completion')
  local ours = labels_of(answers.modal_lsp)
  return vim.tbl_contains(ours, 'Embedder') and #labels_of(answers.pyright) == 0 and answers.ruff == nil, answers
end)

test('a name in a string is explained, and found, by ours alone', function()
  go_to('"Embedder"', 3)
  local hover, definition = ask_all('textDocument/hover'), ask_all('textDocument/definition')
  local said = vim.inspect(hover.modal_lsp):find('class Embedder', 1, true)
  local others = vim.inspect({ hover.pyright, definition.pyright, hover.ruff })
  return said and #definition.modal_lsp == 1 and not others:find('contents', 1, true) and not others:find('uri', 1, true),
    { hover = hover, definition = definition }
end)

test('a variable is explained by the type checker alone', function()
  go_to('Right =', 1)
  local hover = ask_all('textDocument/hover')
  return hover.modal_lsp == vim.NIL and hover.pyright ~= vim.NIL, hover
end)

test('formatting is the linter\'s', function()
  return vim.deep_equal(offering('textDocument/formatting'), { 'ruff' }), offering('textDocument/formatting')
end)

test('the actions of all of them stand in one menu, none twice', function()
  local select, offered = vim.ui.select, nil
  vim.ui.select = function(items, _, choose)
    offered = vim.tbl_map(function(item) return item.action.title end, items)
    choose(nil)
  end
  go_to('Embeder', 1)
  lsp.buf.code_action()
  eventually(function() return offered end)
  vim.ui.select = select
  local counted, twice = {}, {}
  for _, title in ipairs(offered or {}) do
    counted[title] = (counted[title] or 0) + 1
    if counted[title] == 2 then
      twice[#twice + 1] = title
    end
  end
  return counted['Change to "Embedder"'] == 1 and #twice == 0, offered
end)

test('jumping, hovering and renaming among three encodings warns of nothing', function()
  go_to('"Embedder"', 3)
  lsp.buf.definition()
  eventually(function() return vim.endswith(api.nvim_buf_get_name(0), '/catalog/app.py') end)
  local arrived = api.nvim_get_current_line()
  go_to('"Embedder"', 3)
  lsp.buf.hover()
  local shown = eventually(function()
    for _, window in ipairs(api.nvim_list_wins()) do
      if api.nvim_win_get_config(window).relative ~= '' then
        return table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, false), '\n')
      end
    end
  end)
  local messages = fn.execute('messages')
  local quiet = not messages:lower():find('encoding') and not messages:find('E%d+:')
  return arrived:find('^class Embedder') and shown and quiet, { arrived, shown, messages }
end)

fn.writefile(results, vim.env.SUITE_RESULTS)
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
