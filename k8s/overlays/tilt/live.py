"""Runs a command and restarts it on SIGHUP; SIGTERM ends both. `tilt up` starts the server through it."""

from __future__ import annotations

import functools
import signal
import subprocess
import sys

_SIGNALS = {signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD}


def run(command: list[str]) -> int:
    """The command's exit code, after SIGTERM."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    process = _start(command)
    while True:
        received = signal.sigwait(_SIGNALS)
        if received == signal.SIGHUP:
            # Not SIGTERM: the server would let running answers end first.
            process.kill()
            process.wait()
            process = _start(command)
        elif received == signal.SIGTERM:
            process.terminate()
            return process.wait()
        elif process.poll() is not None:
            # The container stays: a corrected file may fix the error that ended the command.
            sys.stderr.write(f"exited with {process.returncode}; waiting for a change\n")


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    unblock = functools.partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, _SIGNALS)
    return subprocess.Popen(command, preexec_fn=unblock)  # noqa: S603 - the manifest's own command


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
