"""Builds the image from Debian packages, inspects it, runs it confined and chats with it.

Needs root, podman, buildah and mmdebstrap. Uses the machine's package sources and pip configuration; the
image does not contain them.
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
_PERMISSIONS = (
    "import os, pathlib; print(os.getuid(), os.access('/opt/llm-backend', os.W_OK), os.access('/', os.W_OK))"
)


def main() -> int:
    """Returns 0 if the image builds, meets its requirements and answers."""
    parser = argparse.ArgumentParser(prog="nox -s image --", description=__doc__)
    parser.add_argument("--base", help="an existing image with python3 and venv")
    parser.add_argument("--keep", action="store_true", help="do not remove the images")
    options = parser.parse_args()
    try:
        engine.prepare()
        try:
            base = options.base or _create_base()
            with tempfile.TemporaryDirectory() as folder:
                engine.build(_IMAGE, base, _secrets(Path(folder)))
            sizes = [engine.configuration(name)["Size"] / 1e6 for name in (_IMAGE, base)]
            print(f"built: {sizes[0]:.0f} MB, of which the base is {sizes[1]:.0f} MB")
            faults = [*_configuration_faults(), *_file_faults()]
            if not faults:
                _check_running()
        finally:
            if not options.keep:
                engine.remove(_IMAGE, *([] if options.base else [_BASE]))
    except engine.EngineError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(faults) or "the image meets its requirements")
    return 1 if faults else 0


def _create_base() -> str:
    suite = platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    sources = [str(path) for path in _SOURCES if path.is_file()]
    if not suite or not sources:
        raise engine.EngineError("This machine does not run Debian; name a base with --base.")
    with tempfile.TemporaryDirectory() as folder:
        # mmdebstrap writes the archive as another user.
        Path(folder).chmod(0o755)
        archive = Path(folder) / "base.tar"
        engine.run("mmdebstrap", "--variant=minbase", f"--include={_PACKAGES}", suite, str(archive), *sources)
        engine.import_image(archive, _BASE)
    return _BASE


def _secrets(folder: Path) -> dict[str, Path]:
    """This machine's pip configuration and certificates, as secrets of the build."""
    configured = {}
    for line in engine.run(sys.executable, "-m", "pip", "config", "list").splitlines():
        name, _, value = line.partition("=")
        configured[name.rpartition(".")[2]] = str(ast.literal_eval(value))
    lines = ["[global]"]
    for name in ("index-url", "extra-index-url", "trusted-host"):
        usable = [part for part in configured.get(name, "").split() if not part.startswith("file:")]
        lines += [f"{name} = {' '.join(usable)}"] if usable else []
    secrets = {"pip.conf": folder / "pip.conf"}
    certificates = Path(configured.get("cert") or ssl.get_default_verify_paths().cafile or "/none")
    if certificates.is_file():
        secrets["ca.pem"] = certificates
        lines.append("cert = /run/secrets/ca.pem")
    secrets["pip.conf"].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return secrets


def _health() -> list[str]:
    image = engine.configuration(_IMAGE)
    command: list[str] = (image.get("Healthcheck") or image["Config"].get("Healthcheck") or {}).get(
        "Test", []
    )
    return command


def _configuration_faults() -> Iterator[str]:
    config = engine.configuration(_IMAGE)["Config"]
    for name, value in _CONFIGURATION.items():
        if config.get(name) != value:
            yield f"the image's {name} is {config.get(name)!r}, not {value!r}"
    if _health()[:1] != ["CMD"]:
        yield f"the health check must be a command without a shell, not {_health()}"


def _file_faults() -> Iterator[str]:
    with engine.mounted(_IMAGE) as root:
        for leftover in ("etc/pip.conf", "run/secrets/ca.pem", "src"):
            if (root / leftover).exists():
                yield f"the image contains /{leftover} of the build"
        for path in (root / "opt").rglob("*"):
            status = path.lstat()
            if status.st_uid != 0 or (status.st_mode & 0o002 and not path.is_symlink()):
                yield f"the server can change /{path.relative_to(root)}"
        folders = [
            str(root / "opt/llm-backend"),
            *map(str, (root / "opt/venv/lib").glob("python3*/site-packages")),
        ]
        installed = {canonicalize_name(i.metadata["Name"]): i for i in distributions(path=folders)}
        for name in sorted(installed.keys() - _required(installed)):
            yield f"{name} is installed, but not required"


def _required(installed: dict[NormalizedName, Distribution]) -> set[NormalizedName]:
    """The project's direct and transitive dependencies."""
    required: set[NormalizedName] = set()
    queue = [Requirement("llm-backend")]
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        extras = requirement.extras or {""}
        if name in installed and (name not in required or requirement.extras):
            required.add(name)
            for line in installed[name].requires or ():
                dependency = Requirement(line)
                marker = dependency.marker
                if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
                    queue.append(dependency)
    return required


def _check_running() -> None:
    with engine.volume() as data:
        error = engine.command(_IMAGE, data, fails=True)
        if "ALLOW_OPEN" not in error:
            raise engine.EngineError(f"AUTH=open on every address was not rejected with its fix: {error}")
        print(engine.command(_IMAGE, data, "migrate", ALLOW_OPEN="true"))
        with engine.server(_IMAGE, data, ALLOW_OPEN="true") as container:
            process = json.loads(engine.podman("inspect", container))[0]["State"]["Pid"]
            _run_client(process, "chat")
            engine.podman("exec", container, *_health()[1:])
            permissions = engine.podman("exec", container, _PYTHON, "-c", _PERMISSIONS)
            if permissions != f"{_USER} False False":
                raise engine.EngineError(f"user, /opt and / writable: {permissions}")
            _run_client(process, "drain")
            code = engine.podman("wait", container)
            if code not in ("0", "143"):
                raise engine.EngineError(f"the server exited with {code} after SIGTERM")


def _run_client(process: int, action: str) -> None:
    """Runs tests.image.inside in the container's network namespace only."""
    enter = ("nsenter", "--target", str(process), "--net")
    print(engine.run(*enter, sys.executable, "-m", "tests.image.inside", action, str(process)))


if __name__ == "__main__":
    sys.exit(main())
