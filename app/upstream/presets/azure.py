"""Azure OpenAI's two forms of URLs: `/openai/v1`, and dated API versions with a deployment in the path."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from app.settings import DATED_VERSION
from app.upstream.presets.field_names import FieldNames, InvalidPreset

RESOURCE = "https://RESOURCE.openai.azure.com"
_DEPLOYMENT = re.compile(r"/deployments/[^/]+")


class AzureEndpoint(NamedTuple):
    """Where the calls go. With `deployments`, the path of each has its deployment."""

    url: str
    query: str
    deployments: bool
    dated: bool


def endpoint(url: str, api_version: str | None, names: FieldNames, *, own_host: bool) -> AzureEndpoint:
    """The endpoint for a base URL; one without a path gets it from the version.

    A dated version means deployments in the path, unless the URL names one. Other versions, and none, mean
    `/openai/v1`, where the model names the deployment. Raises InvalidPreset for a path that is none of these;
    behind another host than Azure's (`own_host`) any may be.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    dated = api_version is not None and DATED_VERSION.fullmatch(api_version) is not None
    deployments = dated
    # A bare host has got /v1 before.
    if path in ("", "/v1"):
        path = "/openai"
    if path.endswith("/openai"):
        path += "" if dated else "/v1"
    elif path.endswith("/openai/v1"):
        if dated:
            raise InvalidPreset(
                f"has a {names.url} that ends in /openai/v1, which has no dated version: remove "
                f"{names.api_version}, or set {names.value('url', RESOURCE)}."
            )
    elif _DEPLOYMENT.search(path):
        deployments = False
        if not dated:
            raise InvalidPreset(
                f"has a deployment in its {names.url}, which needs a dated version: set "
                f"{names.value('api_version', '2024-10-21')}, or {names.value('url', RESOURCE)}, where the "
                "model of each request names the deployment."
            )
    elif own_host:
        raise InvalidPreset(
            f"has the path {path[:100]} in its {names.url}, where Azure has no OpenAI API; set "
            f"{names.value('url', RESOURCE)}, without a path."
        )
    query = f"api-version={api_version}" if api_version else ""
    return AzureEndpoint(f"{parts.scheme}://{parts.netloc}{path}", query, deployments, dated)
