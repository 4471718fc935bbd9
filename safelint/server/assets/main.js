// The review page: what is typed, dropped or chosen is sent to the safelint on this machine, and what it found is shown.
// Nothing is written to the browser's storage.

import { ask, begin, open as opened } from "./ask.js";
import { Draft } from "./draft.js";
import { Helplines } from "./helplines.js";
import { Panel } from "./panel.js";
import { Saving } from "./saving.js";

const PAUSE = 350; // milliseconds without typing, after which the text is checked
const RANKS = { error: 0, warning: 1, advice: 2 };
const byId = (id) => document.getElementById(id);

let file = null; // what was opened, as the server told it
let detail = false; // whether words about methods are shown
let last = null; // the last answer
let unsaved = false;
let timer = 0;
let asking = null; // what stops the request under way

const request = () => ({
  text: draft.text,
  file: file ? file.file : "",
  form: byId("form").value,
  audience: byId("audience").value,
  preset: byId("preset").value,
  detail,
});

const trouble = (text = "") => {
  byId("trouble").textContent = text;
  byId("trouble").hidden = !text;
};

// The marks of the findings that the filters let through; what is said of the whole text has no words to mark.
const mark = () => {
  const shown = last.answer.findings.length ? panel.shown.filter((one) => one.scope !== "document") : [];
  const marks = shown.map(({ start, end, severity, number }) => ({ start, end, severity, number, rank: RANKS[severity] }));
  const covers = detail ? [] : last.answer.covers.map(([start, end]) => ({ start, end }));
  draft.mark(last.text, marks, covers);
};

const told = (answer) => {
  const words = draft.text.split(/\s+/).filter(Boolean).length;
  byId("about").textContent = [
    file ? file.name : "",
    answer.format ? `read as ${answer.format}` : "",
    `${words} ${words === 1 ? "word" : "words"}`,
  ]
    .filter(Boolean)
    .join(" · ");
  byId("readers").textContent = answer.audience.length
    ? `Helplines are looked at for readers in: ${answer.audience.join(", ")}`
    : "Nobody said yet where the readers are.";
};

// Check the text as it stands; an answer that comes too late is dropped.
const check = async () => {
  clearTimeout(timer);
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  const sent = request();
  if (!sent.text.trim()) {
    last = null;
    draft.mark(sent.text, [], []);
    panel.clear();
    byId("about").textContent = "";
    trouble();
    return;
  }
  try {
    const answer = await ask("check", sent, mine.signal);
    if (asking !== mine || sent.text !== draft.text) return;
    trouble();
    last = { text: sent.text, answer };
    panel.fill(answer, sent.detail);
    mark();
    told(answer);
    score();
  } catch (error) {
    if (error.name !== "AbortError" && asking === mine) trouble(error.message);
  }
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
};

const score = async () => {
  if (!byId("scorecard").open || !last) return;
  const { text } = last;
  try {
    const { html } = await ask("score", request());
    if (last && last.text === text) panel.score(html);
  } catch (error) {
    trouble(error.message);
  }
};

const draft = new Draft(byId("text"), byId("under"), {
  changed: () => {
    unsaved = true;
    later();
  },
  moved: (number) => {
    panel.choose(number);
    if (number) panel.reveal(number);
  },
});

const panel = new Panel({
  use: (finding, way) => {
    const inside = byId("cards").contains(document.activeElement);
    const { number } = finding;
    if (!finding.ways[way] || !draft.write(finding.ways[way])) {
      panel.say("These words have changed; look again in a moment.");
      later();
      return;
    }
    byId("undo").hidden = false;
    if (inside) panel.focus(number);
    check();
  },
  words: (number) => {
    document.body.classList.remove("stepping");
    draft.select(number);
  },
  signpost: () => helplines.open(last?.answer.audience || []),
  filtered: () => last && mark(),
  chosen: (number) => {
    draft.choose(number);
    if (!number) document.body.classList.remove("stepping");
  },
  focused: (number) => {
    if (document.body.classList.contains("stepping")) draft.show(number);
  },
  detail: (shown) => {
    detail = shown;
    check();
  },
});

const helplines = new Helplines({
  request,
  write: (edits, text) => {
    draft.write(edits, text);
    byId("undo").hidden = false;
    check();
  },
  here: (text, atEnd) => {
    const at = atEnd ? draft.text.length : byId("text").selectionEnd;
    const before = draft.text.slice(0, at);
    const after = draft.text.slice(at);
    const lead = before.trim() ? "\n".repeat(Math.max(0, 2 - /\n*$/.exec(before)[0].length)) : "";
    const trail = after.trim() ? "\n".repeat(Math.max(0, 2 - /^\n*/.exec(after)[0].length)) : "";
    draft.put(at, at, lead + text + trail);
    byId("undo").hidden = false;
    check();
  },
});

const saving = new Saving({
  request,
  file: () => file,
  form: () => last?.answer.form,
  kept: () => {
    unsaved = false;
  },
});

const may = () => !unsaved || !draft.text.trim() || confirm("Leave the draft that is on the page? It was not saved.");

const take = (told) => {
  file = told && told.file ? told : null;
  draft.replace(file ? file.text : "");
  unsaved = false;
  byId("undo").hidden = true;
  detail = false;
  panel.choose(0);
  check();
};

const read = async (chosen) => {
  if (!chosen || !may()) return;
  try {
    take(await opened(chosen));
    byId("text").focus({ preventScroll: true });
  } catch (error) {
    trouble(`${chosen.name}: ${error.message}`);
  }
};

// To a finding, with its words beside it, or above it on a small screen.
const go = (number) => {
  if (!number) return;
  document.body.classList.add("stepping");
  panel.focus(number);
};
const step = (by) => {
  const here = document.activeElement === byId("text") ? panel.chosen : 0; // from its words to the finding itself
  go(by > 0 && here ? here : panel.step(by, byId("text").selectionStart));
};

byId("next").addEventListener("click", () => step(1));
byId("before").addEventListener("click", () => step(-1));
byId("where").addEventListener("click", () => go(panel.chosen));
byId("shut").addEventListener("click", () => panel.choose(0));
byId("undo").addEventListener("click", () => draft.undo());
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async () => {
  await read(byId("file").files[0]);
  byId("file").value = "";
});
byId("new").addEventListener("click", () => {
  if (!may()) return;
  take(null);
  byId("text").focus();
});
byId("help").addEventListener("click", () => helplines.open(last?.answer.audience || []));
byId("save").addEventListener("click", () => saving.open());
byId("settings").addEventListener("click", () => byId("settings-box").showModal());
for (const id of ["audience", "preset", "form"]) byId(id).addEventListener("change", check);
byId("scorecard").addEventListener("toggle", score);
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel.choose(0);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});

const carries = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  read(event.dataTransfer.files[0]);
});
addEventListener("beforeunload", (event) => {
  if (unsaved && draft.text.trim()) event.preventDefault();
});
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".panel details:not([open]):not([hidden])")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});

try {
  const told = await begin();
  if (told.file) take(told);
} catch (error) {
  trouble(error.message);
}
