// The findings beside the text: cards, filters, and the way from one to the next.

import { copy, element, show } from "./markup.js";

const SEVERITIES = ["error", "warning", "advice"];
const NAMES = { error: ["error", "errors"], warning: ["warning", "warnings"], advice: ["advice", "advice"] };
const byId = (id) => document.getElementById(id);

export class Panel {
  // `act` is told what a person wants: use(finding, way), words(number), signpost(), filtered(), chosen(number), focused(number), detail(shown).
  constructor(act) {
    this.act = act;
    this.findings = [];
    this.chosen = 0;
    this.off = new Set();
    this.topic = "";
    this.root = byId("panel");
    this.cards = byId("cards");
    this.cards.addEventListener("click", (event) => this.clicked(event));
    this.cards.addEventListener("focusin", (event) => {
      const card = event.target.closest(".card");
      if (card) this.choose(Number(card.dataset.number));
    });
    this.cards.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.chosen) {
        event.preventDefault();
        act.words(this.chosen);
      }
    });
    for (const button of this.root.querySelectorAll(".filters [data-severity]")) {
      button.addEventListener("click", () => this.toggle(button.dataset.severity));
    }
    byId("topic").addEventListener("change", () => {
      this.topic = byId("topic").value;
      this.filter();
    });
    byId("detail").addEventListener("click", () => act.detail(byId("detail").getAttribute("aria-pressed") !== "true"));
  }

  // The findings that the filters let through, in the order of the text.
  get shown() {
    return this.findings.filter((one) => !this.off.has(one.severity) && (!this.topic || this.topic === one.topic));
  }

  clear() {
    this.say("");
    this.findings = [];
    this.choose(0);
    for (const id of ["cards", "well", "quiet", "notes", "marks"]) byId(id).replaceChildren();
    for (const id of ["hidden", "filtered", "scorecard"]) byId(id).hidden = true;
    for (const one of this.root.querySelectorAll(".steps, .filters")) one.hidden = true;
    byId("hello").hidden = false;
  }

  // What the server found, in place of what stood here; what was unfolded stays so, and so does the focus.
  fill(answer, detail) {
    const opened = new Set([...this.cards.querySelectorAll("details[open]")].map((one) => this.print(one)));
    const focused = this.cards.contains(document.activeElement) ? this.print(document.activeElement) : null;
    const was = this.chosen;
    const chosen = was ? this.findings[was - 1]?.fingerprint : null;
    this.findings = answer.findings.map((one, index) => ({ ...one, number: index + 1 }));
    byId("hello").hidden = true;
    for (const [name, html] of Object.entries(answer.html)) show(byId(name), html);
    for (const one of this.cards.querySelectorAll(".copy")) one.hidden = false;
    for (const one of this.cards.querySelectorAll("details")) one.open = opened.has(this.print(one));
    byId("hidden").hidden = !answer.covers.length;
    byId("hidden").firstChild.data = detail ? "Words that tell of a method are shown. " : "Words that tell of a method are covered. ";
    byId("detail").textContent = detail ? "Cover them" : "Show them";
    byId("detail").setAttribute("aria-pressed", String(detail));
    byId("scorecard").hidden = false;
    this.offer(answer);
    this.filter(false);
    this.choose(this.findings.find((one) => one.fingerprint === chosen)?.number || 0);
    if (focused !== null) this.refocus(focused, was);
    const said = answer.error ? "This text can’t be read." : answer.said || "Nothing to look at.";
    this.say(said, !answer.error && !answer.said);
  }

  // Which finding an element belongs to, whatever its number is now.
  print(one) {
    const card = one.closest(".card");
    return card ? this.findings[Number(card.dataset.number) - 1]?.fingerprint : "";
  }

  refocus(print, was) {
    const same = this.findings.find((one) => one.fingerprint === print && this.shown.includes(one));
    const next = same || this.shown.find((one) => one.number >= was) || this.shown[this.shown.length - 1];
    if (next) this.focus(next.number);
    else this.root.focus();
  }

  say(text, calm = false) {
    const said = byId("said");
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("calm", calm);
  }

  score(html) {
    show(byId("marks"), html);
  }

  offer({ counts, about }) {
    const any = this.findings.length > 0;
    for (const one of this.root.querySelectorAll(".steps, .filters")) one.hidden = !any;
    for (const name of SEVERITIES) {
      const button = this.root.querySelector(`.filters [data-severity="${name}"]`);
      button.textContent = `${counts[name]} ${NAMES[name][counts[name] === 1 ? 0 : 1]}`;
      button.hidden = !counts[name];
    }
    if (!about.some((one) => one.id === this.topic)) this.topic = "";
    byId("topic").replaceChildren(
      element("option", { value: "", textContent: "all" }),
      ...about.map((one) => element("option", { value: one.id, textContent: `${one.title} (${one.count})` })),
    );
    byId("topic").value = this.topic;
  }

  toggle(severity) {
    if (!this.off.delete(severity)) this.off.add(severity);
    this.filter();
  }

  filter(tell = true) {
    for (const button of this.root.querySelectorAll(".filters [data-severity]")) {
      button.setAttribute("aria-pressed", String(!this.off.has(button.dataset.severity)));
    }
    const shown = new Set(this.shown.map((one) => one.number));
    for (const card of this.cards.children) card.hidden = !shown.has(Number(card.dataset.number));
    const left = this.findings.length - shown.size;
    byId("filtered").hidden = !left;
    byId("filtered").textContent = `${left} not shown because of the filters above.`;
    if (!shown.has(this.chosen)) this.choose(0);
    else this.count();
    if (tell) {
      this.say(`${shown.size} of ${this.findings.length} shown.`);
      this.act.filtered();
    }
  }

  choose(number) {
    this.chosen = number;
    for (const card of this.cards.children) card.classList.toggle("chosen", Number(card.dataset.number) === number);
    this.count();
    this.act.chosen(number);
  }

  count() {
    const shown = this.shown;
    const at = shown.findIndex((one) => one.number === this.chosen);
    byId("where").textContent = at < 0 ? `${shown.length} in all` : `${at + 1} of ${shown.length}`;
    byId("where").disabled = at < 0;
    byId("next").disabled = byId("before").disabled = !shown.length;
  }

  focus(number) {
    const card = byId(`f${number}`);
    if (!card) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: "instant" });
    this.act.focused(number);
  }

  // Into view beside the text, where there is a beside; the focus stays where it is.
  reveal(number) {
    const card = byId(`f${number}`);
    if (card && matchMedia("(min-width: 64rem)").matches) {
      card.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
  }

  // The next finding after the chosen one, or after a place in the text; and round again.
  step(by, place) {
    const shown = this.shown;
    if (!shown.length) return 0;
    const at = shown.findIndex((one) => one.number === this.chosen);
    if (at >= 0) return shown[(at + by + shown.length) % shown.length].number;
    const after = shown.findIndex((one) => one.start >= place);
    if (by > 0) return shown[after < 0 ? 0 : after].number;
    return shown[after < 0 ? shown.length - 1 : (after - 1 + shown.length) % shown.length].number;
  }

  clicked(event) {
    const button = event.target.closest("button");
    const card = event.target.closest(".card");
    if (!card) return;
    const number = Number(card.dataset.number);
    this.choose(number);
    if (!button) return;
    if (button.classList.contains("use")) this.act.use(this.findings[number - 1], Number(button.dataset.way));
    else if (button.classList.contains("show")) this.act.words(number);
    else if (button.classList.contains("signpost")) this.act.signpost();
    else if (button.classList.contains("copy")) this.copied(button);
  }

  async copied(button) {
    const done = await copy(button.dataset.copy);
    this.say(done ? `Copied “${button.dataset.copy}”.` : "Please copy it by hand.");
  }
}
