"""What Kubernetes would be given: the overlays, rendered by the kustomize of the locked kubectl."""

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
    """A pod that some manifest makes."""

    owner: str
    kind: str
    labels: Mapping[str, str]
    spec: JsonObject

    @property
    def containers(self) -> list[JsonObject]:
        """Those that start it too."""
        return [*self.spec.get("initContainers", []), *self.spec["containers"]]

    @property
    def ours(self) -> bool:
        """Whether it runs our image."""
        return self.labels.get(NAME) == "llm-backend"


class Manifests:
    """The objects of one rendering."""

    def __init__(self, objects: list[JsonObject]) -> None:
        self.objects = objects

    def of(self, kind: str) -> list[JsonObject]:
        """Those of a kind."""
        return [found for found in self.objects if found["kind"] == kind]

    def one(self, kind: str, name: str) -> JsonObject:
        """The one of that name."""
        return next(found for found in self.of(kind) if found["metadata"]["name"] == name)

    def pods(self) -> Iterator[Pod]:
        """Of deployments and jobs."""
        for found in self.objects:
            if found["kind"] in ("Deployment", "Job"):
                template = found["spec"]["template"]
                yield Pod(
                    found["metadata"]["name"], found["kind"], template["metadata"]["labels"], template["spec"]
                )

    def server(self) -> Pod:
        """Our server's."""
        return next(pod for pod in self.pods() if pod.owner == "llm-backend")

    def configuration(self, container: JsonObject) -> dict[str, str]:
        """What a container's environment says in plain: its config maps, then its own values."""
        found: dict[str, str] = {}
        for source in container.get("envFrom", []):
            found |= self.one("ConfigMap", source["configMapRef"]["name"])["data"]
        return found | {i["name"]: i["value"] for i in container.get("env", []) if "value" in i}


def kubectl() -> str:
    """The locked one, beside this Python; never another that the machine may have, and never none."""
    path = Path(sys.executable).parent / "kubectl"
    assert path.is_file(), "kubectl is missing: make install brings it"
    return str(path)


@functools.cache
def _rendered(folder: str) -> str:
    done = subprocess.run(
        [kubectl(), "kustomize", folder], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    # kustomize tells on stderr what it will no longer do in its next version.
    assert done.stderr == "", done.stderr
    return done.stdout


def rendered(folder: str) -> str:
    """The YAML of a kustomization, given from the project's root."""
    return _rendered(folder)


def overlay(name: str) -> Manifests:
    """A fresh copy, so that a test may break it."""
    return Manifests(deepcopy(list(yaml.safe_load_all(rendered(f"k8s/overlays/{name}")))))
