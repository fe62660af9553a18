"""The normalisation steps, in order. Each changes the document in place and accepts any revision of it."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

from codegen.normalise import constants, discriminators, keywords, nulls, operations, prose
from codegen.normalise.schemas import JsonObject

STEPS: tuple[Callable[[JsonObject], None], ...] = (
    operations.inline_shared_parts,
    prose.strip_schema_prose,
    prose.strip_operation_prose,
    prose.empty_response_descriptions,
    constants.stainless_const_to_const,
    prose.strip_vendor_keys,
    keywords.correct_misspelt_keywords,
    keywords.recursive_ref_to_ref,
    keywords.boolean_bounds_to_numbers,
    keywords.unique_required,
    keywords.drop_undeclared_required,
    keywords.drop_misleading_formats,
    keywords.drop_bounds_of_other_types,
    nulls.lift_nullable_out_of_all_of,
    nulls.nullable_to_null,
    keywords.drop_impossible_defaults,
    keywords.defaults_beside_references,
    discriminators.map_discriminators,
    keywords.overlapping_one_of_to_any_of,
    operations.name_operations,
    operations.name_webhooks,
    operations.tag_operations,
)


def normalise(document: JsonObject) -> JsonObject:
    """OpenAI's published document -> the contract without prose. The argument is not changed."""
    contract: JsonObject = _plain(copy.deepcopy(document))
    for step in STEPS:
        step(contract)
    return contract


def _plain(node: Any) -> Any:
    """Converts YAML's dates to strings, and every key to a string (`200:` is a number in YAML)."""
    if isinstance(node, dict):
        return {str(key): _plain(child) for key, child in node.items()}
    if isinstance(node, list):
        return [_plain(child) for child in node]
    return node.isoformat() if isinstance(node, datetime.date | datetime.datetime) else node
