"""Small asyncio helpers: loop ticks, deadlines, events, request content, drain."""
