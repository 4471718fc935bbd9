// The one place where text becomes markup: pieces of the panel, which the server wrote and escaped.

const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("safelint", { createHTML: (text) => text })
  : { createHTML: (text) => text };

export const show = (element, html) => {
  element.innerHTML = policy.createHTML(html);
};

export const element = (tag, fields = {}, ...children) => {
  const made = document.createElement(tag);
  Object.assign(made, fields);
  made.append(...children);
  return made;
};

export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { value: text });
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
};
