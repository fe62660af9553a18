"""Writes `generated/models/` from the contract."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from codegen.models.definitions import Definitions, parse
from codegen.models.exclusions import exclude
from codegen.models.fields import correct_fields
from codegen.models.index import ModelIndex
from codegen.models.pair_counts import bound_pairs
from codegen.models.placement import place
from codegen.models.render import render
from codegen.models.twins import fold_twins
from codegen.models.unions import discriminate
from codegen.normalise.schemas import JsonObject

_FLAGS = (
    *("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"),
    *("--target-python-version", "3.11", "--target-pydantic-version", "2.14"),
    *("--disable-timestamp", "--formatters", "builtin", "--use-standard-collections", "--use-union-operator"),
    *("--use-annotated", "--field-constraints", "--strict-types", "int", "float", "bool"),
    *("--enum-field-as-literal", "all", "--extra-fields", "allow", "--use-generic-base-class"),
    *("--openapi-scopes", "schemas", "paths", "requestbodies", "webhooks"),
    *("--use-operation-id-as-name", "--use-status-code-in-response-name"),
    *("--naming-strategy", "full-path", "--use-tag-as-union-variant-name"),
    # Aliases instead of classes around a single value: `body.model` is a string.
    "--use-type-alias-type",
    # Each of these follows JSON Schema; without it, null, bounds or map values are validated too loosely.
    *("--use-missing-sentinel", "--read-nullable-beside-type-list", "--intersect-allof-keywords"),
    *("--keep-field-defaults-off-branch-roots", "--use-site-models-for-constrained-refs"),
    *("--use-typed-nullable-map-values", "--read-const-beside-enum", "--strict-nullable"),
)


class ModelsError(Exception):
    """datamodel-code-generator rejected the contract; the message is its own, in one line."""


def write_models(contract: JsonObject, out: Path) -> ModelIndex:
    """Writes the package `out`, which must not exist; returns the class of each schema."""
    definitions, classes = _generate(contract)
    discriminate(definitions)
    correct_fields(definitions)
    exclude(definitions, contract, classes)
    bound_pairs(definitions, contract, classes)
    _rebase(definitions)
    twins = fold_twins(definitions)
    modules = place(definitions, contract, classes, twins)
    return ModelIndex(contract, classes, render(definitions, modules, twins, out))


def _generate(contract: JsonObject) -> tuple[Definitions, dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        source, output, metadata = (
            Path(folder) / name for name in ("contract.json", "models.py", "metadata.json")
        )
        source.write_text(json.dumps(contract), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "datamodel_code_generator",
            "--input",
            str(source),
            "--output",
            str(output),
        ]
        command += [*_FLAGS, "--emit-model-metadata", str(metadata)]
        run = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)  # noqa: S603 - our own arguments
        if run.returncode != 0:
            raise ModelsError(_reason(run.stderr) or f"datamodel-code-generator ended with {run.returncode}.")
        models = json.loads(metadata.read_text(encoding="utf-8"))["models"]
        classes = {"#" + model["source_ref"].partition("#")[2]: model["class_name"] for model in models}
        return parse(output.read_text(encoding="utf-8")), classes


def _reason(output: str) -> str:
    """Of a traceback the last line; further reading is left out."""
    if output.startswith("Traceback"):
        output = output.strip().rpartition("\n")[2]
    lines = (line for line in output.splitlines() if "For further information" not in line)
    return " ".join(" ".join(lines).split())[:500]


def _rebase(definitions: Definitions) -> None:
    """Replaces the generator's `BaseModel` by `ContractModel` of the rendered `_base.py`."""
    for definition in definitions.values():
        for base in getattr(definition.node, "bases", []):
            if base.id == "BaseModel":
                base.id = "ContractModel"
