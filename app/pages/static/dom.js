// Elements with text. Data is inserted as text nodes only, never as markup.

export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function button(label, onClick) {
  const node = element("button", { type: "button" }, label);
  node.addEventListener("click", onClick);
  return node;
}

/** A button that copies what `text()` returns, and reports it for a moment. */
export function copyButton(text, label = "Copy") {
  const node = button(label, async () => {
    node.textContent = (await copy(text())) ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { node.textContent = label; }, 1500);
  });
  node.classList.add("copy");
  node.setAttribute("aria-live", "polite");
  return node;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS, and not on localhost, browsers have no clipboard but by a selection.
    const area = element("textarea", { class: "offscreen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
