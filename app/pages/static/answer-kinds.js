// What answers an operation: one word of the server's, and what it means.

import { element } from "./dom.js";

export const KINDS = {
  implemented: "answered by this server",
  forwarded: "passed on to the upstream, with its usage recorded",
  refused: "the request is validated, then answered 501 with code operation_not_implemented",
  mocked: "answered with a valid example; nothing is stored",
};

export function answerKind(answer, extra = "") {
  return element("span", { class: `answer-kind ${answer} ${extra}`, title: KINDS[answer] }, answer);
}
