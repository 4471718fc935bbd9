// The text field and the marked text that lies under it, letter on letter.

import { element } from "./markup.js";

// Where a stretch of `before` stands in `after`; null when it was changed itself.
const follow = (before, after) => {
  if (before === after) return (span) => span;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const end = before.length - tail;
  const by = after.length - before.length;
  return (span) => {
    if (span.end <= head) return span;
    if (span.start >= end) return { ...span, start: span.start + by, end: span.end + by };
    return null;
  };
};

export class Draft {
  // `changed` is called after every change of the text, `moved` when the cursor stands elsewhere.
  constructor(field, under, { changed, moved }) {
    this.field = field;
    this.under = under;
    this.checked = "";
    this.marks = [];
    this.covers = [];
    this.chosen = 0;
    this.cursor = moved;
    field.addEventListener("input", () => {
      this.draw();
      changed();
    });
    field.addEventListener("click", () => moved(this.at(field.selectionStart)));
    field.addEventListener("keyup", (event) => {
      if (/^(Arrow|Home|End|Page)/.test(event.key)) moved(this.at(field.selectionStart));
    });
  }

  get text() {
    return this.field.value;
  }

  // Another draft in place of this one.
  replace(text) {
    this.field.value = text;
    this.field.setSelectionRange(0, 0);
    this.mark(text, [], []);
  }

  // What was found in `text`: stretches with a number and a severity, and stretches to cover.
  mark(text, marks, covers) {
    this.checked = text;
    this.marks = marks;
    this.covers = covers;
    this.draw();
  }

  choose(number) {
    this.chosen = number;
    for (const one of this.under.querySelectorAll("mark")) {
      one.classList.toggle("chosen", one.dataset.numbers.split(" ").includes(String(number)));
    }
  }

  // The number of the finding that stands at a place of the text, or 0.
  at(place) {
    const move = follow(this.checked, this.text);
    const found = this.marks.map(move).filter((one) => one && one.start <= place && place <= one.end);
    found.sort((a, b) => a.end - a.start - (b.end - b.start));
    return found.length ? found[0].number : 0;
  }

  // The words of a finding, where they are now; null when they were changed.
  place(number) {
    const found = this.marks.find((one) => one.number === number);
    return found ? follow(this.checked, this.text)(found) : null;
  }

  show(number) {
    const mark = [...this.under.querySelectorAll("mark")].find((one) =>
      one.dataset.numbers.split(" ").includes(String(number)),
    );
    if (mark) mark.scrollIntoView({ block: matchMedia("(min-width: 64rem)").matches ? "center" : "start", behavior: "instant" });
  }

  select(number) {
    const span = this.place(number);
    this.field.focus({ preventScroll: true });
    if (span) this.field.setSelectionRange(span.start, span.end);
    this.show(number);
  }

  // Write edits of a text, by default the checked one, as one step, which can be undone; false when those words were
  // changed meanwhile.
  write(edits, text = this.checked) {
    const move = follow(text, this.text);
    const moved = edits.map(move);
    if (moved.some((one) => one === null)) return false;
    moved.sort((a, b) => a.start - b.start);
    const start = moved[0].start;
    const end = moved[moved.length - 1].end;
    let written = "";
    let at = start;
    for (const edit of moved) {
      written += this.text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    this.put(start, end, written);
    return true;
  }

  put(start, end, text) {
    const { field } = this;
    field.focus({ preventScroll: true });
    field.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) {
      field.setRangeText(text, start, end, "end");
      field.dispatchEvent(new Event("input"));
    }
  }

  undo() {
    this.field.focus({ preventScroll: true });
    document.execCommand("undo");
  }

  // Draw the text again, cut wherever something begins or ends.
  draw() {
    const { text } = this;
    const move = follow(this.checked, text);
    const marks = this.marks.map(move).filter((one) => one && one.start < one.end);
    const covers = this.covers.map(move).filter(Boolean);
    const cuts = new Set([0, text.length]);
    for (const one of [...marks, ...covers]) cuts.add(one.start).add(one.end);
    const places = [...cuts].sort((a, b) => a - b);
    const pieces = document.createDocumentFragment();
    let open = [];
    const waiting = [...marks].sort((a, b) => a.start - b.start);
    for (let index = 0; index + 1 < places.length; index += 1) {
      const [start, end] = [places[index], places[index + 1]];
      while (waiting.length && waiting[0].start <= start) open.push(waiting.shift());
      open = open.filter((one) => one.end > start);
      pieces.append(this.piece(text.slice(start, end), open, covers.some((one) => one.start <= start && end <= one.end)));
    }
    pieces.append("\n"); // a last empty line takes room only when something follows it
    this.under.replaceChildren(pieces);
  }

  piece(words, marks, covered) {
    const inner = covered ? element("span", { className: "cover", textContent: words }) : words;
    if (!marks.length) return inner;
    const worst = [...marks].sort((a, b) => a.rank - b.rank || a.number - b.number)[0];
    const made = element("mark", { className: worst.severity }, inner);
    made.dataset.numbers = marks.map((one) => one.number).join(" ");
    made.classList.toggle("chosen", marks.some((one) => one.number === this.chosen));
    return made;
  }
}
