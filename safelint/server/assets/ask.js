// Asks the server behind this page, and turns what goes wrong into a sentence for the person who reads it.

const STOPPED = "safelint was stopped, so nothing can be checked. Your text is still here: copy it before you close the page.";

const sentence = async (answer) => {
  const text = await answer.text();
  try {
    return JSON.parse(text).error || text;
  } catch {
    return text;
  }
};

const fetched = async (path, options) => {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(STOPPED);
  }
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer;
};

const post = (path, body, signal) =>
  fetched(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });

export const begin = async () => (await fetched("begin", {})).json();
export const ask = async (path, body, signal) => (await post(path, body, signal)).json();
export const download = async (body) => (await post("export", body)).blob();
export const open = async (file) =>
  (await fetched(`open?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file })).json();
