"""The normalisations, in their order. Each works in place, on any revision of the document."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

from codegen.normalise import constants, discriminators, keywords, nulls, operations, prose
from codegen.normalise.schemas import JsonObject

STEPS: tuple[Callable[[JsonObject], None], ...] = (
    prose.strip_schema_prose,
    prose.strip_operation_prose,
    prose.empty_response_descriptions,
    constants.stainless_const_to_const,
    prose.strip_vendor_keys,
    keywords.correct_misspelt_keywords,
    keywords.recursive_ref_to_ref,
    keywords.boolean_bounds_to_numbers,
    keywords.unique_required,
    keywords.drop_uri_format,
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
    """OpenAI's document as it was published -> the contract without prose. The argument is left as it is."""
    contract: JsonObject = _plain(copy.deepcopy(document))
    for step in STEPS:
        step(contract)
    return contract


def _plain(node: Any) -> Any:
    """YAML's own dates back to the text that JSON knows, and every key to text (`200:` is a number in YAML)."""
    if isinstance(node, dict):
        return {str(key): _plain(child) for key, child in node.items()}
    if isinstance(node, list):
        return [_plain(child) for child in node]
    return node.isoformat() if isinstance(node, datetime.date | datetime.datetime) else node
