"""nginx in front of our servers, where it is installed."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
"""The program; None where it is not installed."""
NO_NGINX = "nginx is not installed"
"""The reason of a skip."""

_CONFIGURATION = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_timeout {idle}s; keepalive_requests 100000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {site}
}}
"""
_SITE = """
    upstream behind {{ {servers} keepalive 32; }}
    server {{
        listen 127.0.0.1:LISTEN_PORT;
        location / {{
            proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host localhost; proxy_next_upstream_tries {tries};
        }}
    }}
"""


@asynccontextmanager
async def nginx_in_front(
    ports: Sequence[int], folder: Path, *, idle_seconds: int = 75
) -> AsyncGenerator[int, None]:
    """The port of an nginx that keeps its connections to these ports of this machine alive, and those of its
    clients for so long.
    """
    servers = " ".join(f"server 127.0.0.1:{behind} max_fails=0;" for behind in ports)
    site = _SITE.format(servers=servers, tries=len(ports))
    async with nginx_site(site, folder, idle_seconds=idle_seconds) as port:
        yield port


@asynccontextmanager
async def nginx_site(site: str, folder: Path, *, idle_seconds: int = 75) -> AsyncGenerator[int, None]:
    """The port of an nginx with these blocks, in which `LISTEN_PORT` is replaced by it."""
    assert NGINX is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = folder / "nginx.conf"
    site = site.replace("LISTEN_PORT", str(port))
    text = _CONFIGURATION.format(folder=folder, site=site, idle=idle_seconds)
    await asyncio.to_thread(path.write_text, text)
    log = folder / "error.log"
    process = await asyncio.create_subprocess_exec(
        NGINX, "-p", str(folder), "-e", str(log), "-c", str(path), env={"PATH": os.environ["PATH"]}
    )
    try:
        for _ in range(500):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                assert process.returncode is None, await asyncio.to_thread(log.read_text)
                await asyncio.sleep(0.02)
            else:
                writer.close()
                break
        yield port
    finally:
        process.terminate()
        await process.wait()
