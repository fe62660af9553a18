"""The published contract: its document, examples, patterns, header values and the type of a handler."""
