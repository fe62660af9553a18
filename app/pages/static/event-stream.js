// Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html

/** Yields {event, data} of each complete event of a response's body. `onText` gets the text as it arrives. */
export async function* events(body, onText = () => {}) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onText(value);
    // A chunk may end between the two halves of a line ending.
    const text = (pending + value).replace(/\r\n/g, "\n").replace(/\r(?!$)/g, "\n");
    const blocks = text.split("\n\n");
    pending = blocks.pop();
    for (const block of blocks) {
      const found = parse(block);
      if (found) yield found;
    }
  }
}

function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === "event") event = value;
    if (name === "data") data.push(value);
  }
  return data.length ? { event, data: data.join("\n") } : null;
}

/** The generated text in one event of a chat, a completion or a response; empty for all others. */
export function generatedText(data) {
  let parsed;
  try {
    parsed = JSON.parse(data);
  } catch {
    return "";
  }
  if (parsed?.type === "response.output_text.delta") return String(parsed.delta ?? "");
  const choice = parsed?.choices?.[0];
  const text = choice?.delta?.content ?? choice?.text;
  return typeof text === "string" ? text : "";
}
