// The operations in groups, filtered by words and by whether they work here.

import { answerKind } from "./answer-kinds.js";
import { element } from "./dom.js";

// Open without a search; a person who looks for more searches or opens the group.
const OPEN_GROUPS = 3;

function works(operation) {
  return operation.answer !== "refused";
}

/** Renders into `list` and `count` what matches; `current` is the id of the chosen operation. */
export function renderList({ groups, query, worksOnly, current, list, count }) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const nodes = [];
  let total = 0;
  let matching = 0;
  let administration = false;
  groups.forEach((group, index) => {
    const members = group.operations.filter((operation) => matches(operation, group.title, words, worksOnly));
    total += group.operations.length;
    matching += members.length;
    if (!members.length) return;
    if (group.administration && !administration) {
      administration = true;
      nodes.push(element("h2", {}, "Administration"));
    }
    const details = element("details", {},
      element("summary", {}, `${group.title} `, element("span", {}, String(members.length))),
      element("ul", {}, ...members.map((operation) => item(operation, current))));
    details.open = words.length > 0 || index < OPEN_GROUPS || members.some((one) => one.id === current);
    nodes.push(details);
  });
  list.replaceChildren(...nodes);
  count.textContent = `${matching} of ${total} operations`;
}

function matches(operation, title, words, worksOnly) {
  if (worksOnly && !works(operation)) return false;
  const { id, method, path, answer } = operation;
  const text = `${id} ${id.replaceAll("_", " ")} ${method} ${path} ${title} ${answer}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

// A long path is broken between its words.
function breakable(path) {
  return path.split(/(?<=[/?])/).flatMap((part) => [part, element("wbr", {})]);
}

function item(operation, current) {
  const link = element("a", { href: `#${operation.id}`, class: operation.deprecated ? "deprecated" : null },
    element("span", { class: `method ${operation.method.toLowerCase()}` }, operation.method),
    element("span", { class: "path" }, ...breakable(operation.path)), answerKind(operation.answer));
  if (operation.id === current) link.setAttribute("aria-current", "page");
  return element("li", {}, link);
}
