// The box that writes helplines into the text: for a country and a topic, in words that can be seen before.

import { ask } from "./ask.js";
import { copy, element } from "./markup.js";

const byId = (id) => document.getElementById(id);

export class Helplines {
  // `request` gives what every request says of the draft; `write` writes edits of that draft, `here` text at the cursor.
  constructor({ request, write, here }) {
    this.box = byId("help-box");
    this.request = request;
    this.offer = null;
    this.turn = 0;
    for (const id of ["country", "for"]) byId(id).addEventListener("change", () => this.load(null));
    byId("lines").addEventListener("change", () => this.load(this.picked()));
    byId("help-copy").addEventListener("click", async () => {
      this.say((await copy(this.offer?.written || "")) ? "Copied." : "Please copy it by hand.");
    });
    byId("insert").addEventListener("click", () => {
      const place = this.box.querySelector("[name=place]:checked").value;
      this.box.close();
      if (place !== "here" && this.offer.places[place]) write([this.offer.places[place]], this.offer.text);
      else here(this.offer.written, place === "end");
    });
  }

  open(countries) {
    if (!byId("country").value && countries.length) byId("country").value = countries[0];
    this.say("");
    this.box.showModal();
    return this.load(null);
  }

  picked() {
    return [...byId("lines").querySelectorAll("input:checked")].map((one) => one.value);
  }

  say(text) {
    byId("help-said").textContent = text;
  }

  async load(picked) {
    this.turn += 1;
    const turn = this.turn;
    try {
      const wanted = { country: byId("country").value, topic: byId("for").value, picked };
      const request = this.request();
      const offer = await ask("helplines", { ...request, ...wanted });
      if (turn === this.turn) this.fill({ ...offer, text: request.text }, picked === null);
    } catch (error) {
      this.say(error.message);
    }
  }

  fill(offer, fresh) {
    this.offer = offer;
    if (fresh) byId("lines").replaceChildren(...offer.lines.map((line) => this.line(line)));
    byId("emergency").textContent = offer.emergency.length ? `In an emergency: ${offer.emergency.join(", ")}` : "";
    byId("written").textContent = offer.written || "Choose a line above.";
    byId("insert").disabled = !offer.written || !offer.writable;
    byId("help-copy").disabled = !offer.written;
    byId("places").hidden = !offer.writable;
    byId("help-note").textContent = offer.writable
      ? "Please look each number up before you publish."
      : "safelint writes no new paragraphs into a file of this kind: copy them, and paste them in your word processor. Please look each number up before you publish.";
  }

  line(line) {
    const box = element("input", { type: "checkbox", value: line.id, checked: line.taken });
    return element(
      "label",
      {},
      box,
      element("strong", { textContent: line.name }),
      element("span", { textContent: line.ways }),
      element("span", { className: "small", textContent: `${line.about} · ${line.standing}` }),
    );
  }
}
