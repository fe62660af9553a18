"""`llm-backend` with a profiler: SIGUSR1 starts it, SIGUSR2 writes the profile to the file of PROFILE_TO."""

from __future__ import annotations

import cProfile
import os
import signal
import sys

from app.__main__ import main


def _attach(path: str) -> None:
    profile = cProfile.Profile()

    def start(*_: object) -> None:
        profile.enable()

    def write(*_: object) -> None:
        profile.disable()
        # The file is complete when its name exists.
        profile.dump_stats(path + ".part")
        os.replace(path + ".part", path)
        profile.clear()

    signal.signal(signal.SIGUSR1, start)
    signal.signal(signal.SIGUSR2, write)


if __name__ == "__main__":
    _attach(os.environ["PROFILE_TO"])
    sys.exit(main())
