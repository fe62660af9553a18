"""podman and buildah, as they run where there is no systemd and no bridge: runc, cgroupfs, a container without a network."""

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
# Higher limits than these are refused by runc on small machines.
_LIMITS = ((resource.RLIMIT_NOFILE, 8192), (resource.RLIMIT_NPROC, 4096))
_PODMAN = ("podman", "--log-level", "fatal", "--cgroup-manager", "cgroupfs", "--runtime", "runc")
# What the image promises to need: nothing but its volume, no privilege, no network, and a shell that cannot be run.
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
    """A command of the engine failed, or a tool is not there; the message says which."""


def ready() -> None:
    """Raises EngineError with the cure if a tool is missing; lowers the limits of this process."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise EngineError(
            f"{', '.join(missing)} must be installed; on Debian: "
            "apt-get install buildah podman runc crun netavark aardvark-dns slirp4netns mmdebstrap"
        )
    for limit, most in _LIMITS:
        soft, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (_least(soft, most), _least(hard, most)))


def _least(given: int, most: int) -> int:
    return most if given == resource.RLIM_INFINITY else min(given, most)


def run(*command: str, fails: bool = False) -> str:
    """What the command wrote; EngineError if it fails, or if it `fails` not."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if (done.returncode != 0) != fails:
        told = f"{done.stdout}\n{done.stderr}".strip()[-4000:]
        raise EngineError(f"{' '.join(command)} ended with {done.returncode}:\n{told}")
    return done.stdout.strip() if not fails else done.stdout + done.stderr


def podman(*arguments: str, fails: bool = False) -> str:
    """What podman wrote."""
    return run(*_PODMAN, *arguments, fails=fails)


def imported(archive: Path, name: str) -> None:
    """A root file system as an image."""
    podman("import", "--quiet", str(archive), name)


def built(name: str, base: str, secrets: dict[str, Path]) -> None:
    """The Dockerfile of the current folder; the secrets are files that its steps see and no layer keeps."""
    given = [part for key, path in secrets.items() for part in ("--secret", f"id={key},src={path}")]
    run(
        *("buildah", "build", "--format", "docker", "--isolation", "chroot", "--network", "host"),
        *("--build-arg", f"BASE={base}", *given, "--tag", name, "."),
    )


def removed(*images: str) -> None:
    """Those of the images that are there."""
    for image in images:
        if subprocess.run([*_PODMAN, "image", "exists", image], check=False).returncode == 0:
            podman("rmi", "--force", image)


def configuration(image: str) -> dict[str, Any]:
    """The image as the engine describes it."""
    found: dict[str, Any] = json.loads(podman("image", "inspect", image))[0]
    return found


@contextlib.contextmanager
def mounted(image: str) -> Iterator[Path]:
    """The image's files."""
    try:
        yield Path(podman("image", "mount", image))
    finally:
        podman("image", "umount", image)


@contextlib.contextmanager
def volume() -> Iterator[str]:
    """A fresh volume's name."""
    name = podman("volume", "create")
    try:
        yield name
    finally:
        podman("volume", "rm", "--force", name)


def command(image: str, data: str, *arguments: str, fails: bool = False, **environment: str) -> str:
    """Runs the program once in a confined container; what it wrote."""
    return podman("run", "--rm", *_run_options(data, environment), image, *arguments, fails=fails)


@contextlib.contextmanager
def server(image: str, data: str, **environment: str) -> Iterator[str]:
    """A confined container that serves; it is removed with the block."""
    container = podman("run", "--detach", *_run_options(data, environment), image)
    try:
        yield container
    except Exception as error:
        raise EngineError(f"{error}\nThe server's log:\n{podman('logs', container)}") from error
    finally:
        podman("rm", "--force", "--time", "1", container)


def _run_options(data: str, environment: dict[str, str]) -> list[str]:
    given = [part for name, value in environment.items() for part in ("--env", f"{name}={value}")]
    return [*_CONFINED, "--volume", f"{data}:/data", *given]
