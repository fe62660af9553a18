"""Remote MCP servers: a small client of their protocol, and the `mcp` tool over it."""
