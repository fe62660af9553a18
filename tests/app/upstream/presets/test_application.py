"""Presets in the configuration: named, by the URL's host, and what the entry has before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings, SettingsError
from app.upstream.presets.table import PRESETS
from app.upstream.upstream_config import UpstreamConfig
from app.upstream.upstream_loader import load_upstreams
from tests.support.server import settings


def _entry(folder: Path, *lines: str) -> UpstreamConfig:
    file = folder / "upstreams.toml"
    file.write_text("\n".join(["[[upstream]]", 'name = "a"', *lines]), encoding="utf-8")
    (config,) = load_upstreams(settings(upstreams_file=str(file)), {"KEY": "k"})
    return config


def _of(given: Settings) -> UpstreamConfig:
    (config,) = load_upstreams(given, {})
    return config


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "azure"])
def test_preset_alone_has_the_usual_url(tmp_path: Path, name: str) -> None:
    config = _entry(tmp_path, f'preset = "{name}"')
    assert config.url == PRESETS[name].url
    assert config.options["preset"] == name
    by_setting = _of(settings(upstream_preset=name))
    assert (by_setting.url, by_setting.options["preset"]) == (config.url, name)


@pytest.mark.parametrize(
    ("url", "name", "base"),
    [
        ("https://api.openai.com", "openai", "https://api.openai.com/v1"),
        ("https://acme.openai.azure.com", "azure", "https://acme.openai.azure.com/openai/v1"),
        ("https://acme.services.ai.azure.com/openai/v1/", "azure", "https://acme.services.ai.azure.com/openai/v1"),
        (
            "https://generativelanguage.googleapis.com",
            "gemini",
            "https://generativelanguage.googleapis.com/v1beta/openai",
        ),
        ("https://api.anthropic.com/v1/", "anthropic", "https://api.anthropic.com/v1"),
        ("https://openrouter.ai", "openrouter", "https://openrouter.ai/api/v1"),
        ("https://api.groq.com/openai/v1", "groq", "https://api.groq.com/openai/v1"),
        ("https://api.mistral.ai", "mistral", "https://api.mistral.ai/v1"),
        ("https://api.deepseek.com", "deepseek", "https://api.deepseek.com/v1"),
        ("https://api.deepseek.com/beta", "deepseek", "https://api.deepseek.com/beta"),
    ],
)  # fmt: skip
def test_url_of_a_known_host_has_its_preset(tmp_path: Path, url: str, name: str, base: str) -> None:
    for config in (_entry(tmp_path, f'url = "{url}"'), _of(settings(upstream_url=url))):
        assert (config.options["preset"], config.url) == (name, base)


@pytest.mark.parametrize("host", ["api.openai.com.example.org", "notgroq.com", "127.0.0.1:11434"])
def test_url_of_another_host_has_no_preset(tmp_path: Path, host: str) -> None:
    config = _entry(tmp_path, f'url = "http://{host}"')
    assert config.options == {"responses": "chat", "key_source": "key_env, which it does not have"}


def test_preset_none_leaves_a_known_host_without(tmp_path: Path) -> None:
    config = _entry(tmp_path, 'url = "https://api.mistral.ai"', 'preset = "none"')
    assert "adaptation" not in config.options
    assert config.options["responses"] == "chat"


def test_entry_has_precedence_over_its_preset(tmp_path: Path) -> None:
    lines = (
        'preset = "mistral"',
        'url = "http://h/api"',
        'unknown_fields = "refuse"',
        'responses = "native"',
    )
    config = _entry(tmp_path, *lines)
    assert config.url == "http://h/api"
    assert (config.options["unknown_fields"], config.options["responses"]) == ("refuse", "native")
    assert config.options["max_tokens_field"] == "max_tokens"
    assert config.options["adaptation"] is PRESETS["mistral"].adaptation


@pytest.mark.parametrize(
    ("path", "version", "base", "query", "deployments"),
    [
        ("", "", "/openai/v1", "", False),
        ("/openai/v1", "preview", "/openai/v1", "api-version=preview", False),
        ("/openai", "", "/openai/v1", "", False),
        ("", "2024-10-21", "/openai", "api-version=2024-10-21", True),
        ("/openai/", "2025-04-01-preview", "/openai", "api-version=2025-04-01-preview", True),
        ("/openai/deployments/d", "2024-10-21", "/openai/deployments/d", "api-version=2024-10-21", False),
        ("/api/projects/p/openai/v1", "", "/api/projects/p/openai/v1", "", False),
        ("/api/projects/p/openai", "", "/api/projects/p/openai/v1", "", False),
    ],
)
def test_azure_url_has_the_form_of_its_version(
    tmp_path: Path, path: str, version: str, base: str, query: str, deployments: bool
) -> None:
    url = f"https://acme.openai.azure.com{path}"
    lines = [f'api_version = "{version}"'] if version else []
    given = {"upstream_api_version": version} if version else {}
    for config in (
        _entry(tmp_path, f'url = "{url}"', 'key_env = "KEY"', *lines),
        _of(settings(upstream_url=url, upstream_api_key="k", **given)),
    ):
        assert (config.url, config.query) == (f"https://acme.openai.azure.com{base}", query)
        assert (config.key, config.key_header) == ("k", "api-key")
        adaptation = config.options.get("adaptation")
        assert (adaptation is not None and adaptation.deployments) is deployments
        assert config.options["responses"] == ("chat" if version.startswith("20") else "native")


@pytest.mark.parametrize(
    ("path", "version", "wrong", "right"),
    [
        ("/v2", "", "has the path /v2 in its {url}, where", "{resource}, without a path."),
        ("/models/x", "2024-10-21", "has the path /models/x in its {url}", "{resource}, without a path."),
        ("/api/projects/p", "", "has the path /api/projects/p in its {url}", "{resource}, without a path."),
        ("/openai/deployments/d", "", "needs a dated version", "{dated}"),
        ("/openai/deployments/d", "preview", "has a deployment in its {url}", "{dated}"),
        ("/openai/v1", "2024-10-21", "which has no dated version: remove {version}", "{resource}."),
    ],
)
def test_azure_url_of_another_form_is_refused_with_the_right_one(
    tmp_path: Path, path: str, version: str, wrong: str, right: str
) -> None:
    url = f"https://acme.openai.azure.com{path}"
    resource = "https://RESOURCE.openai.azure.com"
    lines = [f'api_version = "{version}"'] if version else []
    with pytest.raises(SettingsError) as of_entry:
        _entry(tmp_path, f'url = "{url}"', *lines)
    given = {"upstream_api_version": version} if version else {}
    with pytest.raises(SettingsError, match=r"^The upstream acme.openai.azure.com has ") as of_settings:
        _of(settings(upstream_url=url, **given))
    for error, names in (
        (of_entry, {"url": "url", "version": "api_version"}),
        (of_settings, {"url": "UPSTREAM_URL", "version": "UPSTREAM_API_VERSION"}),
    ):
        form = '{} = "{}"' if error is of_entry else "{}={}"
        names["resource"] = form.format(names["url"], resource)
        names["dated"] = form.format(names["version"], "2024-10-21")
        for part in (wrong, right):
            assert part.format(**names) in str(error.value)


def test_azure_url_behind_another_host_has_any_path(tmp_path: Path) -> None:
    lines = ('preset = "azure"', 'url = "https://gateway.example/azure"', 'api_version = "2024-10-21"')
    config = _entry(tmp_path, *lines)
    assert (config.url, config.query) == ("https://gateway.example/azure", "api-version=2024-10-21")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['preset = "azure"'], 'another address: url = "https://RESOURCE.openai.azure.com".'),
        (['preset = "none"'], 'has no url; give it one: url = "http://127'),
        (['preset = "acme"'], "must have openai or azure or"),
        (['preset = "groq"', 'api_version = "2024-10-21"'], "which only the preset azure has; remove it"),
        (['preset = "azure"', 'url = "http://h"', 'api_version = "1"'], "a version such as 2024-10-21"),
        (['preset = "groq"', "builtin = true"], "the built-in model and cannot have 'preset'"),
    ],
)
def test_invalid_preset_of_an_entry_is_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        _entry(tmp_path, *lines)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"upstream_preset": "acme"}, "UPSTREAM_PRESET=acme is no preset; known are openai, azure,"),
        (
            {"upstream_preset": "azure"},
            "UPSTREAM_PRESET=azure needs UPSTREAM_URL, too, as each customer of azure has another address: "
            "UPSTREAM_URL=https://RESOURCE.openai.azure.com.",
        ),
        (
            {"upstream_preset": "none"},
            "UPSTREAM_PRESET=none has no UPSTREAM_URL; give it one: UPSTREAM_URL=http://127.0.0.1:11434/v1, "
            "or name a preset.",
        ),
        ({"upstream_preset": "groq", "upstream_api_version": "v1"}, "has UPSTREAM_API_VERSION, which only"),
        ({"upstream_url": "http://h", "upstream_api_version": "1"}, "a version such as 2024-10-21"),
        ({"upstream_api_version": "v1"}, "UPSTREAM_API_VERSION is set without UPSTREAM_URL"),
        ({"upstream_url": "https://h?api-version=1"}, "api-version is UPSTREAM_API_VERSION"),
        ({"upstream_preset": "groq", "upstreams_file": "f"}, "UPSTREAM_PRESET is set beside UPSTREAMS_FILE"),
    ],
)
def test_invalid_upstream_preset_is_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_upstreams(settings(**given), {})
    assert message in str(caught.value)


def test_upstream_preset_with_url_and_key_is_used() -> None:
    config = _of(settings(upstream_preset="groq", upstream_url="http://h", upstream_api_key="k"))
    assert (config.name, config.url, config.key) == ("h", "http://h/v1", "k")
    assert config.options["unknown_fields"] == "strip"


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, "sk-openai"),
        ({"upstream_preset": "openai"}, "sk-openai"),
        ({"upstream_url": "https://api.openai.com/v1"}, "sk-openai"),
        ({"upstream_url": "https://eu.api.openai.com", "upstream_preset": "none"}, "sk-openai"),
        ({"upstream_preset": "openai", "upstream_api_key": "sk-own"}, "sk-own"),
        # To no other host, whatever the preset is, and to none in plain text.
        ({"upstream_preset": "openai", "upstream_url": "https://gateway.example"}, None),
        ({"upstream_url": "https://api.openai.com.example"}, None),
        ({"upstream_url": "http://api.openai.com/v1"}, None),
        ({"upstream_url": "http://127.0.0.1:11434"}, None),
        ({"upstream_preset": "mistral"}, None),
    ],
)
def test_openai_key_is_sent_to_openai_only(given: dict[str, str], key: str | None) -> None:
    config = _of(settings(openai_api_key="sk-openai", **given))
    assert config.key == key
    assert (config.options.get("key_source") == "OPENAI_API_KEY") is (key == "sk-openai")
