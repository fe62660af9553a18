"""llm-backend: a self-hosted server that speaks all of OpenAI's REST API. A program, not a library."""
