"""podman and buildah without systemd and without a bridge: runc, cgroupfs, containers without a network."""

from __future__ import annotations

import contextlib
import json
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOOLS = ("buildah", "podman", "runc", "mmdebstrap", "nsenter")
# runc rejects higher limits on small machines.
_LIMITS = ((resource.RLIMIT_NOFILE, 8192), (resource.RLIMIT_NPROC, 4096))
_PODMAN = ("podman", "--log-level", "fatal", "--cgroup-manager", "cgroupfs", "--runtime", "runc")
# The image must run with its volume only: read-only, without privileges, a network or a shell.
_CONFINED: tuple[str, ...] = (
    "--read-only",
    "--read-only-tmpfs=false",
    "--cap-drop",
    "all",
    "--security-opt",
    "no-new-privileges",
)
_CONFINED += ("--network", "none", "--no-healthcheck", "--volume", "/dev/null:/bin/sh:ro")


class EngineError(Exception):
    """A command of the engine failed or a tool is missing; the message names it."""


def prepare() -> None:
    """Raises EngineError with the fix if a tool is missing; lowers the limits of this process."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise EngineError(
            f"{', '.join(missing)} must be installed; on Debian: "
            "apt-get install buildah podman runc crun netavark aardvark-dns slirp4netns mmdebstrap"
        )
    for limit, maximum in _LIMITS:
        soft, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (_at_most(soft, maximum), _at_most(hard, maximum)))


def _at_most(value: int, maximum: int) -> int:
    return maximum if value == resource.RLIM_INFINITY else min(value, maximum)


def run(*command: str, fails: bool = False) -> str:
    """The command's output; raises EngineError if it fails, or if it succeeds although it must fail
    (`fails`).
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if (done.returncode != 0) != fails:
        output = f"{done.stdout}\n{done.stderr}".strip()[-4000:]
        raise EngineError(f"{' '.join(command)} exited with {done.returncode}:\n{output}")
    return done.stdout.strip() if not fails else done.stdout + done.stderr


def podman(*arguments: str, fails: bool = False) -> str:
    """Runs podman; see `run`."""
    return run(*_PODMAN, *arguments, fails=fails)


def import_image(archive: Path, name: str) -> None:
    """Imports a root file system as an image."""
    podman("import", "--quiet", str(archive), name)


def build(name: str, base: str, secrets: dict[str, Path]) -> None:
    """Builds the Dockerfile of the current folder; `secrets` are files for its steps, which no layer
    contains.
    """
    options = [part for key, path in secrets.items() for part in ("--secret", f"id={key},src={path}")]
    run(
        *("buildah", "build", "--format", "docker", "--isolation", "chroot", "--network", "host"),
        *("--build-arg", f"BASE={base}", *options, "--tag", name, "."),
    )


def remove(*images: str) -> None:
    """Removes the images that exist."""
    for image in images:
        if subprocess.run([*_PODMAN, "image", "exists", image], check=False).returncode == 0:
            podman("rmi", "--force", image)


def configuration(image: str) -> dict[str, Any]:
    """The engine's description of an image."""
    description: dict[str, Any] = json.loads(podman("image", "inspect", image))[0]
    return description


@contextlib.contextmanager
def mounted(image: str) -> Iterator[Path]:
    """Mounts an image's files until the block ends."""
    try:
        yield Path(podman("image", "mount", image))
    finally:
        podman("image", "umount", image)


@contextlib.contextmanager
def volume() -> Iterator[str]:
    """The name of a new volume, which is removed at the end."""
    name = podman("volume", "create")
    try:
        yield name
    finally:
        podman("volume", "rm", "--force", name)


def command(image: str, data: str, *arguments: str, fails: bool = False, **environment: str) -> str:
    """Runs the program once in a confined container and returns its output."""
    return podman("run", "--rm", *_run_options(data, environment), image, *arguments, fails=fails)


@contextlib.contextmanager
def server(image: str, data: str, **environment: str) -> Iterator[str]:
    """A confined container that serves until the block ends."""
    container = podman("run", "--detach", *_run_options(data, environment), image)
    try:
        yield container
    except Exception as error:
        raise EngineError(f"{error}\nThe server's log:\n{podman('logs', container)}") from error
    finally:
        podman("rm", "--force", "--time", "1", container)


def _run_options(data: str, environment: dict[str, str]) -> list[str]:
    variables = [part for name, value in environment.items() for part in ("--env", f"{name}={value}")]
    return [*_CONFINED, "--volume", f"{data}:/data", *variables]
