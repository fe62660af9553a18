"""Search engines behind `SearchBackend`, and the reader of pages."""
