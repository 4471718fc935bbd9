
"use strict";
// The page reads and prints without this; it adds clicks on the words, the copy buttons, and unfolding for print.
(() => {
  const choose = () => {
    const target = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    for (let at = target?.closest("details:not([open])"); at; at = at.parentElement?.closest("details:not([open])")) {
      at.open = true;
      target.scrollIntoView();
    }
    const name = location.hash.slice(1).replace(/^m/, "f");
    for (const mark of document.querySelectorAll("mark")) {
      mark.classList.toggle("chosen", mark.dataset.finding === name && name !== "");
    }
  };
  const written = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  };
  const copy = (text) =>
    navigator.clipboard ? navigator.clipboard.writeText(text).catch(() => written(text)) : written(text);
  for (const mark of document.querySelectorAll("mark[data-finding]")) {
    mark.addEventListener("click", () => {
      location.hash = mark.dataset.finding;
    });
  }
  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.innerHTML;
    button.hidden = false;
    button.addEventListener("click", () => {
      const say = (text) => {
        button.textContent = text;
        setTimeout(() => {
          button.innerHTML = label;
        }, 2000);
      };
      copy(button.dataset.copy).then(
        () => say("Copied"),
        () => say("Please copy by hand"),
      );
    });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
  addEventListener("hashchange", choose);
  choose();
})();
