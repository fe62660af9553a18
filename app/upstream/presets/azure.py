"""Azure OpenAI's two forms of URLs: `/openai/v1`, and dated API versions with a deployment in the path."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(-preview)?")
API_VERSION = re.compile(_DATED.pattern + r"|v1|preview|latest")
"""The values of `api-version`."""


class AzureEndpoint(NamedTuple):
    """Where the calls go. With `deployments`, the path of each has its deployment."""

    url: str
    query: str
    deployments: bool
    dated: bool


def endpoint(url: str, api_version: str | None) -> AzureEndpoint:
    """The endpoint for a base URL; one without a path gets it from the version.

    A dated version means deployments in the path, unless the URL names one. Other versions, and none, mean
    `/openai/v1`, where the model names the deployment.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    dated = api_version is not None and _DATED.fullmatch(api_version) is not None
    # A bare host has got /v1 before.
    if path in ("", "/v1", "/openai"):
        path = "/openai" if dated else "/openai/v1"
    query = f"api-version={api_version}" if api_version else ""
    deployments = dated and "/deployments/" not in f"{path}/"
    return AzureEndpoint(f"{parts.scheme}://{parts.netloc}{path}", query, deployments, dated)
