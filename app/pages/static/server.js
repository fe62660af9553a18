// Where the API is, as this browser reached the page, and which model a sample names.

import { storedKey } from "./key-store.js";

// Relative, so that a prefix of a proxy is part of it. A path may contain an apostrophe, which shells read.
export const BASE_URL = new URL("v1", document.baseURI).href.replaceAll("'", "%27");

// Names come from upstreams and end up in commands that people copy.
const SAFE_MODEL = /^[A-Za-z0-9][\w.:\/@+-]{0,199}$/;
const NO_CHAT = /embed|tts|whisper|transcribe|image|dall-e|moderation|realtime|audio|sora|video/i;
const PREFERRED = ["builtin", "gpt-4o-mini", "gpt-4o"];

/** The ids of the server's models; empty if they cannot be listed, such as without a key. */
export async function listModels(overview) {
  const key = storedKey();
  if (overview.auth === "keys" && !key) return [];
  const headers = key ? { authorization: `Bearer ${key}` } : {};
  try {
    const answer = await fetch(`${BASE_URL}/models`, { headers });
    if (!answer.ok) return [];
    return (await answer.json()).data.map((model) => model.id).filter((id) => SAFE_MODEL.test(id));
  } catch {
    return [];
  }
}

/** The model for an operation that takes names with one of `words`, or a chat model. */
export function chooseModel(models, words, overview) {
  const byWord = words.map((word) => models.find((id) => id.includes(word))).find(Boolean);
  const preferred = PREFERRED.find((id) => models.includes(id));
  const chat = models.find((id) => !NO_CHAT.test(id));
  return byWord || preferred || chat || models[0] || (overview.builtin ? "builtin" : "gpt-4o-mini");
}

/** A sample or a body with the base URL and the model in it. */
export function filled(text, model) {
  return text.replaceAll("@BASE_URL@", BASE_URL).replaceAll("@MODEL_IN_PATH@", encodeURIComponent(model))
    .replaceAll("@MODEL@", model);
}
