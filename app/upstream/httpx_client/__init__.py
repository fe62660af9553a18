"""The second client: connections by proxies and with TLS settings, on which httpx's own engine speaks HTTP.

That engine is httpcore. It is imported only if an upstream needs it.
"""
