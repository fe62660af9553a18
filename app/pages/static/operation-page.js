// One operation: its fields, its samples, and a form that calls it.

import { answerKind, KINDS } from "./answer-kinds.js";
import { element } from "./dom.js";
import { samplePanel } from "./samples.js";
import { SchemaView } from "./schema-view.js";
import { BASE_URL, filled } from "./server.js";
import { tryIt } from "./try-it.js";

const KEYS = { api_key: "key of a project", admin_api_key: "admin key" };

export function operationPage({ detail, models, model }) {
  const form = element("div", {});
  const renderForm = (chosen) => form.replaceChildren(tryIt({
    baseUrl: BASE_URL, method: detail.method, path: detail.path, call: filledCall(detail.call, chosen),
  }));
  renderForm(model);
  const samples = samplePanel({ samples: detail.samples, models, model, onModel: renderForm });
  return element("article", {},
    element("h1", { class: "title" }, element("span", { class: `method ${detail.method.toLowerCase()}` },
      detail.method), " ", element("code", {}, detail.path)),
    element("p", { class: "badges" }, answerKind(detail.answer, "badge"),
      element("span", { class: "badge" }, detail.id), element("span", { class: "badge" }, KEYS[detail.security]),
      element("span", { class: "badge" }, detail.permission),
      detail.deprecated ? element("span", { class: "badge warning" }, "deprecated") : null),
    element("p", { class: "soft meaning" }, `${KINDS[detail.answer]}.`),
    element("div", { class: "columns" },
      element("div", {}, ...fieldSections(detail)),
      element("div", { class: "calls" }, section("Samples", samples), section("Try it", form))));
}

function section(title, ...children) {
  return element("section", {}, element("h2", {}, title), ...children);
}

function fieldSections(detail) {
  const view = new SchemaView(detail.schemas);
  const parameters = [...detail.parameters].sort((a, b) => Number(b.required) - Number(a.required));
  const found = [];
  if (parameters.length) found.push(section("Parameters", ...parameters.map((each) => view.row(each))));
  for (const content of detail.body) {
    const title = detail.body.length > 1 ? `Body, ${content.media_type}` : "Body";
    found.push(section(title, ...contentRows(view, content, detail.defaults)));
  }
  const responses = detail.responses.map((response) => {
    const title = response.status === "default" ? "Any other status" : response.status;
    const rows = response.contents.flatMap((content) => [
      element("p", { class: "facts" }, content.media_type + (isEvents(content) ? ", each event" : "")),
      ...contentRows(view, content),
    ]);
    const details = element("details", { class: "response" }, element("summary", {}, title),
      ...(rows.length ? rows : [element("p", { class: "facts" }, "No body.")]));
    return element("div", { class: "row" }, details);
  });
  found.push(section("Responses", ...responses));
  return found;
}

function contentRows(view, { schema }, own = {}) {
  const rows = view.fields(schema, own);
  return rows.length ? rows : [view.row({ name: "body", schema })];
}

function isEvents(content) {
  return content.media_type === "text/event-stream";
}

function filledCall(call, model) {
  const fill = (texts) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, model)]));
  const body = call.body === null ? null : filled(call.body, model);
  return { ...call, body, form: fill(call.form), path_values: fill(call.path_values) };
}
