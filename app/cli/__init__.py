"""The commands of `llm-backend`."""
