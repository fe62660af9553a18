"""systemd's checker of unit files, where it is installed."""

from __future__ import annotations

import shutil

SYSTEMD_ANALYZE = shutil.which("systemd-analyze")
"""The program; None where it is not installed."""
NO_SYSTEMD = "systemd-analyze is not installed"
"""The reason of a skip."""
