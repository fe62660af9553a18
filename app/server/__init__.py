"""The ASGI server layer: HTTP/1.1 on httptools and asyncio, handed to uvicorn. It knows no operation."""
