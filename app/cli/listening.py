"""The sockets that the server listens on: of an address, a Unix socket's path, or of systemd."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.settings import LOOPBACK, Settings

_BACKLOG = 2048
_UNIX_MODE = 0o660
_FIRST_PASSED = 3
"""systemd passes its sockets from this file descriptor on; see sd_listen_fds(3)."""


class StartError(Exception):
    """The server cannot start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Sockets that listen, and the settings with their address."""

    sockets: list[socket.socket]
    settings: Settings

    @property
    def port(self) -> int:
        """That of the first one with a port; 0 if there is none."""
        ports = [one.getsockname()[1] for one in self.sockets if one.family != socket.AF_UNIX]
        return ports[0] if ports else 0


@contextmanager
def listening(settings: Settings, environment: Mapping[str, str]) -> Iterator[Listening]:
    """Listens on the sockets that systemd passes, else on one of the settings, until the end of the block.

    A Unix socket's path is removed then, unless another server has replaced it. Raises StartError.
    """
    passed = passed_sockets(environment)
    sockets = passed or [listen(settings)]
    if passed:
        settings = _located(settings, passed)
    path = Path(settings.unix_socket).absolute() if settings.unix_socket and not passed else None
    mine = path.stat().st_ino if path is not None else 0
    pid = os.getpid()
    try:
        yield Listening(sockets, settings)
    finally:
        for one in sockets:
            one.close()
        # Not by a worker: the path is the parent's.
        if path is not None and os.getpid() == pid:
            with suppress(OSError):
                if path.stat().st_ino == mine:
                    path.unlink()


def listen(settings: Settings) -> socket.socket:
    """A listening socket, so that a port in use is reported before anything else happens.

    Raises StartError.
    """
    return _unix_socket(settings) if settings.unix_socket else _internet_socket(settings)


def passed_sockets(environment: Mapping[str, str]) -> list[socket.socket]:
    """The sockets that systemd passes to this process; usually none. Raises StartError."""
    if environment.get("LISTEN_PID") != str(os.getpid()):
        return []
    count = environment.get("LISTEN_FDS", "")
    sockets = []
    for number in range(_FIRST_PASSED, _FIRST_PASSED + (int(count) if count.isdigit() else 0)):
        try:
            one = socket.socket(fileno=number)
            is_listening = one.type == socket.SOCK_STREAM and one.getsockopt(
                socket.SOL_SOCKET, socket.SO_ACCEPTCONN
            )
        except OSError:
            is_listening = 0
        if not is_listening:
            raise StartError(
                f"File descriptor {number} of LISTEN_FDS is no listening stream socket. "
                "Use ListenStream= in the socket unit, with Accept=no."
            )
        one.set_inheritable(False)
        sockets.append(one)
    return sockets


def _located(settings: Settings, passed: list[socket.socket]) -> Settings:
    """The settings with the address of sockets that systemd has chosen, of those the most public one.

    Raises StartError where other machines could call without a key.
    """
    names = [one.getsockname() for one in passed if one.family != socket.AF_UNIX]
    if not names:
        return replace(settings, unix_socket=str(passed[0].getsockname()))
    host, port = next((name for name in names if name[0] not in LOOPBACK), names[0])[:2]
    if host not in LOOPBACK and settings.auth == "open" and not settings.allow_open:
        raise StartError(
            f"systemd's socket {host} port {port} is reachable from other machines, and AUTH=open lets "
            "anyone there use your upstream key. Set ListenStream=127.0.0.1:8080, AUTH=keys or ALLOW_OPEN."
        )
    return replace(settings, host=host, port=port, unix_socket="")


def _internet_socket(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol by name: asyncio sets TCP_NODELAY on no other.
    server = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((settings.host, settings.port))
        server.listen(_BACKLOG)
    except (OSError, UnicodeError) as error:
        server.close()
        reason = error.strerror if isinstance(error, OSError) else "not a host name"
        raise StartError(
            f"Cannot listen on {settings.host} port {settings.port}: {reason}. {_hint(error)}"
        ) from None
    return server


def _hint(error: OSError | UnicodeError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EACCES:
        return "Ports below 1024 are reserved: set PORT (or --port) to a higher one."
    if isinstance(error, socket.gaierror | UnicodeError) or number == errno.EADDRNOTAVAIL:
        return "Set HOST (or --host) to an address of this machine: 127.0.0.1 (local) or 0.0.0.0 (every one)."
    return "Stop the process that uses it, or set PORT (or --port) to another one."


def _unix_socket(settings: Settings) -> socket.socket:
    path = Path(settings.unix_socket)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # Its mode is right from the first moment on.
    mask = os.umask(0o777 & ~_UNIX_MODE)
    try:
        _remove_stale(path)
        server.bind(str(path))
        server.listen(_BACKLOG)
    except OSError as error:
        server.close()
        reason = error.strerror or str(error)
        raise StartError(
            f"Cannot listen on UNIX_SOCKET={path}: {reason}. Set it to a path of at most 100 characters in a "
            "folder that exists and is writable, where no other server listens."
        ) from None
    finally:
        os.umask(mask)
    return server


def _remove_stale(path: Path) -> None:
    """Removes a socket that a killed server has left. Raises OSError if it is none, or is in use."""
    try:
        is_socket = stat.S_ISSOCK(path.lstat().st_mode)
    except FileNotFoundError:
        return
    if not is_socket:
        raise FileExistsError(errno.EEXIST, "a file that is no socket is there")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
        else:
            raise OSError(errno.EADDRINUSE, "another server listens there")
