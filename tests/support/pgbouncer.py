"""PgBouncer in transaction pooling, before a PostgreSQL server of the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

NO_PGBOUNCER = "no pgbouncer on PATH"

_CONFIGURATION = """[databases]
{database} = host={host} dbname={database} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = any
pool_mode = transaction
default_pool_size = 3
server_reset_query =
logfile = {folder}/log
unix_socket_dir =
"""


@contextmanager
def pgbouncer(url: str) -> Iterator[str]:
    """The database's URL through PgBouncer, which shares three connections; skips the test without one."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip(NO_PGBOUNCER)
    database = sa.make_url(url)
    data = Path(str(database.query["host"]))
    # As PostgreSQL, it does not run as root.
    owner = pwd.getpwuid(data.stat().st_uid)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="llm-backend-pgbouncer-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, owner.pw_uid, owner.pw_gid)
        settings = {"database": database.database, "host": data, "user": database.username}
        configuration = folder / "pgbouncer.ini"
        configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, **settings))
        configuration.chmod(0o644)
        start = [program, "-q", *(["-u", owner.pw_name] if os.geteuid() == 0 else []), str(configuration)]
        process = subprocess.Popen(start, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield f"postgresql://{database.username}:any@127.0.0.1:{port}/{database.database}"
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("pgbouncer does not listen")
