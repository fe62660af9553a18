"""The one way to an address that a caller or a page names: MCP servers, web pages, images, webhooks.

Such an address may lead into the operator's own network (server-side request forgery). Each connection of
this package therefore goes to an address that was checked, and to no other.
"""
