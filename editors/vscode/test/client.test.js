// A real language client (the one below VS Code's) talks to `safelint lsp`, started as the extension starts it.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { test } = require("node:test");
const lsp = require("vscode-languageserver-protocol/node");
const { server, wishes } = require("../settings");

const SAID = "🙂 He committed suicide in 2019.";
const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  workspace: { workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: { relatedDocumentSupport: false },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } },
      dataSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
};

/** The text after an edit of one document. */
function applied(text, edit) {
  const edits = edit.documentChanges[0].edits;
  const lines = text.split("\n");
  const at = (place) => lines.slice(0, place.line).reduce((sum, line) => sum + line.length + 1, 0) + place.character;
  return [...edits]
    .sort((one, other) => at(other.range.start) - at(one.range.start))
    .reduce((so, one) => so.slice(0, at(one.range.start)) + one.newText + so.slice(at(one.range.end)), text);
}

test("fetches, hovers, fixes, lets through and ends", { timeout: 120000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "safelint-"));
  const given = { path: process.env.SAFELINT, audience: ["GB"] };
  const { command, args } = server((name) => given[name]);
  const started = spawn(command, args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => started.on("exit", resolve));
  const connection = lsp.createProtocolConnection(started.stdout, started.stdin);
  connection.listen();
  try {
    const answer = await connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      workspaceFolders: null,
      capabilities: CAPABILITIES,
      initializationOptions: wishes((name) => given[name]),
    });
    assert.equal(answer.capabilities.positionEncoding, "utf-16");
    assert.ok(answer.capabilities.diagnosticProvider);
    await connection.sendNotification(lsp.InitializedNotification.type, {});
    const uri = pathToFileURL(join(folder, "post.md")).href;
    const text = `# News\n\n${SAID}\n`;
    const textDocument = { uri, languageId: "markdown", version: 1, text };
    await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
    const report = await connection.sendRequest(lsp.DocumentDiagnosticRequest.type, { textDocument: { uri } });
    const found = report.items.find((one) => one.code === "committed-suicide");
    assert.deepEqual(found.range, { start: { line: 2, character: 6 }, end: { line: 2, character: 23 } });
    const hover = await connection.sendRequest(lsp.HoverRequest.type, {
      textDocument: { uri },
      position: found.range.start,
    });
    assert.match(hover.contents.value, /Guidelines behind it/);
    const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
      textDocument: { uri },
      range: found.range,
      context: { diagnostics: [found] },
    });
    const preferred = actions.find((one) => one.isPreferred);
    assert.equal(applied(text, preferred.edit), text.replace("committed suicide", "died by suicide"));
    const allow = actions.find((one) => one.title.startsWith("Allow"));
    assert.equal(allow.edit, undefined);
    const settled = await connection.sendRequest(lsp.CodeActionResolveRequest.type, allow);
    assert.match(applied(text, settled.edit), /\n<!-- safelint: allow committed-suicide, … -->\n🙂 He/);
    const explain = actions.find((one) => one.command);
    const page = await connection.sendRequest(lsp.ExecuteCommandRequest.type, explain.command);
    assert.match(page, /## What it looks for/);
    await connection.sendRequest(lsp.ShutdownRequest.type);
    await connection.sendNotification(lsp.ExitNotification.type);
    assert.equal(await ended, 0);
  } finally {
    connection.dispose();
    started.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
