"""Applies presets to configured upstreams."""

from __future__ import annotations

import dataclasses

from app.upstream.client import Client
from app.upstream.presets import azure
from app.upstream.presets.adaptation import Adaptation
from app.upstream.presets.addressed_client import AddressedClient
from app.upstream.presets.field_names import OF_ENTRY, FieldNames, InvalidPreset
from app.upstream.presets.table import NO_PRESET, PRESETS, preset_for
from app.upstream.upstream_config import UpstreamConfig

_LOCAL = "http://127.0.0.1:11434/v1"


def url_of(preset: str | None, url: str | None, names: FieldNames = OF_ENTRY) -> str:
    """The configured base URL, else the preset's usual one. Raises InvalidPreset if there is neither."""
    if preset is not None and preset not in PRESETS and preset != NO_PRESET:
        raise InvalidPreset(f"is no preset; known are {', '.join((*PRESETS, NO_PRESET))}.")
    if url is not None:
        return url
    named = PRESETS.get(preset or "")
    if named is None:
        builtin = ", or set builtin = true" if names is OF_ENTRY else ""
        raise InvalidPreset(
            f"has no {names.url}; give it one: {names.value('url', _LOCAL)}, or name a preset{builtin}."
        )
    if not named.url:
        raise InvalidPreset(
            f"needs {names.url}, too, as each customer of {named.name} has another address: "
            f"{names.value('url', azure.RESOURCE)}."
        )
    return named.url


def with_preset(
    config: UpstreamConfig,
    preset: str | None = None,
    api_version: str | None = None,
    names: FieldNames = OF_ENTRY,
) -> UpstreamConfig:
    """The configuration with the defaults of the preset: the named one, else that of the URL's host.

    The options that it has have precedence. Raises InvalidPreset.
    """
    found = preset_for(preset, config.url)
    if api_version is not None and (found is None or found.name != "azure"):
        raise InvalidPreset(f"has {names.api_version}, which only the preset azure has; remove it.")
    if found is None:
        return dataclasses.replace(config, options={"responses": "chat", **config.options})
    options = {"preset": found.name, **found.options}
    if found.adaptation is not None:
        options["adaptation"] = found.adaptation
    url, query = found.base_url(config.url), ""
    if found.name == "azure":
        endpoint = azure.endpoint(config.url, api_version, names, own_host=found.serves(config.url))
        url, query = endpoint.url, endpoint.query
        if endpoint.dated:
            # Its responses have no deployment in their path, and only some versions have them.
            options["responses"] = "chat"
        if endpoint.deployments:
            options["adaptation"] = Adaptation(deployments=True)
    return dataclasses.replace(
        config, url=url, options=options | config.options, key_header=found.key_header, query=query
    )


def bearer_key(config: UpstreamConfig) -> str | None:
    """The key that is sent as a bearer token."""
    return None if config.key_header else config.key


def addressed(client: Client, config: UpstreamConfig) -> Client:
    """The client, with the header and the query that the configuration adds to each request."""
    headers = [(config.key_header, config.key)] if config.key_header and config.key else []
    return AddressedClient(client, headers, config.query) if headers or config.query else client
