// Fields of a body, parameters and responses. Numbers arrive as text: see schema_view.py.

import { element } from "./dom.js";

/** Renders fields with the schemas of one operation (`schemas`: name -> view). */
export class SchemaView {
  constructor(schemas) {
    this.schemas = schemas;
  }

  /** The rows of a schema's fields, the required ones first; `own` has notes on the outermost by name. */
  fields(schema, own = {}) {
    return this.#inner(schema).map((entry) => this.row(entry, own[entry.name]));
  }

  /** One row: {name, required, schema}; what is inside is built when it is opened. */
  row({ name, required, schema, place }, own = null) {
    const nested = this.#inner(schema);
    // The name of a schema without fields says less than its type.
    const kind = nested.length ? schema.kind : this.#resolve(schema).kind;
    const deprecated = schema.deprecated || this.#resolve(schema).deprecated;
    const head = [element("span", { class: "name" }, name), " ", element("span", { class: "type" }, kind),
      place ? element("span", { class: "facts" }, ` in ${place}`) : null,
      required ? element("span", { class: "required" }, " required") : null,
      deprecated ? element("span", { class: "own" }, " deprecated") : null];
    const notes = [this.#facts(schema, own), own ? ownDefault(own) : null];
    if (!nested.length) return element("div", { class: "row" }, ...head, ...notes);
    const details = element("details", {}, element("summary", {}, ...head), ...notes);
    // Built when opened, because a schema may contain itself.
    details.addEventListener("toggle", () => {
      if (details.open && !details.querySelector(":scope > .inside")) {
        details.append(element("div", { class: "inside" }, ...nested.map((entry) => this.row(entry))));
      }
    });
    return element("div", { class: "row" }, details);
  }

  #resolve(schema) {
    const seen = new Set();
    while (schema.ref && !seen.has(schema.ref)) {
      seen.add(schema.ref);
      schema = this.schemas[schema.ref] ?? {};
    }
    return schema;
  }

  #variants(schema) {
    return (schema.any ?? []).filter((variant) => this.#resolve(variant).kind !== "null");
  }

  #facts(schema, own) {
    const whole = this.#resolve(schema);
    const variants = this.#variants(whole);
    const found = new Map(variants.length === 1 ? this.#resolve(variants[0]).facts : []);
    for (const [word, text] of [...(whole.facts ?? []), ...(schema.facts ?? [])]) found.set(word, text);
    const items = this.#items(whole) ?? this.#items(variants.length === 1 ? this.#resolve(variants[0]) : {});
    for (const [word, text] of items?.facts ?? []) found.set(`each ${word}`, text);
    if (own) found.delete("default");
    if (!found.size) return null;
    return element("div", { class: "facts" }, [...found].map(([word, text]) => `${word} ${text}`).join(", "));
  }

  #items(schema) {
    return schema.items ? this.#resolve(schema.items) : null;
  }

  // Fields, items, variants and values as {name, required, schema}.
  #inner(reference, seen = new Set()) {
    if (reference.ref) {
      if (seen.has(reference.ref)) return [];
      seen = new Set(seen).add(reference.ref);
    }
    const schema = this.#resolve(reference);
    const fields = new Map((schema.fields ?? []).map((field) => [field.name, field]));
    const others = [];
    const required = new Set(schema.required);
    for (const part of schema.all ?? []) {
      for (const name of this.#resolve(part).required ?? []) required.add(name);
      // A field in two parts is rendered once, as in the later one.
      for (const entry of this.#inner(part, seen)) {
        if (entry.variant) others.push(entry);
        else fields.set(entry.name, entry);
      }
    }
    const variants = this.#variants(schema);
    if (variants.length === 1) {
      for (const entry of this.#inner(variants[0], seen)) fields.set(entry.name, entry);
    } else {
      others.push(...variants.map((variant) => ({ name: "or", variant: true, schema: variant })));
    }
    if (schema.items && this.#inner(schema.items, seen).length) others.push({ name: "[ ]", schema: schema.items });
    if (schema.entries) others.push({ name: "[key]", schema: schema.entries });
    const marked = [...fields.values()].map((entry) => ({ ...entry, required: entry.required || required.has(entry.name) }));
    return [...marked.sort((a, b) => this.#rank(a) - this.#rank(b)), ...others];
  }

  // Required fields first, deprecated ones last.
  #rank(entry) {
    if (entry.required) return 0;
    return entry.schema.deprecated || this.#resolve(entry.schema).deprecated ? 2 : 1;
  }
}

/** A default of this server that is not OpenAI's. */
export function ownDefault({ here, openai, setting }) {
  return element("div", { class: "own" }, `default ${here} here, by ${setting}; OpenAI's is ${openai}`);
}
