"""The Tiltfile: its calls to Tilt with and without a key, with chatbot-ui's published image and from a
folder.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped] # it has no types
import pytest
import starlark

from app.contract.json_types import JsonObject
from tests.deploy.manifests import ROOT, Manifests
from tests.deploy.rules import RULES
from tests.deploy.tilt import Tilt, evaluated

_KEY = "sk-for-this-test-only"
_ENCODED = base64.b64encode(_KEY.encode()).decode()
_ENVIRONMENTS: dict[str, dict[str, str]] = {
    "no key": {},
    "OPENAI_API_KEY": {"OPENAI_API_KEY": _KEY},
    "OPENAI_KEY_BASE64": {"OPENAI_KEY_BASE64": _ENCODED},
    "both": {"OPENAI_API_KEY": _KEY, "OPENAI_KEY_BASE64": _ENCODED},
    "LOG_LEVEL": {"LOG_LEVEL": "DEBUG"},
}
_CHATBOT_UI = "ghcr.io/mckaywrigley/chatbot-ui"


def _deployment(tilt: Tilt) -> JsonObject:
    deployment: JsonObject = Manifests(tilt.objects).one("Deployment", "llm-backend")
    return deployment


@pytest.mark.parametrize("name", _ENVIRONMENTS)
def test_tiltfile_objects_conform_to_schemas_and_rules(name: str) -> None:
    tilt = evaluated(_ENVIRONMENTS[name])
    for item in tilt.objects:
        kubernetes_validate.validate(item, "1.37", strict=True)
    # The Secret holds the developer's key and is no manifest.
    manifests = Manifests([item for item in tilt.objects if item["kind"] != "Secret"])
    assert {name: list(rule(manifests)) for name, rule in RULES.items()} == {name: [] for name in RULES}


@pytest.mark.parametrize("name", _ENVIRONMENTS)
def test_tiltfile_key_is_in_the_secret_only(name: str) -> None:
    tilt = evaluated(_ENVIRONMENTS[name])
    secrets = [item for item in tilt.objects if item["kind"] == "Secret"]
    values = [item.get("stringData") or item.get("data") for item in secrets]
    expected: dict[str, list[JsonObject]] = {
        "OPENAI_API_KEY": [{"OPENAI_API_KEY": _KEY}],
        "both": [{"OPENAI_API_KEY": _KEY}],
        "OPENAI_KEY_BASE64": [{"OPENAI_API_KEY": _ENCODED}],
    }
    assert values == expected.get(name, [])
    others = [item for item in tilt.objects if item["kind"] != "Secret"]
    assert _KEY not in str(others)
    assert _ENCODED not in str(others)
    # The server's pod reads the key from the Secret and starts without it, too.
    (entry,) = [
        i for i in _deployment(tilt)["spec"]["template"]["spec"]["containers"][0]["env"] if "valueFrom" in i
    ]
    assert entry == {
        "name": "OPENAI_API_KEY",
        "valueFrom": {"secretKeyRef": {"name": "llm-backend", "key": "OPENAI_API_KEY", "optional": True}},
    }
    assert all(item["metadata"]["name"] == "llm-backend" for item in secrets)


def test_tiltfile_other_key_changes_the_pod() -> None:
    def annotations(**environment: str) -> Any:
        return _deployment(evaluated(environment))["spec"]["template"]["metadata"]["annotations"]

    assert annotations(OPENAI_API_KEY="sk-one") == annotations(OPENAI_API_KEY="sk-one")
    assert annotations(OPENAI_API_KEY="sk-one") != annotations(OPENAI_API_KEY="sk-two") != annotations()


def test_tiltfile_log_level_comes_from_the_environment() -> None:
    def level(**environment: str) -> str:
        manifests = Manifests(evaluated(environment).objects)
        return manifests.configuration(manifests.server().spec["containers"][0])["LOG_LEVEL"]

    assert (level(), level(LOG_LEVEL="DEBUG")) == ("INFO", "DEBUG")


def test_tiltfile_unencoded_key_is_rejected_without_its_value() -> None:
    with pytest.raises(starlark.StarlarkError, match="OPENAI_KEY_BASE64 holds a key as it is") as raised:
        evaluated({"OPENAI_KEY_BASE64": _KEY})
    assert _KEY not in str(raised.value)


def test_tiltfile_resources_exist_and_forward_ports() -> None:
    tilt = evaluated({"OPENAI_API_KEY": _KEY})
    assert {name: resource["ports"] for name, resource in tilt.resources.items()} == {
        "llm-backend": [8080],
        "chatbot-ui": [3000],
    }
    workloads = {item["metadata"]["name"] for item in tilt.objects if item["kind"] == "Deployment"}
    objects = {f"{item['metadata']['name']}:{item['kind'].lower()}" for item in tilt.objects}
    assert tilt.resources.keys() == workloads
    for resource in tilt.resources.values():
        assert set(resource["after"]) <= workloads
        assert set(resource["objects"]) <= objects
    ports = {
        port["containerPort"]
        for item in tilt.objects
        if item["kind"] == "Deployment"
        for port in item["spec"]["template"]["spec"]["containers"][0]["ports"]
    }
    assert ports == {8080, 3000}


def test_tiltfile_image_is_built_and_updated_in_place() -> None:
    tilt = evaluated()
    assert tilt.builds.keys() == {"llm-backend"}
    build = tilt.builds["llm-backend"]
    assert build.dockerfile == ROOT / "Dockerfile"
    pod = Manifests(tilt.objects).server()
    server = pod.spec["containers"][0]
    assert server["image"].partition(":")[0] == "llm-backend"
    # The update writes to a volume: the container's root is read-only.
    mounts = {mount["mountPath"]: mount["name"] for mount in server["volumeMounts"]}
    targets = [(step.files, step.target) for step in build.steps if step.kind == "sync"]
    package = "/opt/llm-backend/llm_backend"
    assert targets == [(["app"], f"{package}/app"), (["generated"], f"{package}/generated")]
    assert mounts["/opt/llm-backend"] == "live"
    (copy,) = [c for c in pod.spec["initContainers"] if c["name"] == "copy"]
    assert [mount["name"] for mount in copy["volumeMounts"]] == ["live"]
    # The container's first process restarts the server on SIGHUP.
    assert server["command"][1] == "/opt/live/live.py"
    assert "os.kill(1, signal.SIGHUP)" in build.steps[-1].command[-1]


def test_tiltfile_chatbot_ui_folder_is_built(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    tilt = evaluated(chatbot_ui=str(tmp_path))
    assert tilt.builds[_CHATBOT_UI].context == str(tmp_path)
    images = [
        c["image"] for p in Manifests(tilt.objects).pods() if p.owner == "chatbot-ui" for c in p.containers
    ]
    # Tilt replaces an image of that name with its build.
    assert [image.rpartition(":")[0] for image in images] == [_CHATBOT_UI]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'k8s/overlays/tilt'", "'k8s/overlays/local'"),
        ("sync('app',", "sync('source',"),
        ("'/opt/llm-backend/llm_backend/app'", "'app'"),
        ("'requirements/run.txt'", "'requirements.txt'"),
        ("docker_build(\n    'llm-backend',", "docker_build(\n    image='llm-backend',"),
        ("encode_yaml(secret)", "str(secret)"),
        ("config.define_string('chatbot-ui'", "config.define_string('ui'"),
    ],
)
def test_tiltfile_invalid_call_is_rejected(tmp_path: Path, old: str, new: str) -> None:
    text = (ROOT / "Tiltfile").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    tilt = Tilt({"OPENAI_API_KEY": _KEY}, {"chatbot-ui": str(tmp_path)})
    with pytest.raises(starlark.StarlarkError):
        tilt.evaluate(text.replace(old, new))
