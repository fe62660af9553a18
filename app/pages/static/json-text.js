// JSON in lines, token by token: numbers stay as they were sent, which JSON.parse would round.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

export function prettyJson(text) {
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let result = "";
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      const empty = next === "}" || next === "]";
      depth += 1;
      result += token + (empty ? "" : newline(depth));
    } else if (token === "}" || token === "]") {
      depth = Math.max(0, depth - 1);
      const opened = tokens[index - 1] === "{" || tokens[index - 1] === "[";
      result += (opened ? "" : newline(depth)) + token;
    } else if (token === ",") {
      result += token + newline(depth);
    } else {
      result += token === ":" ? ": " : token;
    }
  });
  return result;
}

function newline(depth) {
  return "\n" + "  ".repeat(depth);
}

/** A body with `"stream": true`, or without it. Only the text changes, so that all else stays as typed. */
export function withStream(text, stream) {
  const member = /,\s*"stream"\s*:\s*(?:true|false)|"stream"\s*:\s*(?:true|false)\s*,?\s*/;
  const without = text.replace(member, "");
  if (!stream) return without;
  const empty = /^\s*\{\s*\}\s*$/.test(without);
  return without.replace(/\s*\}\s*$/, `${empty ? "" : ","}\n  "stream": true\n}`);
}
