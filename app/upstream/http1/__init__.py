"""A lean HTTP/1.1 client.

Request heads, the race of addresses, connections and their pool, the chunks of an answer and their decoding.
"""
