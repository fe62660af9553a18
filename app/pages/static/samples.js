// Samples of one operation by language, with a model that this server has.

import { copyButton, element } from "./dom.js";
import { filled } from "./server.js";

// What was chosen last holds for the next operation, too.
let language = "curl";

/**
 * The panel of `samples` ([{language, plain, streamed}]) as an element. `models` is what can be chosen from,
 * `model` is chosen at first, and `onModel` gets the next ones.
 */
export function samplePanel({ samples, models, model, streamed = false, onModel = () => {} }) {
  const code = element("code", {});
  const stream = element("input", { type: "checkbox", class: "streamed" });
  const hasStream = samples.some((sample) => sample.streamed);
  stream.checked = streamed && hasStream;

  function render() {
    const sample = samples.find((each) => each.language === language);
    code.textContent = filled((stream.checked && sample.streamed) || sample.plain, model);
  }

  const radios = samples.map((sample) => {
    const radio = element("input", { type: "radio", name: "language", value: sample.language });
    radio.checked = sample.language === language;
    radio.addEventListener("change", () => { language = sample.language; render(); });
    return element("label", {}, radio, sample.language);
  });
  stream.addEventListener("change", render);
  const usesModel = samples.some((sample) => sample.plain.includes("@MODEL"));
  const picker = usesModel && models.length > 1 ? modelPicker(models, model, (chosen) => {
    model = chosen;
    render();
    onModel(chosen);
  }) : null;
  const choices = [hasStream ? element("label", { class: "check" }, stream, "Streamed") : null, picker].filter(Boolean);
  render();
  return element("div", { class: "samples" },
    element("div", { class: "toolbar" }, element("fieldset", { "aria-label": "Language" }, ...radios),
      copyButton(() => code.textContent)),
    choices.length ? element("div", { class: "toolbar" }, ...choices) : null,
    element("pre", { tabindex: "0", "aria-label": "Sample" }, code));
}

function modelPicker(models, model, onChange) {
  const select = element("select", {}, ...models.map((id) => element("option", { value: id }, id)));
  select.value = model;
  select.addEventListener("change", () => onChange(select.value));
  return element("label", { class: "model" }, "Model ", select);
}
