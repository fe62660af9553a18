"""Writes the definitions as modules, and the facade that imports them by name."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen.models.definitions import Definition, Definitions
from codegen.models.order import ordered

_HELPERS = {
    "ContractModel": "._base",
    "NotNull": "._base",
    "NotTogether": "._base",
    "UploadedFile": "..runtime",
}
_HELPERS |= dict.fromkeys(("MISSING_TAG", "OTHER_TAG", "tagged"), "._unions")
_TYPING = ("Annotated", "Any", "Literal", "Union")
_PYDANTIC = (
    "ConfigDict",
    "Discriminator",
    "Field",
    "StrictBool",
    "StrictFloat",
    "StrictInt",
    "StringConstraints",
    "Tag",
    "model_validator",
)
_TEMPLATES = Path(__file__).parent / "templates"


class RenderError(Exception):
    """A schema's name clashes with a name that the modules import."""


def render(
    definitions: Definitions, modules: dict[str, str], twins: dict[str, str], out: Path
) -> dict[str, str]:
    """Writes the package `out`; returns public name -> module, including twins."""
    clashes = sorted(definitions.keys() & {*_HELPERS, *_TYPING, *_PYDANTIC, "TypeAliasType"})
    if clashes:
        raise RenderError(
            f"these schemas are named like an import of the models' modules: {', '.join(clashes)}"
        )
    members: dict[str, list[Definition]] = defaultdict(list)
    for name, definition in definitions.items():
        members[modules[name]].append(definition)
    out.mkdir(parents=True)
    for module, inside in sorted(members.items()):
        (out / f"{module}.py").write_text(_module(inside, module, modules), encoding="utf-8")
    public = {name: modules[name] for name in definitions} | {
        twin: modules[name] for twin, name in twins.items()
    }
    listing = {m: sorted(d.name for d in inside) for m, inside in sorted(members.items())}
    environment = Environment(  # noqa: S701 - the output is Python, not HTML
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    for file in ("__init__.py", "_base.py", "_unions.py"):
        text = environment.get_template(f"{file}.jinja").render(
            modules=listing, twins=dict(sorted(twins.items()))
        )
        (out / file).write_text(text, encoding="utf-8")
    return public


def _module(inside: list[Definition], module: str, modules: dict[str, str]) -> str:
    own = {definition.name for definition in inside}
    used = set[str]().union(*(definition.names() for definition in inside)) | {
        "ContractModel",
        "TypeAliasType",
    }
    lines = [f'"""Models of the contract: {module.replace("_", " ")}. Written by codegen."""', ""]
    lines += ["from __future__ import annotations", ""]
    lines += [_import("typing", [n for n in _TYPING if n in used])]
    lines += [_import("pydantic", [n for n in _PYDANTIC if n in used])]
    if any(definition.value is not None for definition in inside):
        lines.append("from typing_extensions import TypeAliasType")
    imports: dict[str, list[str]] = defaultdict(list)
    for name in sorted(used):
        if name in _HELPERS:
            imports[_HELPERS[name]].append(name)
        elif name in modules and name not in own:
            imports[f".{modules[name]}"].append(name)
    lines += [_import(source, names) for source, names in sorted(imports.items())]
    texts = [ast.unparse(ast.fix_missing_locations(definition.node)) for definition in ordered(inside)]
    return "\n".join(line for line in lines if line) + "\n\n\n" + "\n\n\n".join(texts) + "\n"


def _import(source: str, names: list[str]) -> str:
    return f"from {source} import {', '.join(names)}" if names else ""
