// The reference page: renders the published contract. Text is inserted as text, never as markup.
"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];
const BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems",
  "maxItems", "minProperties", "maxProperties", "pattern", "format", "multipleOf"];
let contract, answers;

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function resolve(node) {
  const seen = new Set();
  while (node && node.$ref && !seen.has(node.$ref)) {
    seen.add(node.$ref);
    node = node.$ref.slice(2).split("/").reduce(
      (place, part) => place?.[part.replaceAll("~1", "/").replaceAll("~0", "~")], contract);
  }
  return node || {};
}

function operations() {
  const found = [];
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const method of METHODS) {
      if (item[method]) found.push({ path, method, operation: item[method], id: item[method].operationId });
    }
  }
  return found;
}

function kind(schema) {
  if (schema === true || schema === undefined) return "anything";
  if (schema.$ref) return schema.$ref.split("/").pop();
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return "enum";
  for (const keyword of ["anyOf", "oneOf"]) {
    if (schema[keyword]) {
      const kinds = [...new Set(schema[keyword].map(kind))];
      return kinds.length > 4 ? `one of ${kinds.length} types` : kinds.join(" | ");
    }
  }
  if (schema.allOf) return schema.allOf.map(kind).join(" & ");
  if (schema.type === "array") return `array of ${kind(schema.items)}`;
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  return schema.type || "anything";
}

function facts(schema) {
  const choices = variants(schema);
  if (choices.length === 1) schema = { ...resolve(choices[0]), ...schema };
  const texts = BOUNDS.filter((key) => key in schema).map((key) => `${key} ${schema[key]}`);
  if ("default" in schema) texts.push(`default ${JSON.stringify(schema.default)}`);
  if (schema.enum) texts.push(schema.enum.map((value) => JSON.stringify(value)).join(" · "));
  return texts.length ? element("div", "soft", texts.join(", ")) : null;
}

// The nested schemas as [label, schema, required]: fields, items, variants and map values.
function inner(reference) {
  const schema = resolve(reference);
  const found = [];
  const required = schema.required || [];
  for (const [name, child] of Object.entries(schema.properties || {})) found.push([name, child, required.includes(name)]);
  for (const part of schema.allOf || []) found.push(...inner(part));
  const choices = variants(schema);
  if (choices.length === 1) found.push(...inner(choices[0]));
  else found.push(...choices.map((variant) => ["or", variant, false]));
  if (schema.items) {
    const items = inner(schema.items);
    found.push(...(items.length ? [["[ ]", schema.items, false]] : []));
  }
  if (typeof schema.additionalProperties === "object") found.push(["[key]", schema.additionalProperties, false]);
  // A field in two parts of an `allOf` is rendered once, as in the later part.
  return schema.allOf ? [...new Map(found.map((entry, index) => [entry[0] === "or" ? index : entry[0], entry])).values()] : found;
}

function variants(schema) {
  return [...(schema.anyOf || []), ...(schema.oneOf || [])].filter((variant) => resolve(variant).type !== "null");
}

function field([name, schema, required], open = false) {
  const head = [element("span", "name", name), " ", element("span", "type", kind(schema)),
    required ? element("span", "need", " required") : null];
  const more = facts(resolve(schema));
  const nested = inner(schema);
  if (!nested.length) return element("div", "row", ...head, more);
  const details = element("details", "", element("summary", "", ...head), more);
  // Built when opened, because a schema may contain itself.
  details.addEventListener("toggle", () => {
    if (details.open && !details.dataset.built) {
      details.dataset.built = "yes";
      details.append(element("div", "inside", ...nested.map((entry) => field(entry))));
    }
  });
  details.open = open;
  return element("div", "row", details);
}

function contents(holder) {
  return Object.entries(holder.content || {}).map(([media, content]) =>
    field([media + (media === "text/event-stream" ? " (each event)" : ""), content.schema ?? true, false],
      media !== "text/event-stream"));
}

function curl({ path, method, operation }) {
  const lines = [`curl ${location.origin}/v1${path}`];
  if (method !== "get") lines.push(`-X ${method.toUpperCase()}`);
  lines.push('-H "Authorization: Bearer $OPENAI_API_KEY"');
  const content = (operation.requestBody || {}).content || {};
  if (content["application/json"]) lines.push("-H 'content-type: application/json'", "-d '{…}'");
  else if (content["multipart/form-data"]) lines.push("-F field=value");
  return lines.join(" \\\n  ");
}

function render(chosen) {
  const { path, method, operation, id } = chosen;
  const answer = answers[id] || "unknown";
  const security = operation.security || contract.security || [];
  const parts = [
    element("h2", "", element("span", `method ${method}`, method.toUpperCase() + " "), element("code", "", "/v1" + path)),
    element("p", "", element("span", `badge ${answer}`, answer), element("span", "badge", id),
      ...security.map((entry) => element("span", "badge", Object.keys(entry).join(" + "))),
      operation.deprecated ? element("span", "badge deprecated", "deprecated") : null),
    element("pre", "", curl(chosen)),
  ];
  if (operation.parameters?.length) {
    parts.push(element("h3", "", "Parameters"));
    for (const reference of operation.parameters) {
      const parameter = resolve(reference);
      parts.push(field([`${parameter.name} (${parameter.in})`, parameter.schema ?? true, parameter.required]));
    }
  }
  if (operation.requestBody) parts.push(element("h3", "", "Body"), ...contents(resolve(operation.requestBody)));
  for (const [status, response] of Object.entries(operation.responses || {})) {
    const inside = contents(resolve(response));
    parts.push(element("h3", "", status === "default" ? "Errors" : `Response ${status}`),
      ...(inside.length ? inside : [element("p", "soft", "No body.")]));
  }
  const main = document.getElementById("operation");
  main.replaceChildren(...parts);
  main.scrollTop = 0;
  document.title = `${id} · API reference`;
}

function list(all, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = all.filter((one) => {
    const text = `${one.id} ${one.method} ${one.path} ${one.operation.tags[0]} ${answers[one.id]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = Map.groupBy ? Map.groupBy(matching, (one) => one.operation.tags[0]) : matching.reduce(
    (map, one) => map.set(one.operation.tags[0], [...(map.get(one.operation.tags[0]) || []), one]), new Map());
  const current = location.hash.slice(1);
  const nodes = [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([tag, members]) => {
    const links = members.map((one) => {
      const link = element("a", "", element("span", `method ${one.method}`, one.method.toUpperCase()), element("span", "", one.path));
      link.href = "#" + one.id;
      if (one.id === current) link.setAttribute("aria-current", "page");
      return link;
    });
    const details = element("details", "", element("summary", "", `${tag} (${members.length})`), ...links);
    details.open = words.length > 0 || members.some((one) => one.id === current);
    return details;
  });
  document.getElementById("list").replaceChildren(...nodes);
  document.getElementById("count").textContent = `${matching.length} of ${all.length} operations`;
}

async function start() {
  [contract, answers] = await Promise.all(["openapi.json", "docs/answers.json"].map(async (url) => (await fetch(url)).json()));
  const all = operations();
  const search = document.getElementById("search");
  const route = () => {
    list(all, search.value);
    const chosen = all.find((one) => one.id === location.hash.slice(1));
    if (chosen) render(chosen);
  };
  search.addEventListener("input", () => list(all, search.value));
  window.addEventListener("hashchange", route);
  route();
}

start().catch((error) => {
  document.getElementById("operation").replaceChildren(element("p", "hint", `The contract could not be read: ${error.message}`));
});
