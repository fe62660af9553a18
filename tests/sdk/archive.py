"""The source archive of the official SDK: found on the package index that pip is configured with, never built."""

from __future__ import annotations

import hashlib
import os
import tarfile
from pathlib import Path

# The public command line can only download an archive by running its build; the finder behind it only looks.
from pip._internal.commands.download import DownloadCommand
from pip._vendor.packaging.specifiers import SpecifierSet

VERSION = "3.3.1"
"""The release whose types match the document of 2026-08-21 in `spec/`."""
SHA256 = "6f22807de1a976c932cecda620e8172a8c3fdbaeed29c7f21564e0c2410edf56"


def unpacked(folder: Path) -> Path:
    """The archive's tree below `folder`; `ValueError` if it is not the pinned one."""
    kept = _cache() / f"openai-{VERSION}.tar.gz"
    content = kept.read_bytes() if kept.is_file() else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        content = _downloaded()
        found = hashlib.sha256(content).hexdigest()
        if found != SHA256:
            raise ValueError(f"openai {VERSION}: the archive's sha256 is {found}, not {SHA256}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, also with a second session beside this one.
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(content)
        part.replace(kept)
    with tarfile.open(kept) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"openai-{VERSION}"


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "llm-backend"


def _downloaded() -> bytes:
    command = DownloadCommand("download", "")
    with command.main_context():
        options, _ = command.parse_args(["--no-binary=:all:", "--quiet", "openai"])
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)
        candidate = finder.find_best_candidate("openai", SpecifierSet(f"=={VERSION}")).best_candidate
        if candidate is None:
            raise ValueError(f"the package index has no source archive of openai {VERSION}")
        answer = session.get(candidate.link.url_without_fragment)
        answer.raise_for_status()
        content: bytes = answer.content
    return content
