"""What the server shows to a person in a browser: the API reference."""
