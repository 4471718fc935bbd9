// The box with the ways out of the page: copy, files and reports.

import { download } from "./ask.js";
import { copy, element } from "./markup.js";

const byId = (id) => document.getElementById(id);
const TEXTS = { markdown: ".md", html: ".html" };
const ENDINGS = { html: "-report.html", markdown: "-report.md" };

export class Saving {
  // `request` gives what every request says of the draft, `file` what was opened, `form` how the text is read; `kept` is called when the text is safe.
  constructor({ request, file, form, kept }) {
    this.box = byId("save-box");
    this.request = request;
    this.file = file;
    this.form = form;
    this.kept = kept;
    byId("copy").addEventListener("click", async () => {
      const done = await copy(request().text);
      this.say(done ? "Copied." : "Please select the text and copy it by hand.");
      if (done) kept();
    });
    for (const button of this.box.querySelectorAll("[data-to]")) {
      button.addEventListener("click", () => this.save(button));
    }
  }

  open() {
    const file = this.file();
    this.say("");
    byId("origin").textContent = file ? file.name : "";
    byId("comments").hidden = !file?.comments;
    const [button] = this.box.querySelectorAll('[data-to="file"]');
    button.textContent = file ? `Save the corrected ${file.format} file` : "Save the text";
    button.disabled = Boolean(file && !file.writable);
    byId("file-note").textContent = file
      ? file.writable
        ? "as a new file; yours stays as it is"
        : "files of this kind are only read"
      : `as ${this.name("file")}`;
    this.box.showModal();
  }

  say(text) {
    byId("saved").textContent = text;
  }

  name(to) {
    const whole = this.file()?.name || `draft${TEXTS[this.form()] || ".txt"}`;
    const dot = whole.lastIndexOf(".");
    const [stem, ending] = dot > 0 ? [whole.slice(0, dot), whole.slice(dot)] : [whole, ""];
    if (to === "file") return this.file() ? `${stem}-corrected${ending}` : whole;
    return to === "comments" ? `${stem}-comments${ending}` : stem + ENDINGS[to];
  }

  async save(button) {
    const { to } = button.dataset;
    button.disabled = true;
    try {
      const url = URL.createObjectURL(await download({ ...this.request(), to }));
      const link = element("a", { href: url, download: this.name(to) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      this.say(`Saved as ${this.name(to)}, where your browser puts downloads.`);
      if (to === "file") this.kept();
    } catch (error) {
      this.say(error.message);
    } finally {
      button.disabled = false;
    }
  }
}
