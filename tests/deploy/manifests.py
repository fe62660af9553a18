"""The overlays' Kubernetes objects, rendered by the kustomize of the locked kubectl."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.contract.json_types import JsonObject

ROOT = Path(__file__).parents[2]
OVERLAYS = ("dev", "prod", "tilt")
NAME = "app.kubernetes.io/name"


@dataclass(frozen=True, slots=True)
class Pod:
    """The pod template of a deployment or a job."""

    owner: str
    kind: str
    labels: Mapping[str, str]
    spec: JsonObject

    @property
    def containers(self) -> list[JsonObject]:
        """The pod's containers, init containers included."""
        return [*self.spec.get("initContainers", []), *self.spec["containers"]]

    @property
    def ours(self) -> bool:
        """Whether it runs our image."""
        return self.labels.get(NAME) == "llm-backend"


class Manifests:
    """The objects of one rendered kustomization."""

    def __init__(self, objects: list[JsonObject]) -> None:
        self.objects = objects

    def of(self, kind: str) -> list[JsonObject]:
        """The objects of a kind."""
        return [item for item in self.objects if item["kind"] == kind]

    def one(self, kind: str, name: str) -> JsonObject:
        """The object of a kind and name."""
        return next(item for item in self.of(kind) if item["metadata"]["name"] == name)

    def pods(self) -> Iterator[Pod]:
        """The pods of deployments and jobs."""
        for item in self.objects:
            if item["kind"] in ("Deployment", "Job"):
                template = item["spec"]["template"]
                yield Pod(
                    item["metadata"]["name"], item["kind"], template["metadata"]["labels"], template["spec"]
                )

    def server(self) -> Pod:
        """The server's pod."""
        return next(pod for pod in self.pods() if pod.owner == "llm-backend")

    def configuration(self, container: JsonObject) -> dict[str, str]:
        """The plain variables of a container's environment: of its config maps, then its own."""
        variables: dict[str, str] = {}
        for source in container.get("envFrom", []):
            variables |= self.one("ConfigMap", source["configMapRef"]["name"])["data"]
        return variables | {i["name"]: i["value"] for i in container.get("env", []) if "value" in i}


def kubectl() -> str:
    """The locked kubectl beside this Python, never another one of the machine."""
    path = Path(sys.executable).parent / "kubectl"
    assert path.is_file(), "kubectl is missing: run make install"
    return str(path)


@functools.cache
def _rendered(folder: str) -> str:
    done = subprocess.run(
        [kubectl(), "kustomize", folder], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    # kustomize reports deprecations on stderr.
    assert done.stderr == "", done.stderr
    return done.stdout


def rendered(folder: str) -> str:
    """The YAML of a kustomization; `folder` is relative to the project's root."""
    return _rendered(folder)


def overlay(name: str) -> Manifests:
    """A copy of an overlay's objects, which a test may change."""
    return Manifests(deepcopy(list(yaml.safe_load_all(rendered(f"k8s/overlays/{name}")))))
