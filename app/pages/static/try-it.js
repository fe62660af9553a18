// A form that calls one operation with the caller's key and shows the answer as it arrives.
//
// It is used by every page that makes calls, and has its styles in try-it.css. Nothing of it is specific to a
// page: see `tryIt` for what it takes.

import { button, copyButton, element } from "./dom.js";
import { events, generatedText } from "./event-stream.js";
import { prettyJson, withStream } from "./json-text.js";
import { storedKey, storeKey } from "./key-store.js";

// More than anyone reads; a browser slows down with much more text.
const MOST_CHARACTERS = 500_000;

/**
 * The form as an element.
 *
 * `baseUrl` is the API's, `method` and `path` the operation's; `path` is a template and may have a query.
 * `call` has what the form contains at first: `path_values`, `query_values`, `body` (JSON text or null),
 * `form` (field -> text), `files` (names of fields) and `streams` (whether `"stream": true` is understood).
 */
export function tryIt({ baseUrl, method, path, call }) {
  const key = keyField();
  const inputs = pathFields(path, call.path_values);
  const query = method === "GET" ? queryField(call.query_values) : null;
  const body = call.body === null ? null : bodyField(call.body);
  const parts = formFields(call);
  const stream = body && call.streams ? streamField(body.input) : null;
  const output = answerView();
  let running = null;

  const send = element("button", { type: "submit", class: "send" }, "Send");
  const stop = button("Stop", () => running?.abort());
  stop.disabled = true;

  async function run() {
    running?.abort();
    const own = new AbortController();
    running = own;
    stop.disabled = false;
    try {
      const url = baseUrl + requestPath(path, inputs, query?.input.value.trim() ?? "");
      await output.show(await fetch(url, { ...request(), method, signal: own.signal }));
    } catch (error) {
      if (running === own) output.fail(own.signal.aborted ? "Stopped." : `No answer: ${error.message}`);
    }
    if (running === own) stop.disabled = true;
  }

  function request() {
    const headers = key.input.value ? { authorization: `Bearer ${key.input.value}` } : {};
    if (body) return { headers: { ...headers, "content-type": "application/json" }, body: body.input.value };
    if (!parts.length) return { headers };
    const form = new FormData();
    for (const part of parts) form.append(part.name, part.input.files?.[0] ?? part.input.value);
    return { headers, body: form };
  }

  const form = element("form", { class: "try-it", "aria-label": `Try ${method} ${path}` }, key.label,
    ...inputs.map((each) => each.label), query?.label, ...parts.map((each) => each.label), body?.label,
    stream, element("p", { class: "actions" }, send, stop), output.view);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    storeKey(key.input.value);
    output.start();
    run();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return form;
}

function field(name, input) {
  return { name, input, label: element("label", {}, element("span", {}, name), input) };
}

function textInput(value, attributes = {}) {
  const input = element("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
  input.value = value;
  return input;
}

function keyField() {
  const input = textInput(storedKey(), { type: "password", class: "key", placeholder: "stays in this tab" });
  input.addEventListener("change", () => storeKey(input.value));
  return field("API key", input);
}

function pathFields(path, values) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) =>
    field(name, textInput(values[name] ?? "", { required: true, placeholder: "an id" })));
}

function queryField(values) {
  const text = new URLSearchParams(values).toString();
  return field("Query", textInput(text, { placeholder: "limit=2&order=asc" }));
}

function bodyField(text) {
  const input = element("textarea", { spellcheck: "false", rows: Math.min(14, text.split("\n").length + 1) });
  input.value = text;
  return field("Body", input);
}

function formFields(call) {
  const texts = Object.entries(call.form).map(([name, value]) => field(name, textInput(value)));
  const files = call.files.map((name) => field(name, element("input", { type: "file", required: true })));
  return [...texts, ...files];
}

function streamField(body) {
  const box = element("input", { type: "checkbox", class: "stream" });
  box.addEventListener("change", () => { body.value = withStream(body.value, box.checked); });
  return element("label", { class: "check" }, box, "Stream the answer");
}

function requestPath(template, inputs, query) {
  const values = Object.fromEntries(inputs.map((each) => [each.name, each.input.value]));
  const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name]));
  if (!query) return path;
  return path + (path.includes("?") ? "&" : "?") + query;
}

/** The place of the answer: its status, the generated text, and what was received. */
function answerView() {
  const status = element("p", { class: "status", role: "status" });
  const text = element("pre", { class: "text", "aria-label": "Generated text", tabindex: "0" });
  const raw = element("pre", { class: "raw", "aria-label": "Answer", tabindex: "0" });
  const save = element("p", {});
  const copy = copyButton(() => raw.textContent);
  const view = element("div", { class: "answer" }, status, text, raw, save, copy);
  let started = 0;
  view.hidden = true;

  function report(message, bad) {
    status.textContent = message;
    status.classList.toggle("bad", bad);
  }

  function append(node, more) {
    if (node.textContent.length < MOST_CHARACTERS) node.append(more);
  }

  function start() {
    started = performance.now();
    view.hidden = false;
    text.hidden = true;
    text.replaceChildren();
    raw.replaceChildren();
    save.replaceChildren();
    report("Waiting for the answer.", false);
  }

  function summary(answer) {
    const parts = [`${answer.status} ${answer.statusText}`.trim(), `${Math.round(performance.now() - started)} ms`];
    const id = answer.headers.get("x-request-id");
    return [...parts, ...(id ? [id] : [])].join(" · ");
  }

  async function show(answer) {
    const type = (answer.headers.get("content-type") ?? "").split(";")[0];
    report(summary(answer), !answer.ok);
    if (type === "text/event-stream") {
      for await (const event of events(answer.body, (more) => append(raw, more))) {
        const more = generatedText(event.data);
        if (more) {
          text.hidden = false;
          append(text, more);
        }
      }
    } else if (type === "application/json") {
      append(raw, prettyJson(await answer.text()));
    } else {
      await showFile(answer, type);
    }
    report(summary(answer), !answer.ok);
  }

  async function showFile(answer, type) {
    const blob = await answer.blob();
    if (!blob.size) return append(raw, "No body.");
    append(raw, `${blob.size} bytes of ${type || "unknown type"}`);
    const link = element("a", { href: URL.createObjectURL(blob), download: "answer.bin" }, "Save the file");
    return save.append(link);
  }

  return { view, start, show, fail: (message) => report(message, true) };
}
