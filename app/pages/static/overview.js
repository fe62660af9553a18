// What the page opens on: what this server is, where it is, and how to call it.

import { answerKind, KINDS } from "./answer-kinds.js";
import { copyButton, element } from "./dom.js";
import { samplePanel } from "./samples.js";
import { BASE_URL } from "./server.js";

export const FIRST_CALL = "create_chat_completion";

/** The opening as an element; `detail` is the first call's, with its samples. */
export function overviewPage({ overview, detail, models, model }) {
  return element("div", { class: "overview" },
    element("h1", {}, "OpenAI's API on this server"),
    element("p", {}, overview.mock
      ? "This is the example server of LLM Backend. Every operation answers a valid example of the contract."
      : "This is LLM Backend, a self-hosted server. Chat UIs, agents and OpenAI's SDKs call it like OpenAI: "
        + "with this base URL and a key."),
    element("div", { class: "base" }, element("strong", {}, "Base URL"), element("code", {}, BASE_URL),
      copyButton(() => BASE_URL)),
    element("p", {}, keyText(overview)),
    overview.builtin ? element("p", {}, "The model builtin, an echo, answers without an upstream.") : null,
    element("section", {}, element("h2", {}, "A first call"),
      samplePanel({ samples: detail.samples, models, model, streamed: true }),
      element("p", {}, element("a", { href: `#${FIRST_CALL}` }, "Try it from this page"))),
    element("section", {}, element("h2", {}, "What answers"), kinds(overview)),
    overview.defaults.length ? defaults(overview.defaults) : null,
    element("section", {}, element("h2", {}, "Elsewhere"), element("ul", {},
      element("li", {}, element("a", { href: "openapi.json" }, "openapi.json"), ", the contract"),
      element("li", {}, element("a", { href: "readyz" }, "readyz"), ", whether the server can serve"),
      element("li", {}, element("a", { href: "metrics" }, "metrics"), ", its load"))),
    element("p", { class: "soft" }, `LLM Backend ${overview.version}`));
}

function keyText(overview) {
  if (overview.auth === "keys") {
    return "A key is necessary, as a bearer token. The operator creates it with llm-backend keys create; the "
      + "samples read it from the environment.";
  }
  return "No key is necessary: any key, or none, is accepted. The SDKs require one, so samples send any word.";
}

function kinds(overview) {
  const counts = {};
  for (const group of overview.groups) {
    for (const { answer } of group.operations) counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return element("ul", { class: "kinds" }, ...Object.keys(KINDS).filter((kind) => counts[kind]).map((kind) =>
    element("li", {}, answerKind(kind), element("span", {}, `${counts[kind]} operations: ${KINDS[kind]}`))));
}

function defaults(found) {
  return element("section", {}, element("h2", {}, "Defaults that are not OpenAI's"),
    element("ul", {}, ...found.map(({ operation, field, here, openai, setting }) => element("li", {},
      element("code", {}, field), " of ", element("a", { href: `#${operation}` }, operation),
      `: ${here} here, by ${setting}; OpenAI's is ${openai}`))));
}
