"""The official SDK's source archive, from the package index that pip is configured for; it is never built."""

from __future__ import annotations

import hashlib
import os
import tarfile
from pathlib import Path

# pip's command line runs an archive's build when it downloads it; its internal finder does not.
from pip._internal.commands.download import DownloadCommand
from pip._vendor.packaging.specifiers import SpecifierSet

VERSION = "3.3.1"
"""The release whose types match the document of 2026-08-21 in `spec/`."""
SHA256 = "6f22807de1a976c932cecda620e8172a8c3fdbaeed29c7f21564e0c2410edf56"


def unpack(folder: Path) -> Path:
    """Unpacks the archive into `folder` and returns its tree; raises ValueError for another checksum."""
    cached = _cache() / f"openai-{VERSION}.tar.gz"
    content = cached.read_bytes() if cached.is_file() else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        content = _download()
        checksum = hashlib.sha256(content).hexdigest()
        if checksum != SHA256:
            raise ValueError(f"openai {VERSION}: the archive's sha256 is {checksum}, not {SHA256}")
        cached.parent.mkdir(parents=True, exist_ok=True)
        # The file appears complete, also while a second session downloads it.
        part = cached.with_suffix(f".{os.getpid()}")
        part.write_bytes(content)
        part.replace(cached)
    with tarfile.open(cached) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"openai-{VERSION}"


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "llm-backend"


def _download() -> bytes:
    command = DownloadCommand("download", "")
    with command.main_context():
        options, _ = command.parse_args(["--no-binary=:all:", "--quiet", "openai"])
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)
        candidate = finder.find_best_candidate("openai", SpecifierSet(f"=={VERSION}")).best_candidate
        if candidate is None:
            raise ValueError(f"the package index has no source archive of openai {VERSION}")
        response = session.get(candidate.link.url_without_fragment)
        response.raise_for_status()
        content: bytes = response.content
    return content
