"""`spec/source.toml`: the origin of the committed contract."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from codegen.document import newest_date
from codegen.normalise.schemas import JsonObject, operations

URL = "https://raw.githubusercontent.com/openai/openai-openapi/master/openapi.yaml"
"""OpenAI's own repository, which its tracker calls the source of truth."""


@dataclass(frozen=True, slots=True)
class Source:
    """One revision of OpenAI's document, as it was published."""

    url: str
    newest_model: str
    """The newest date in the name of a model, ISO 8601: the document has no date of its own."""
    sha256: str
    """Of the original bytes."""
    licence: str
    operations: int
    schemas: int
    webhooks: int

    def text(self) -> str:
        """The TOML file."""
        return (
            "# Written by `nox -s regenerate`: the source of spec/openai.json.\n"
            f'url = "{self.url}"\nnewest_model = "{self.newest_model}"\n'
            f'sha256 = "{self.sha256}"\nlicence = "{self.licence}"\n\n[counts]\n'
            f"operations = {self.operations}\nschemas = {self.schemas}\nwebhooks = {self.webhooks}\n"
        )


def describe(raw: bytes, contract: JsonObject, url: str) -> Source:
    """The source of a document that was read from `url`."""
    licence = contract.get("info", {}).get("license", {}).get("name", "unknown")
    return Source(
        url=url,
        newest_model=newest_date(contract),
        sha256=hashlib.sha256(raw).hexdigest(),
        licence=str(licence).replace('"', "'"),
        operations=sum(1 for _ in operations(contract)),
        schemas=len(contract.get("components", {}).get("schemas", {})),
        webhooks=len(contract.get("webhooks", {})),
    )


def url_of(path: Path) -> str:
    """The URL of the committed contract, or OpenAI's own."""
    if not path.exists():
        return URL
    url: str = _read(path).get("url", URL)
    return url if url.startswith("https://") else URL


def sha256_of(path: Path) -> str | None:
    """The digest of the committed contract's original; None where there is none."""
    return _read(path).get("sha256") if path.exists() else None


def _read(path: Path) -> JsonObject:
    return tomllib.loads(path.read_text(encoding="utf-8"))
