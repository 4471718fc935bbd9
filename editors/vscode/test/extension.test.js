// The extension itself, with a stand-in for VS Code: what it starts, watches, shows and says.
"use strict";

const assert = require("node:assert/strict");
const Module = require("node:module");
const { beforeEach, test } = require("node:test");

const seen = {};
const settings = { path: "/opt/safelint", audience: ["GB"], preset: "newsroom", pause: 100 };

class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(seen, { server, options, client: this });
    this.sent = [];
  }
  async start() {
    seen.starts += 1;
    if (seen.fail) {
      throw seen.fail;
    }
  }
  isRunning() {
    return true;
  }
  async dispose() {
    seen.stops += 1;
  }
  async sendNotification(method, params) {
    this.sent.push([method, params]);
  }
}

const nothing = { dispose() {} };
const vscode = {
  Uri: { from: (parts) => parts },
  commands: {
    executeCommand: async (...given) => void seen.executed.push(given),
    registerCommand: (name, run) => ((seen.commands[name] = run), nothing),
  },
  window: { showErrorMessage: (words) => void seen.errors.push(words) },
  workspace: {
    getConfiguration: () => ({ get: (name) => settings[name] }),
    createFileSystemWatcher: (glob) => glob,
    registerTextDocumentContentProvider: (scheme, provider) => ((seen.provider = provider), nothing),
    onDidChangeConfiguration: (listener) => ((seen.changed = listener), nothing),
  },
};

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient, TransportKind: { stdio: 0 } };
  return load(name, ...rest);
};
const extension = require("../extension");
const { LANGUAGES } = require("../settings");
const { activationEvents } = require("../package.json");

beforeEach(() => Object.assign(seen, { starts: 0, stops: 0, executed: [], errors: [], commands: {}, fail: undefined }));

test("starts the command of the settings for every language it is woken by", async () => {
  await extension.activate({ subscriptions: [] });
  assert.deepEqual([seen.server.command, seen.server.args], ["/opt/safelint", ["lsp"]]);
  assert.deepEqual(seen.options.initializationOptions, {
    audience: ["GB"], preset: "newsroom", pause: 100, pages: true,
  });
  assert.deepEqual(activationEvents, LANGUAGES.map((one) => `onLanguage:${one}`));
  assert.equal(seen.options.documentSelector.length, 2 * LANGUAGES.length);
});

test("passes changed settings on, and starts anew for another path", async () => {
  await extension.activate({ subscriptions: [] });
  await seen.changed({ affectsConfiguration: (name) => name === "safelint" });
  assert.equal(seen.client.sent[0][0], "workspace/didChangeConfiguration");
  assert.equal(seen.client.sent[0][1].settings.safelint.preset, "newsroom");
  await seen.changed({ affectsConfiguration: () => true });
  assert.deepEqual([seen.starts, seen.stops], [2, 1]);
});

test("shows the page of a rule", async () => {
  await extension.activate({ subscriptions: [] });
  const { executeCommand } = seen.options.middleware;
  await executeCommand("safelint.explain", ["committed-suicide", "file:///a.md"], async () => "# Page");
  const [command, uri] = seen.executed[0];
  assert.equal(command, "markdown.showPreviewToSide");
  assert.equal(seen.provider.provideTextDocumentContent(uri), "# Page");
});

test("says what to do when safelint is not there", async () => {
  seen.fail = Object.assign(new Error("spawn safelint ENOENT"), { code: "ENOENT" });
  await extension.activate({ subscriptions: [] });
  assert.match(seen.errors[0], /pip install 'safelint\[server\]'/);
});
