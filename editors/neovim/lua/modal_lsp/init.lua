--- The client's side of modal-lsp: how it is started on every Neovim from 0.7 on, and what the server asks of us.
local M = {}

M.name = 'modal_lsp'

local defaults = {
  cmd = { 'modal-lsp' },
  filetypes = { 'python' },
  root_markers = { 'modal-lsp.toml', 'pyproject.toml', '.git' },
  --- Refresh and show the server's code lenses.
  codelens = true,
  --- Options of the server, as in [tool.modal-lsp].
  settings = nil,
}

local options = vim.deepcopy(defaults)

--- The options in force.
function M.options()
  return options
end

--- What the server is told of this client: that it runs commands in a terminal when asked to.
function M.init_options()
  return { modalLsp = { terminal = true } }
end

--- Requests of the server's that are no part of the protocol.
function M.handlers()
  return {
    ['modal-lsp/runInTerminal'] = function(problem, params)
      if not problem then
        require('modal_lsp.terminal').open(params)
      end
      return vim.NIL
    end,
  }
end

function M.on_attach(client, buffer)
  if options.codelens then
    require('modal_lsp.lenses').attach(client, buffer)
  end
end

--- The folder of the nearest marker around a file or folder; what is nearest of the first marker that is found.
function M.root_of(path)
  if path == '' then
    return vim.loop.cwd()
  end
  local at = vim.fn.fnamemodify(path, ':p:h')
  while true do
    for _, marker in ipairs(options.root_markers) do
      if vim.loop.fs_stat(at .. '/' .. marker) then
        return at
      end
    end
    local above = vim.fn.fnamemodify(at, ':h')
    if above == at then
      return nil
    end
    at = above
  end
end

--- What every way of starting the server says, with `more`.
local function client_config(more)
  return vim.tbl_extend('error', {
    cmd = options.cmd,
    init_options = M.init_options(),
    handlers = M.handlers(),
    on_attach = M.on_attach,
    settings = options.settings,
  }, more)
end

--- As nvim-lspconfig wants it: `require('lspconfig.configs').modal_lsp = { default_config = … }`.
function M.lspconfig()
  return client_config({ filetypes = options.filetypes, root_dir = M.root_of, single_file_support = true })
end

--- The clients of a buffer that are ours; of all buffers without one.
function M.clients(buffer)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  local found = {}
  for _, client in ipairs(get()) do
    local attached = buffer == nil or vim.lsp.buf_is_attached(buffer, client.id)
    if client.name == M.name and attached then
      found[#found + 1] = client
    end
  end
  return found
end

--- Starts a client for a buffer, or attaches the one that has its folder: what Neovim before 0.11 does not do itself.
function M.start(buffer)
  local root = M.root_of(vim.api.nvim_buf_get_name(buffer))
  local config = client_config({ name = M.name, root_dir = root })
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = buffer })
  end
  for _, client in ipairs(M.clients()) do
    if client.config.root_dir == root then
      vim.lsp.buf_attach_client(buffer, client.id)
      return client.id
    end
  end
  local id = vim.lsp.start_client(config)
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
  return id
end

local function start_on_filetype()
  local group = vim.api.nvim_create_augroup('modal_lsp', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = options.filetypes,
    callback = function(event)
      M.start(event.buf)
    end,
  })
end

--- Adds terminals and lenses to a client that Neovim 0.11 or newer starts by itself: lsp/modal_lsp.lua is what anybody may
--- copy, and knows of neither. Nothing that the user's own configuration says is taken away.
function M.extend()
  vim.lsp.config(M.name, { init_options = M.init_options() })
  for method, handler in pairs(M.handlers()) do
    vim.lsp.handlers[method] = vim.lsp.handlers[method] or handler
  end
  vim.api.nvim_create_autocmd('LspAttach', {
    group = vim.api.nvim_create_augroup('modal_lsp', { clear = true }),
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if client and client.name == M.name then
        M.on_attach(client, event.buf)
      end
    end,
  })
end

--- Sets options and has the server started for Python files. On Neovim 0.11 and newer, `vim.lsp.enable('modal_lsp')`
--- alone does that as well; on older ones, this is the way.
function M.setup(given)
  options = vim.tbl_deep_extend('force', vim.deepcopy(defaults), given or {})
  if not (vim.lsp.config and vim.lsp.enable) then
    start_on_filetype()
    return
  end
  M.extend()
  vim.lsp.config(M.name, {
    cmd = options.cmd,
    filetypes = options.filetypes,
    root_markers = options.root_markers,
    settings = options.settings,
  })
  vim.lsp.enable(M.name)
end

return M
