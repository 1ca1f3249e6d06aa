--- :ModalLsp
local modal_lsp = require('modal_lsp')

local M = {}

local limit_ms = 2000

local function complain(text)
  vim.notify('modal-lsp: ' .. text, vim.log.levels.ERROR)
end

--- The client of the current buffer, else any of ours.
local function client_here()
  local here = modal_lsp.clients(vim.api.nvim_get_current_buf())[1] or modal_lsp.clients()[1]
  if not here then
    complain('no server is running; open a Python file of the project, and see :checkhealth modal_lsp')
  end
  return here
end

local function as_method(client, name, ...)
  -- Clients became objects with methods in 0.11.
  if vim.fn.has('nvim-0.11') == 1 then
    return client[name](client, ...)
  end
  return client[name](...)
end

--- Asks the server to carry out a command; `done` gets its answer, errors are shown.
local function execute(client, command, argument, done)
  local params = { command = 'modal-lsp.' .. command, arguments = argument ~= nil and { argument } or {} }
  as_method(client, 'request', 'workspace/executeCommand', params, function(problem, answer)
    if problem then
      complain(problem.message)
    elseif done then
      done(answer)
    end
  end)
end

local function ask(client, command, argument)
  local params = { command = 'modal-lsp.' .. command, arguments = argument ~= nil and { argument } or {} }
  local answer = as_method(client, 'request_sync', 'workspace/executeCommand', params, limit_ms, 0)
  return answer and answer.result or nil
end

--- A scratch window with text that can be searched and copied.
local function show(title, text, filetype)
  vim.cmd('botright new')
  local buffer = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text, '\n', { plain = true }))
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = 'nofile', 'wipe', false
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = filetype or ''
  pcall(vim.api.nvim_buf_set_name, buffer, ('modal-lsp://%d/%s'):format(buffer, title))
end

--- "a env=dev tag=v1 --n 3" as the object that the server's operating commands take; `first` names the first word.
local function argument_of(words, first)
  local argument = { uri = vim.uri_from_bufnr(vim.api.nvim_get_current_buf()) }
  for _, word in ipairs(words) do
    local key, value = word:match('^(%a+)=(.+)$')
    if argument.arguments then
      table.insert(argument.arguments, word)
    elseif key == 'env' then
      argument.environment = value
    elseif key == 'tag' then
      argument.tag = value
    elseif word == '--' then
      argument.arguments = {}
    elseif first and not argument[first] and word:sub(1, 1) ~= '-' then
      argument[first] = word
    else
      argument.arguments = { word }
    end
  end
  return argument
end

--- What an operating command answered, for a person.
local function tell(answer)
  -- What failed, the server shows itself.
  if type(answer) ~= 'table' or answer.ok == false and not answer.dry then
    return
  end
  local lines = { type(answer.message) == 'string' and answer.message or nil }
  local preflight = type(answer.preflight) == 'table' and answer.preflight or {}
  for _, check in ipairs(preflight.checks or {}) do
    if not check.ok then
      lines[#lines + 1] = ('%s: %s%s'):format(check.name, check.message, check.fix and ' (' .. check.fix .. ')' or '')
    end
  end
  if #lines > 0 then
    local level = answer.ok == false and vim.log.levels.ERROR or vim.log.levels.INFO
    vim.notify('modal-lsp: ' .. table.concat(lines, '\n'), level)
  end
end

--- Only what would be done.
local function tell_dry(answer)
  local argv = vim.tbl_map(vim.fn.shellescape, answer.argv or {})
  tell({ dry = true, ok = answer.ok, message = 'would run: ' .. table.concat(argv, ' '), preflight = answer.preflight })
end

--- Asks the person for each parameter, then calls `done` with the list of arguments; nothing when they give up.
local function ask_parameters(parameters, given, done)
  local parameter = parameters[#given / 2 + 1]
  if not parameter then
    return done(given)
  end
  local default = type(parameter.default) == 'string' and parameter.default or ''
  local type_name = type(parameter.type) == 'string' and ': ' .. parameter.type or ''
  vim.ui.input({ prompt = parameter.name .. type_name .. ' = ', default = default }, function(text)
    if text == nil then
      return
    end
    ask_parameters(parameters, vim.list_extend(given, { '--' .. parameter.name:gsub('_', '-'), text }), done)
  end)
end

--- Of the arguments that were asked for, those that were left empty are left to their defaults.
local function filled(arguments)
  local kept = {}
  for i = 1, #arguments, 2 do
    if arguments[i + 1] ~= '' then
      vim.list_extend(kept, { arguments[i], arguments[i + 1] })
    end
  end
  return kept
end

local function run_function(client, argument)
  if argument.arguments then
    return execute(client, 'run', argument, tell)
  end
  execute(client, 'run', vim.tbl_extend('force', argument, { dryRun = true }), function(dry)
    local parameters = type(dry) == 'table' and type(dry.parameters) == 'table' and dry.parameters or {}
    ask_parameters(parameters, {}, function(arguments)
      if #arguments > 0 then
        argument.arguments = filled(arguments)
      end
      execute(client, 'run', argument, tell)
    end)
  end)
end

local function functions_of(client)
  local names = {}
  for _, app in ipairs(ask(client, 'apps', vim.empty_dict()) or {}) do
    for _, each in ipairs(app.functions or {}) do
      names[#names + 1] = each.name
    end
  end
  return names
end

local function apps_of(client)
  return vim.tbl_map(function(app)
    return app.name
  end, ask(client, 'apps', vim.empty_dict()) or {})
end

--- An operating command whose first word is named `first`; with ! it only says what it would do.
local function operate(name, first)
  return {
    words = first == 'function' and functions_of or first == 'app' and apps_of or nil,
    run = function(client, words, dry)
      local argument = argument_of(words, first)
      if dry then
        argument.dryRun = true
        return execute(client, name, argument, tell_dry)
      end
      if name == 'run' then
        return run_function(client, argument)
      end
      execute(client, name, argument, tell)
    end,
  }
end

local function kinds_of(client)
  local answer = ask(client, 'newFile') or {}
  return vim.tbl_map(function(each)
    return each.kind
  end, answer.kinds or {})
end

--- :ModalLsp new KIND NAME, beside the file of the current buffer.
local function new_file(client, words)
  local argument = { kind = words[1] or '', name = words[2] or '' }
  local path = vim.api.nvim_buf_get_name(0)
  if path ~= '' and vim.bo.buftype == '' then
    argument.uri = vim.uri_from_fname(path)
  end
  execute(client, 'newFile', argument, function(answer)
    -- Older versions neither create files nor show documents on a server's demand.
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.uri_to_fname(answer.uri)))
    if not answer.created then
      vim.fn.setline(1, vim.split(vim.trim(answer.text), '\n', { plain = true }))
    end
  end)
end

local function choose_page(client, words)
  execute(client, 'searchDocumentation', table.concat(words, ' '), function(found)
    if #found == 0 then
      return vim.notify('modal-lsp: nothing was found', vim.log.levels.INFO)
    end
    vim.ui.select(found, {
      prompt = 'Documentation',
      format_item = function(item)
        return item.title .. '  ' .. item.text
      end,
    }, function(item)
      if item then
        execute(client, 'openDocumentation', item.url)
      end
    end)
  end)
end

local function restart(client)
  local buffers = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.lsp.buf_is_attached(buffer, client.id) then
      buffers[#buffers + 1] = buffer
    end
  end
  as_method(client, 'stop')
  local id = client.id
  -- The old one has to be gone, or its buffers would be attached to it again.
  vim.wait(5000, function()
    return vim.lsp.get_client_by_id(id) == nil
  end, 20)
  if vim.lsp.enable then
    vim.lsp.enable(modal_lsp.name) -- once more: that attaches it to all buffers it is for
    return
  end
  for _, buffer in ipairs(buffers) do
    modal_lsp.start(buffer)
  end
end

local function show_status(client)
  execute(client, 'status', nil, function(status)
    show('status', vim.inspect(status))
  end)
end

M.commands = {
  run = operate('run', 'function'),
  serve = operate('serve'),
  deploy = operate('deploy'),
  shell = operate('shell', 'function'),
  logs = operate('logs', 'app'),
  stop = operate('stop', 'app'),
  verify = operate('verify', 'app'),
  diagnose = operate('diagnose', 'app'),
  preflight = operate('preflight'),
  graph = {
    words = function()
      return { 'mermaid', 'dot', 'json', 'svg' }
    end,
    run = function(client, words)
      local format = words[1]
      execute(client, 'graph', format, function(text)
        show('graph', text, ({ dot = 'dot', json = 'json', svg = 'svg' })[format] or 'mermaid')
      end)
    end,
  },
  live = {
    run = function(client)
      execute(client, 'refreshLiveNames', nil, function(answer)
        vim.notify('modal-lsp: ' .. answer.message, answer.ok and vim.log.levels.INFO or vim.log.levels.WARN)
      end)
    end,
  },
  new = { words = kinds_of, run = new_file },
  docs = { run = choose_page },
  status = { run = show_status },
  log = {
    serverless = true,
    run = function()
      vim.cmd('tabedit ' .. vim.fn.fnameescape(vim.lsp.get_log_path()))
    end,
  },
  restart = { run = restart },
}

function M.names()
  local names = vim.tbl_keys(M.commands)
  table.sort(names)
  return names
end

--- `call` as nvim_create_user_command gives it.
function M.run(call)
  local words = vim.deepcopy(call.fargs)
  local name = table.remove(words, 1)
  local command = M.commands[name or '']
  if not command then
    return complain(('there is no "%s"; there are %s'):format(name or '', table.concat(M.names(), ', ')))
  end
  local client = not command.serverless and client_here()
  if client or command.serverless then
    command.run(client, words, call.bang)
  end
end

--- Names of commands, then what the command offers.
function M.complete(lead, line)
  local words = vim.split(vim.trim(line:gsub('^.-ModalLsp!?', '')), '%s+', { trimempty = true })
  local count = #words - (lead == '' and 0 or 1)
  local offered = {}
  if count == 0 then
    offered = M.names()
  elseif count == 1 then
    local command = M.commands[words[1]]
    local client = command and command.words and modal_lsp.clients()[1]
    offered = client and command.words(client) or {}
  end
  return vim.tbl_filter(function(each)
    return vim.startswith(each, lead)
  end, offered)
end

return M
