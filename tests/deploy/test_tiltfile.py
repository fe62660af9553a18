"""`tilt up`: what the Tiltfile asks of Tilt, with and without a key, with chatbot-ui published and from a folder."""

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
_WAYS: dict[str, dict[str, str]] = {
    "no key": {},
    "OPENAI_API_KEY": {"OPENAI_API_KEY": _KEY},
    "OPENAI_KEY_BASE64": {"OPENAI_KEY_BASE64": _ENCODED},
    "both": {"OPENAI_API_KEY": _KEY, "OPENAI_KEY_BASE64": _ENCODED},
    "LOG_LEVEL": {"LOG_LEVEL": "DEBUG"},
}
_CHATBOT_UI = "ghcr.io/mckaywrigley/chatbot-ui"


def _deployment(tilt: Tilt) -> JsonObject:
    found: JsonObject = Manifests(tilt.objects).one("Deployment", "llm-backend")
    return found


@pytest.mark.parametrize("way", _WAYS)
def test_every_manifest_is_valid_and_keeps_our_rules(way: str) -> None:
    tilt = evaluated(_WAYS[way])
    for found in tilt.objects:
        kubernetes_validate.validate(found, "1.37", strict=True)
    # The Secret is the developer's own, and goes to the cluster only.
    known = Manifests([found for found in tilt.objects if found["kind"] != "Secret"])
    assert {name: list(rule(known)) for name, rule in RULES.items()} == {name: [] for name in RULES}


@pytest.mark.parametrize("way", _WAYS)
def test_the_key_reaches_the_secret_and_nothing_else(way: str) -> None:
    tilt = evaluated(_WAYS[way])
    secrets = [found for found in tilt.objects if found["kind"] == "Secret"]
    values = [found.get("stringData") or found.get("data") for found in secrets]
    expected: dict[str, list[JsonObject]] = {
        "OPENAI_API_KEY": [{"OPENAI_API_KEY": _KEY}],
        "both": [{"OPENAI_API_KEY": _KEY}],
        "OPENAI_KEY_BASE64": [{"OPENAI_API_KEY": _ENCODED}],
    }
    assert values == expected.get(way, [])
    others = [found for found in tilt.objects if found["kind"] != "Secret"]
    assert _KEY not in str(others)
    assert _ENCODED not in str(others)
    # Where the server's pod looks for it, and without which it starts all the same.
    (entry,) = [
        i for i in _deployment(tilt)["spec"]["template"]["spec"]["containers"][0]["env"] if "valueFrom" in i
    ]
    assert entry == {
        "name": "OPENAI_API_KEY",
        "valueFrom": {"secretKeyRef": {"name": "llm-backend", "key": "OPENAI_API_KEY", "optional": True}},
    }
    assert all(found["metadata"]["name"] == "llm-backend" for found in secrets)


def test_another_key_is_another_pod() -> None:
    def annotations(**environment: str) -> Any:
        return _deployment(evaluated(environment))["spec"]["template"]["metadata"]["annotations"]

    assert annotations(OPENAI_API_KEY="sk-one") == annotations(OPENAI_API_KEY="sk-one")
    assert annotations(OPENAI_API_KEY="sk-one") != annotations(OPENAI_API_KEY="sk-two") != annotations()


def test_the_log_level_is_the_callers() -> None:
    def level(**environment: str) -> str:
        given = Manifests(evaluated(environment).objects)
        return given.configuration(given.server().spec["containers"][0])["LOG_LEVEL"]

    assert (level(), level(LOG_LEVEL="DEBUG")) == ("INFO", "DEBUG")


def test_a_key_that_is_not_encoded_is_refused_without_being_shown() -> None:
    with pytest.raises(starlark.StarlarkError, match="OPENAI_KEY_BASE64 holds a key as it is") as told:
        evaluated({"OPENAI_KEY_BASE64": _KEY})
    assert _KEY not in str(told.value)


def test_both_are_forwarded_and_every_resource_is_there() -> None:
    tilt = evaluated({"OPENAI_API_KEY": _KEY})
    assert {name: given["ports"] for name, given in tilt.resources.items()} == {
        "llm-backend": [8080],
        "chatbot-ui": [3000],
    }
    workloads = {found["metadata"]["name"] for found in tilt.objects if found["kind"] == "Deployment"}
    there = {f"{found['metadata']['name']}:{found['kind'].lower()}" for found in tilt.objects}
    assert tilt.resources.keys() == workloads
    for given in tilt.resources.values():
        assert set(given["after"]) <= workloads
        assert set(given["objects"]) <= there
    ports = {
        port["containerPort"]
        for found in tilt.objects
        if found["kind"] == "Deployment"
        for port in found["spec"]["template"]["spec"]["containers"][0]["ports"]
    }
    assert ports == {8080, 3000}


def test_our_image_is_built_and_updated_in_place() -> None:
    tilt = evaluated()
    assert tilt.builds.keys() == {"llm-backend"}
    build = tilt.builds["llm-backend"]
    assert build.dockerfile == ROOT / "Dockerfile"
    pod = Manifests(tilt.objects).server()
    server = pod.spec["containers"][0]
    assert server["image"].partition(":")[0] == "llm-backend"
    # What is written to in the running container is a volume: its root stays as it is.
    mounts = {mount["mountPath"]: mount["name"] for mount in server["volumeMounts"]}
    targets = [(step.files, step.target) for step in build.steps if step.kind == "sync"]
    assert targets == [(["app"], "/opt/llm-backend/app"), (["generated"], "/opt/llm-backend/generated")]
    assert mounts["/opt/llm-backend"] == "live"
    (copy,) = [c for c in pod.spec["initContainers"] if c["name"] == "copy"]
    assert [mount["name"] for mount in copy["volumeMounts"]] == ["live"]
    # The first process is the one that starts the server anew.
    assert server["command"][1] == "/opt/live/live.py"
    assert "os.kill(1, signal.SIGHUP)" in build.steps[-1].command[-1]


def test_chatbot_ui_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    tilt = evaluated(chatbot_ui=str(tmp_path))
    assert tilt.builds[_CHATBOT_UI].context == str(tmp_path)
    images = [
        c["image"] for p in Manifests(tilt.objects).pods() if p.owner == "chatbot-ui" for c in p.containers
    ]
    # Tilt puts what it builds where an image of that name is.
    assert [image.rpartition(":")[0] for image in images] == [_CHATBOT_UI]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'k8s/overlays/tilt'", "'k8s/overlays/local'"),
        ("sync('app',", "sync('source',"),
        ("'/opt/llm-backend/app'", "'app'"),
        ("'requirements/run.txt'", "'requirements.txt'"),
        ("docker_build(\n    'llm-backend',", "docker_build(\n    image='llm-backend',"),
        ("encode_yaml(secret)", "str(secret)"),
        ("config.define_string('chatbot-ui'", "config.define_string('ui'"),
    ],
)
def test_what_tilt_would_refuse_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = (ROOT / "Tiltfile").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    tilt = Tilt({"OPENAI_API_KEY": _KEY}, {"chatbot-ui": str(tmp_path)})
    with pytest.raises(starlark.StarlarkError):
        tilt.evaluate(text.replace(old, new))
