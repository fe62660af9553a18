"""Runs a command, and starts it anew at SIGHUP; SIGTERM ends both. What `tilt up` puts before the server."""

from __future__ import annotations

import functools
import signal
import subprocess
import sys

_SIGNALS = {signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD}


def run(command: list[str]) -> int:
    """The command's exit code, once it was told to end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    process = _started(command)
    while True:
        got = signal.sigwait(_SIGNALS)
        if got == signal.SIGHUP:
            # Not SIGTERM: that would let running answers end first.
            process.kill()
            process.wait()
            process = _started(command)
        elif got == signal.SIGTERM:
            process.terminate()
            return process.wait()
        elif process.poll() is not None:
            # The container stays: a mended file may cure what ended the command.
            sys.stderr.write(f"ended with {process.returncode}; waiting for a change\n")


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    unblock = functools.partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, _SIGNALS)
    return subprocess.Popen(command, preexec_fn=unblock)  # noqa: S603 - the manifest's own command


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
