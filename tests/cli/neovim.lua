-- Opens a file, waits for what the server says, writes the first suggestion, waits again, and tells both as JSON.
local told = { before = {}, after = {} }

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { each.code or each.user_data.lsp.code, each.lnum, each.col, each.end_col })
  end
  return found
end

local client = vim.lsp.start_client({ cmd = { vim.env.MTAUDIT_PYTHON, "-m", "mtaudit", "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
told.before = codes()

local lines = vim.lsp.util.make_given_range_params({ 1, 0 }, { 1, 200 })
lines.context = { diagnostics = {}, only = { "quickfix" } }
local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", lines, 60000)
vim.lsp.util.apply_workspace_edit(answer[client].result[1].edit, "utf-16")
vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end, 50)
told.after = codes()
told.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)

vim.fn.writefile({ vim.fn.json_encode(told) }, "told.json")
vim.cmd("qall!")
