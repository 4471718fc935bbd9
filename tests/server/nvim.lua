-- Headless Neovim, set up as docs/editors.md says, waits for the diagnostic, hovers, applies the fix, and writes what it saw.
local out = assert(io.open(os.getenv("SEEN"), "w"))
local function see(name, value)
  out:write(vim.json.encode({ name, value }), "\n")
end
local shown = {}
vim.lsp.handlers["textDocument/hover"] = function(_, result)
  see("hover", result and result.contents.value or "")
  shown.hover = true
end
local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
local function diagnostics()
  return vim.diagnostic.get(0)
end
vim.wait(60000, function()
  return #diagnostics() > 0
end, 50)
for _, one in ipairs(diagnostics()) do
  see("diagnostic", { one.code, one.lnum, one.col, one.end_col, one.severity, one.source })
end
vim.api.nvim_win_set_cursor(0, { 3, diagnostics()[1].col + 2 })
vim.lsp.buf.hover()
vim.wait(30000, function()
  return shown.hover
end, 50)
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {}, only = { "quickfix" } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000)
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result) do
    see("action", action.title)
  end
  vim.lsp.util.apply_workspace_edit(answer.result[1].edit, clients()[1].offset_encoding)
end
see("text", table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
vim.wait(30000, function()
  return #diagnostics() == 0
end, 50)
see("left", #diagnostics())
out:close()
vim.cmd("qa!")
