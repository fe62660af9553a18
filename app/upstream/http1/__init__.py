"""A lean HTTP/1.1 client: request heads, connections, their pool, the chunks of an answer."""
