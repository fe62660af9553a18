"""The server: what we write on top of the generated contract."""
