// The caller's key: in this tab's session storage only, so that it is in no URL, cookie or log.

const NAME = "llm-backend.key";
let inMemory = "";

/** Dispatches `change` when another key is stored. */
export const keyChanges = new EventTarget();

export function storedKey() {
  try {
    return sessionStorage.getItem(NAME) ?? inMemory;
  } catch {
    return inMemory;
  }
}

export function storeKey(key) {
  if (key === storedKey()) return;
  inMemory = key;
  try {
    if (key) sessionStorage.setItem(NAME, key);
    else sessionStorage.removeItem(NAME);
  } catch {
    // Storage is off in this browser; the key is in memory.
  }
  keyChanges.dispatchEvent(new Event("change"));
}
