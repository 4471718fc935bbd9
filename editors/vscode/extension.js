// Starts `safelint lsp` and connects it with the editor.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { selector, server, sorry, wishes } = require("./settings");

const EXPLAIN = "safelint.explain";
const PAGES = "safelint-rule";

let client;
const pages = new Map();

function get(name) {
  return vscode.workspace.getConfiguration("safelint").get(name);
}

/** Show the page of a rule beside the text. */
async function show(rule, page) {
  const uri = vscode.Uri.from({ scheme: PAGES, path: `/${rule}.md` });
  pages.set(uri.path, page);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

async function start() {
  const { command, args } = server(get);
  client = new LanguageClient(
    "safelint",
    "safelint",
    { command, args, transport: TransportKind.stdio },
    {
      documentSelector: selector(),
      initializationOptions: wishes(get),
      synchronize: {
        fileEvents: [
          vscode.workspace.createFileSystemWatcher("**/{.,}safelint.{yaml,yml}"),
          vscode.workspace.createFileSystemWatcher("**/{pyproject.toml,.safelint-baseline.json,*.safelint.yaml}"),
        ],
      },
      middleware: {
        async executeCommand(name, given, next) {
          const answer = await next(name, given);
          if (name === EXPLAIN && typeof answer === "string") {
            await show(given[0], answer);
          }
          return answer;
        },
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(sorry(command, error));
  }
}

async function stop() {
  const old = client;
  client = undefined;
  if (old) {
    await old.dispose().catch(() => undefined);
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(PAGES, {
      provideTextDocumentContent: (uri) => pages.get(uri.path) || "",
    }),
    vscode.commands.registerCommand("safelint.restart", async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("safelint.path")) {
        await stop();
        await start();
      } else if (event.affectsConfiguration("safelint") && client && client.isRunning()) {
        await client.sendNotification("workspace/didChangeConfiguration", { settings: { safelint: wishes(get) } });
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
