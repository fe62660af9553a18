"""Evaluates the Tiltfile with stand-ins for Tilt's built-ins, which validate and record their arguments.

Their parameters are those of Tilt's API; a call that Tilt rejects fails here, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import starlark
import yaml

from tests.deploy.manifests import ROOT, rendered

_NAMESPACES = """
os = struct(getenv = _getenv)
config = struct(define_string = _define_string, parse = _parse)
"""


@dataclass(frozen=True, slots=True)
class Blob:
    """Text as content; Tilt takes a plain string for a path."""

    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a live update; `files` are paths of this machine."""

    kind: str
    files: list[str] = field(default_factory=list)
    target: str = ""
    command: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Build:
    """A call of `docker_build`."""

    context: str
    dockerfile: Path
    steps: list[Step]


@dataclass(slots=True)
class Tilt:
    """The recorded calls of a Tiltfile."""

    environment: Mapping[str, str]
    arguments: Mapping[str, str]
    builds: dict[str, Build] = field(default_factory=dict)
    objects: list[dict[str, Any]] = field(default_factory=list)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)

    def evaluate(self, text: str) -> None:
        """Runs the Tiltfile; raises starlark.StarlarkError for a call that Tilt rejects."""
        module = starlark.Module()
        for name in ("docker_build", "fall_back_on", "sync", "run", "kustomize", "fail"):
            module.add_callable(name, getattr(self, f"_{name}"))
        for name in ("decode_yaml_stream", "encode_yaml_stream", "encode_yaml", "k8s_yaml", "k8s_resource"):
            module.add_callable(name, getattr(self, f"_{name}"))
        for name in ("getenv", "define_string", "parse"):
            module.add_callable(f"_{name}", getattr(self, f"_{name}"))
        dialect = starlark.Dialect.extended()
        with_struct = starlark.Globals.extended_by([starlark.LibraryExtension.StructType])
        starlark.eval(module, starlark.parse("namespaces", _NAMESPACES, dialect), with_struct)
        starlark.eval(module, starlark.parse("Tiltfile", text, dialect), starlark.Globals.standard())

    def _getenv(self, name: str, default: str | None = None) -> str | None:
        return self.environment.get(name, default)

    def _define_string(self, name: str, args: bool = False, usage: str = "") -> None:
        del args, usage
        self.defined.add(name)

    def _parse(self) -> dict[str, str]:
        unknown = self.arguments.keys() - self.defined
        if unknown:
            raise ValueError(f"unknown arguments: {unknown}")
        return dict(self.arguments)

    def _fail(self, message: str) -> None:
        raise ValueError(message)

    def _docker_build(
        self, ref: str, context: str, *, dockerfile: str = "Dockerfile", live_update: list[Any] | None = None
    ) -> None:
        steps: list[Step] = list(live_update or [])
        kinds = [step.kind for step in steps]
        if kinds != sorted(kinds, key=("fall_back_on", "sync", "run").index):
            raise ValueError(f"live_update must fall back first, then sync, then run: {kinds}")
        folder = ROOT / context
        if ref in self.builds:
            raise ValueError(f"{ref} is built twice")
        self.builds[ref] = Build(context, _existing(folder / dockerfile), steps)
        for step in steps:
            for path in step.files:
                if folder not in (_existing(ROOT / path), *(ROOT / path).parents):
                    raise ValueError(f"{path} is outside of {context}")

    def _fall_back_on(self, files: str | list[str]) -> Any:
        return starlark.OpaquePythonObject(Step("fall_back_on", [files] if isinstance(files, str) else files))

    def _sync(self, local_path: str, remote_path: str) -> Any:
        if not remote_path.startswith("/"):
            raise ValueError(f"{remote_path} is not absolute")
        return starlark.OpaquePythonObject(Step("sync", [local_path], remote_path))

    def _run(self, cmd: str | list[str]) -> Any:
        if isinstance(cmd, str):
            raise ValueError("a string would need a shell in the image")
        return starlark.OpaquePythonObject(Step("run", command=cmd))

    def _kustomize(self, pathToDir: str) -> Any:
        _existing(ROOT / pathToDir / "kustomization.yaml")
        return starlark.OpaquePythonObject(Blob(rendered(pathToDir)))

    def _decode_yaml_stream(self, yaml: Any) -> list[Any]:
        return _decoded(yaml)

    def _encode_yaml_stream(self, objects: list[Any]) -> Any:
        return starlark.OpaquePythonObject(Blob(yaml.safe_dump_all(objects)))

    def _encode_yaml(self, obj: Any) -> Any:
        return starlark.OpaquePythonObject(Blob(yaml.safe_dump(obj)))

    def _k8s_yaml(self, yaml: Any, allow_duplicates: bool = False) -> None:
        del allow_duplicates
        if not isinstance(yaml, Blob):
            raise ValueError("a string is a path for k8s_yaml")
        self.objects += _decoded(yaml)

    def _k8s_resource(
        self,
        workload: str = "",
        *,
        port_forwards: list[int] | None = None,
        resource_deps: list[str] | None = None,
        objects: list[str] | None = None,
        labels: list[str] | None = None,
    ) -> None:
        resource = {"ports": port_forwards or [], "after": resource_deps or [], "objects": objects or []}
        self.resources[workload] = resource | {"labels": labels or []}


def _decoded(blob: Blob) -> list[Any]:
    return list(yaml.safe_load_all(blob.text))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ValueError(f"{path} does not exist")
    return path.resolve()


def evaluated(environment: Mapping[str, str] | None = None, **arguments: str) -> Tilt:
    """The evaluated Tiltfile of the project, with environment variables and arguments after `--`."""
    named = {name.replace("_", "-"): value for name, value in arguments.items()}
    tilt = Tilt(environment or {}, named)
    tilt.evaluate((ROOT / "Tiltfile").read_text(encoding="utf-8"))
    return tilt
