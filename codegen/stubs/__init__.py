"""One typed async method per operation, and the operation table."""
