// The AI SDK over chats and over responses: a tool, a stream, an object. Its argument is the API; prints JSON.
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { embed, generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";

const options = { baseURL: process.env.BASE_URL, apiKey: "any" };
const openai = createOpenAI(options);
const compatible = createOpenAICompatible({
  ...options,
  name: "compatible",
  includeUsage: true,
  supportsStructuredOutputs: true,
});
const model = {
  responses: () => openai.responses("builtin"),
  chat: () => openai.chat("builtin"),
  compatible: () => compatible.chatModel("builtin"),
}[process.argv[2]]();
const tools = {
  weather: tool({
    description: "The weather in a city.",
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `It is sunny in ${city}, says the tool.`,
  }),
};

const withTool = { model, tools, stopWhen: stepCountIs(3), prompt: "Use the weather tool for Rome" };
const whole = await generateText({ ...withTool, maxRetries: 0 });
const streamed = streamText({ ...withTool, maxRetries: 0 });
const parts = new Set();
let text = "";
for await (const part of streamed.fullStream) {
  parts.add(part.type);
  if (part.type === "error") throw part.error;
  if (part.type === "text-delta") text += part.text;
}
const schema = z.object({ city: z.string() });
const { object } = await generateObject({ model, schema, prompt: "city: Rome", maxRetries: 0 });
const { embedding } = await embed({
  model: openai.embedding("text-embedding-3-small"),
  value: "Hello",
  maxRetries: 0,
});
console.log(
  JSON.stringify({
    whole: whole.text,
    steps: whole.steps.length,
    streamed: text,
    parts: [...parts],
    streamedTokens: (await streamed.totalUsage).totalTokens,
    object,
    dimensions: embedding.length,
  }),
);
