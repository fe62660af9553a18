"""Builds the image on a base made from Debian's packages, looks into it, runs it confined and chats with it.

Needs root, podman, buildah and mmdebstrap; the machine's package sources and pip configuration are used and not kept.
"""

from __future__ import annotations

import argparse
import ast
import json
import platform
import ssl
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from tests.image import engine

_IMAGE = "localhost/llm-backend:check"
_BASE = "localhost/llm-backend-base:check"
_PACKAGES = "python3,python3-venv,ca-certificates"
_SOURCES = (Path("/etc/apt/sources.list"), Path("/etc/apt/sources.list.d/debian.sources"))
_USER = 10001
_CONFIGURATION = {
    "User": f"{_USER}:{_USER}",
    "StopSignal": "SIGTERM",
    "Entrypoint": ["/opt/llm-backend/bin/llm-backend"],
    "Cmd": ["serve"],
    "Volumes": {"/data": {}},
    "ExposedPorts": {"8080/tcp": {}},
}
_PYTHON = "/opt/venv/bin/python"
_WHO = (
    "import os, pathlib; print(os.getuid(), os.access('/opt/llm-backend', os.W_OK), os.access('/', os.W_OK))"
)


def main() -> int:
    """0 if the image builds, is what it promises and answers."""
    parser = argparse.ArgumentParser(prog="nox -s image --", description=__doc__)
    parser.add_argument("--base", help="an image with python3 and venv that the engine has already")
    parser.add_argument("--keep", action="store_true", help="leave the images where they are")
    options = parser.parse_args()
    try:
        engine.ready()
        try:
            base = options.base or _made_base()
            with tempfile.TemporaryDirectory() as folder:
                engine.built(_IMAGE, base, _secrets(Path(folder)))
            sizes = [engine.configuration(name)["Size"] / 1e6 for name in (_IMAGE, base)]
            print(f"built: {sizes[0]:.0f} MB, of which its base is {sizes[1]:.0f} MB")
            faults = [*_configuration(), *_files()]
            if not faults:
                _answers()
        finally:
            if not options.keep:
                engine.removed(_IMAGE, *([] if options.base else [_BASE]))
    except engine.EngineError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(faults) or "the image is what it promises")
    return 1 if faults else 0


def _made_base() -> str:
    suite = platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    sources = [str(path) for path in _SOURCES if path.is_file()]
    if not suite or not sources:
        raise engine.EngineError("This machine is no Debian; name a base with --base.")
    with tempfile.TemporaryDirectory() as folder:
        # mmdebstrap steps down to a user of its own while it packs.
        Path(folder).chmod(0o755)
        archive = Path(folder) / "base.tar"
        engine.run("mmdebstrap", "--variant=minbase", f"--include={_PACKAGES}", suite, str(archive), *sources)
        engine.imported(archive, _BASE)
    return _BASE


def _secrets(folder: Path) -> dict[str, Path]:
    """This machine's way to the packages, for the build's eyes only."""
    given = {}
    for line in engine.run(sys.executable, "-m", "pip", "config", "list").splitlines():
        name, _, value = line.partition("=")
        given[name.rpartition(".")[2]] = str(ast.literal_eval(value))
    lines = ["[global]"]
    for name in ("index-url", "extra-index-url", "trusted-host"):
        usable = [part for part in given.get(name, "").split() if not part.startswith("file:")]
        lines += [f"{name} = {' '.join(usable)}"] if usable else []
    secrets = {"pip.conf": folder / "pip.conf"}
    certificates = Path(given.get("cert") or ssl.get_default_verify_paths().cafile or "/none")
    if certificates.is_file():
        secrets["ca.pem"] = certificates
        lines.append("cert = /run/secrets/ca.pem")
    secrets["pip.conf"].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return secrets


def _health() -> list[str]:
    image = engine.configuration(_IMAGE)
    found: list[str] = (image.get("Healthcheck") or image["Config"].get("Healthcheck") or {}).get("Test", [])
    return found


def _configuration() -> Iterator[str]:
    config = engine.configuration(_IMAGE)["Config"]
    for name, value in _CONFIGURATION.items():
        if config.get(name) != value:
            yield f"the image's {name} is {config.get(name)!r}, not {value!r}"
    if _health()[:1] != ["CMD"]:
        yield f"the health check must be a command without a shell, not {_health()}"


def _files() -> Iterator[str]:
    with engine.mounted(_IMAGE) as root:
        for kept in ("etc/pip.conf", "run/secrets/ca.pem", "src"):
            if (root / kept).exists():
                yield f"/{kept} of the build is in the image"
        for path in (root / "opt").rglob("*"):
            held = path.lstat()
            if held.st_uid != 0 or (held.st_mode & 0o002 and not path.is_symlink()):
                yield f"/{path.relative_to(root)} can be changed by the server"
        folders = [
            str(root / "opt/llm-backend"),
            *map(str, (root / "opt/venv/lib").glob("python3*/site-packages")),
        ]
        found = {canonicalize_name(i.metadata["Name"]): i for i in distributions(path=folders)}
        for name in sorted(found.keys() - _needed(found)):
            yield f"{name} is installed and nothing needs it"


def _needed(found: dict[NormalizedName, Distribution]) -> set[NormalizedName]:
    """What the project needs, and what that needs."""
    needed: set[NormalizedName] = set()
    open_ends = [Requirement("llm-backend")]
    while open_ends:
        wanted = open_ends.pop()
        name = canonicalize_name(wanted.name)
        extras = wanted.extras or {""}
        if name in found and (name not in needed or wanted.extras):
            needed.add(name)
            for line in found[name].requires or ():
                requirement = Requirement(line)
                marker = requirement.marker
                if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
                    open_ends.append(requirement)
    return needed


def _answers() -> None:
    with engine.volume() as data:
        refused = engine.command(_IMAGE, data, fails=True)
        if "ALLOW_OPEN" not in refused:
            raise engine.EngineError(f"AUTH=open on every address was not refused with its cure: {refused}")
        print(engine.command(_IMAGE, data, "migrate", ALLOW_OPEN="true"))
        with engine.server(_IMAGE, data, ALLOW_OPEN="true") as container:
            process = json.loads(engine.podman("inspect", container))[0]["State"]["Pid"]
            _inside(process, "chat")
            engine.podman("exec", container, *_health()[1:])
            who = engine.podman("exec", container, _PYTHON, "-c", _WHO)
            if who != f"{_USER} False False":
                raise engine.EngineError(f"user, /opt and / writable: {who}")
            _inside(process, "drain")
            code = engine.podman("wait", container)
            if code not in ("0", "143"):
                raise engine.EngineError(f"the server ended with {code} after SIGTERM")


def _inside(process: int, what: str) -> None:
    """The client enters the container's network only."""
    enter = ("nsenter", "--target", str(process), "--net")
    print(engine.run(*enter, sys.executable, "-m", "tests.image.inside", what, str(process)))


if __name__ == "__main__":
    sys.exit(main())
