"""A lean HTTP/1.1 client: request heads, connections, their pool, the pieces of an answer."""
