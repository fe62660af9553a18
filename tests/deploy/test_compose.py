"""`compose.yaml` without a container engine: its services against our rules, each with a violation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml

from app.settings import fields, load
from tests.deploy.manifests import ROOT

_COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
_VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
_OURS = f"llm-backend:{_VERSION}"
_SETTINGS = {field.name.upper() for field in fields()}
_SECRET = re.compile(r"PASSWORD|KEY|PEPPER")
_KEYS = {
    "image", "build", "command", "environment", "ports", "volumes", "networks", "depends_on", "healthcheck",
    "read_only", "cap_drop", "security_opt", "restart", "stop_grace_period",
}  # fmt: skip


def _variables(service: dict[str, Any]) -> dict[str, str]:
    """The environment as it is with a password in .env and nothing else."""
    pattern = re.compile(r"\$\{\w+:([-?])([^}]*)\}")
    return {
        name: pattern.sub(lambda found: found[2] if found[1] == "-" else "canary", value)
        for name, value in service.get("environment", {}).items()
    }


def _seconds(text: str) -> int:
    return int(text.removesuffix("s"))


def _problems(compose: dict[str, Any]) -> Iterator[str]:
    services = compose["services"]
    for name, service in services.items():
        yield from (f"{name}: unknown key {key}" for key in service.keys() - _KEYS)
        yield from _of_image(name, service)
        for port in service.get("ports", []):
            if not re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port):
                yield f"{name}: the port {port} is open to the network"
        for variable, value in service.get("environment", {}).items():
            if _SECRET.search(variable) and not value.startswith("${"):
                yield f"{name}: the secret {variable} is in plain text"
        if "no-new-privileges:true" not in service.get("security_opt", []):
            yield f"{name}: it may gain privileges"
        if service["restart"] != "no" and "healthcheck" not in service:
            yield f"{name}: it has no health check"
        yield from _of_dependencies(name, service, services)
        yield from _of_names(name, service, compose)
        if service["image"] == _OURS:
            yield from _of_ours(name, service)


def _of_image(name: str, service: dict[str, Any]) -> Iterator[str]:
    repository, _, tag = service["image"].partition(":")
    build = service.get("build", ".")
    if repository == "llm-backend":
        if tag != _VERSION:
            yield f"{name}: the image's tag is not the version"
    elif "build" in service:
        if not re.search(r"#[0-9a-f]{40}$", build):
            yield f"{name}: what is built is not pinned"
    elif not re.fullmatch(r"\d+\.\d+\S*", tag):
        yield f"{name}: the image is not pinned"


def _of_dependencies(name: str, service: dict[str, Any], services: dict[str, Any]) -> Iterator[str]:
    for other, how in service.get("depends_on", {}).items():
        needed = services.get(other, {})
        is_job = needed.get("restart") == "no"
        if how["condition"] != ("service_completed_successfully" if is_job else "service_healthy"):
            yield f"{name}: it does not wait until {other} is ready"


def _of_names(name: str, service: dict[str, Any], compose: dict[str, Any]) -> Iterator[str]:
    for volume in service.get("volumes", []):
        if volume.partition(":")[0] not in compose["volumes"]:
            yield f"{name}: the volume of {volume} does not exist"
    for network in service["networks"]:
        if network not in compose["networks"]:
            yield f"{name}: the network {network} does not exist"


def _of_ours(name: str, service: dict[str, Any]) -> Iterator[str]:
    variables = _variables(service)
    unknown = variables.keys() - _SETTINGS - {"PGPASSWORD"}
    yield from (f"{name}: {variable} is no setting" for variable in unknown)
    given = {key: value for key, value in variables.items() if key in _SETTINGS}
    # The image listens on every address.
    settings = load({"HOST": "0.0.0.0", **given}) if "ports" in service else load(given)
    if not service.get("read_only") or service.get("cap_drop") != ["ALL"]:
        yield f"{name}: it is not confined"
    if (
        "stop_grace_period" in service
        and _seconds(service["stop_grace_period"]) < settings.drain_seconds + 20
    ):
        yield f"{name}: it is killed while it drains"
    if "ports" in service and name not in settings.allowed_hosts:
        yield f"{name}: it refuses its own name"


def test_compose_file_follows_the_rules() -> None:
    assert list(_problems(_COMPOSE)) == []


def _set(*path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(compose: dict[str, Any]) -> None:
        node = compose["services"]
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("problem", "change"),
    [
        ("unknown key", _set("server", "privileged", value=True)),
        ("not pinned", _set("database", "image", value="postgres:latest")),
        ("not pinned", _set("chatbot-ui", "build", value="https://github.com/x/y.git#main")),
        ("not the version", _set("server", "image", value="llm-backend:latest")),
        ("open to the network", _set("server", "ports", value=["8080:8080"])),
        ("open to the network", _set("chatbot-ui", "ports", value=["0.0.0.0:3000:3000"])),
        ("plain text", _set("database", "environment", "POSTGRES_PASSWORD", value="postgres")),
        ("gain privileges", _set("database", "security_opt", value=[])),
        ("no health check", lambda compose: compose["services"]["server"].pop("healthcheck")),
        ("ready", _set("migrate", "depends_on", "database", "condition", value="service_started")),
        ("ready", _set("server", "depends_on", value={"migrate": {"condition": "service_healthy"}})),
        ("volume", _set("server", "volumes", value=["other:/data"])),
        ("network", _set("server", "networks", value=["other"])),
        ("no setting", _set("server", "environment", "RETAIN", value="1")),
        ("confined", _set("server", "read_only", value=False)),
        ("drains", _set("server", "environment", "DRAIN_SECONDS", value="80")),
        ("own name", _set("server", "environment", "ALLOWED_HOSTS", value="")),
    ],
)
def test_compose_rule_reports_a_violation(problem: str, change: Callable[[dict[str, Any]], None]) -> None:
    compose = deepcopy(_COMPOSE)
    change(compose)
    assert problem in "\n".join(_problems(compose))


def test_compose_services_reach_each_other() -> None:
    services = _COMPOSE["services"]
    ui, server, database = services["chatbot-ui"], services["server"], services["database"]
    assert ui["environment"]["OPENAI_API_HOST"] == "http://server:8080"
    assert set(ui["networks"]) & set(server["networks"])
    # The UI has no way to the database.
    assert not set(ui["networks"]) & set(database["networks"])
    url = f"postgresql://{database['environment']['POSTGRES_USER']}@database:5432/llm_backend"
    assert services["migrate"]["environment"]["DATABASE_URL"] == server["environment"]["DATABASE_URL"] == url
    assert services["migrate"]["command"] == ["migrate"]


def test_compose_secrets_file_is_not_committed() -> None:
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
