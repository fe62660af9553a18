"""The published contract: its document, examples and patterns made from it, and the type of a handler."""
