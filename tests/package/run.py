"""Builds the wheel and the source archive, and installs each in clean environments outside the checkout.

The wheel is tried on each Python from 3.11 to 3.14 that is found, the source archive on this one. The
dependencies are the locked ones. Arguments name versions to try, such as 3.12.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
from pathlib import Path

from tests.package import archives, first_hour, interpreters
from tests.package.interpreters import VERSIONS


def main() -> int:
    """Returns 0 if each environment has the one package, and each step of the first hour works in it."""
    found = [*interpreters.found()]
    first = dict(reversed(found))
    versions = sys.argv[1:] or [version for version in VERSIONS if version in first]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel, archive = archives.build(folder / "built")
        print(
            f"the wheel has {wheel.stat().st_size / 1e6:.2f} MB in {len(archives.files(wheel))} files",
            flush=True,
        )
        for version in versions:
            report = _try(wheel, first[version], folder / version)
            print(f"Python {version}: {report}", flush=True)
        report = _try(archive, sys.executable, folder / "source")
        print(f"the source archive: {report}", flush=True)
        print(_try_as_stranger([interpreter for _, interpreter in found], wheel, archive, folder))
    print("not on this machine:", ", ".join(set(VERSIONS) - {*first}) or "none")
    return 0


def _try(package: Path, interpreter: str, folder: Path) -> str:
    folder.mkdir()
    python = interpreters.environment(interpreter, folder / "environment")
    added = interpreters.install(python, package)
    if added != {"llm_backend"}:
        raise SystemExit(f"{package.name} makes {sorted(added)} importable, not llm_backend alone")
    return first_hour.walk(python, folder)


def _try_as_stranger(candidates: list[str], wheel: Path, archive: Path, folder: Path) -> str:
    """As another user, of a Python that others may run; the unpacked source archive is a checkout."""
    become = first_hour.stranger()
    interpreter = next((each for each in candidates if become and first_hour.can_run(become, each)), None)
    if interpreter is None:
        return "no other user: it needs root, setpriv and a Python that others may run"
    folder.chmod(0o755)
    python = interpreters.environment(interpreter, folder / "shared")
    interpreters.install(python, wheel)
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return first_hour.walk_as_stranger(become, python, folder / archive.name.removesuffix(".tar.gz"), folder)


if __name__ == "__main__":
    sys.exit(main())
