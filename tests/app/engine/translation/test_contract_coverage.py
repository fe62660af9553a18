"""The support tables cover the contract, match the docs page, and the translation does what they state."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from app.cli.translation_table import page
from app.contract import openapi_document
from app.contract.json_types import JsonObject
from app.engine.translation.chat_request import chat_request
from app.engine.translation.content_translator import ALLOWED_PARTS, ContentTranslator
from app.engine.translation.contract_coverage import COVERED_TABLES, CoveredTable
from app.engine.translation.dialect import Dialect
from app.engine.translation.item_table import ITEM_FIELDS, ITEMS, PART_FIELDS, PARTS
from app.engine.translation.message_builder import HANDLERS
from app.engine.translation.references import ReferencedFile, ResolvedReferences
from app.engine.translation.support import DroppedFields
from app.errors import BadRequest
from tests.app.engine.translation import samples
from tests.app.engine.translation.contract_walk import names, tags, variants
from tests.support.contract_validation import is_valid

_CHAT: JsonObject = {"$ref": "#/components/schemas/CreateChatCompletionRequest"}
_BY_TITLE = {covered.title: covered for covered in COVERED_TABLES}
_ENTRIES = [(covered.title, name) for covered in COVERED_TABLES for name in sorted(covered.table)]
_PAGE = Path(__file__).parents[4] / "docs/responses-translation.md"


@pytest.mark.parametrize("covered", COVERED_TABLES, ids=lambda covered: covered.title)
def test_support_table_keys_equal_the_contract(covered: CoveredTable) -> None:
    assert set(covered.table) == names(covered)


@pytest.mark.parametrize("covered", COVERED_TABLES, ids=lambda covered: covered.title)
def test_support_table_new_name_in_contract_is_missing(covered: CoveredTable) -> None:
    schemas = copy.deepcopy(openapi_document.document()["components"]["schemas"])
    (extended, *_) = (
        variant
        for schema in covered.schemas
        for variant in variants(schemas[schema], schemas)
        if covered.tag is None or covered.tag in tags(variant, schemas)
    )
    if covered.of == "values":
        extended["enum"].append("brand_new")
    elif covered.of == "fields":
        extended.setdefault("properties", {})["brand_new"] = {"type": "string"}
    elif extended.get("type") == "string":
        extended["enum"].append("brand_new")
    else:
        extended["properties"]["type"] = {"type": "string", "const": "brand_new"}
    assert "brand_new" in names(covered, schemas) - set(covered.table)


def test_translation_page_equals_the_tables() -> None:
    assert _PAGE.read_text(encoding="utf-8") == page()


def test_translated_items_and_parts_have_handlers() -> None:
    dropped = DroppedFields()
    assert set(HANDLERS) == {
        tag for tag, support in ITEMS.items() if support.level in ("translated", "stored only")
    }
    assert set(ITEM_FIELDS) == {tag for tag, support in ITEMS.items() if support.level == "translated"}
    assert set(PART_FIELDS) == set(PARTS)
    assert {part for parts in ALLOWED_PARTS.values() for part in parts} == set(PARTS)
    assert isinstance(ContentTranslator(ResolvedReferences(), dropped), ContentTranslator)


_REFERENCES = ResolvedReferences(
    items={
        name: {"id": name, "type": "message", "role": "user", "content": name}
        for name in ("msg_known", "msg_other")
    },
    files={"file-1": ReferencedFile("data:image/png;base64,aGk=", "picture.png")},
)


# Has a place for every field of a custom tool.
_DIALECT = Dialect(custom_tools="native")


def _translate(body: JsonObject, left_out: tuple[str, ...] = ()) -> JsonObject:
    chat = chat_request(body, references=_REFERENCES, dialect=_DIALECT, unseal_summary=str)
    assert (chat.dropped, chat.left_out) == ((), left_out)
    assert is_valid(_CHAT, chat.body), chat.body
    return chat.body


@pytest.mark.parametrize(("title", "name"), _ENTRIES)
def test_chat_request_follows_the_support_table(title: str, name: str) -> None:
    support = _BY_TITLE[title].table[name]
    sample = samples.sample(title, name)
    if support.level == "refused":
        with pytest.raises(BadRequest) as caught:
            chat_request(sample.body, references=_REFERENCES)
        assert caught.value.param == sample.path
        assert caught.value.code in ("unsupported_parameter", "unsupported_value")
        assert support.note in caught.value.message
    elif support.level == "left out":
        # A variant is named by its place and type, a field by its path.
        place, _, member = sample.path.rpartition(".")
        reason = ": no backend" if place.startswith("tools[") else ""
        named = f"{place} ({name}{reason})" if member == "type" else sample.path
        assert _translate(sample.body, (named,)) == _translate(sample.without)
    elif support.level in ("translated", "noted"):
        assert _translate(sample.body) != _translate(sample.without)
    else:
        assert _translate(sample.body) == _translate(sample.without)


@pytest.mark.parametrize(
    ("title", "name"), [(title, name) for title, name in _ENTRIES if _BY_TITLE[title].table[name].exceptions]
)
def test_chat_request_exceptions_have_the_opposite_outcome(title: str, name: str) -> None:
    support = _BY_TITLE[title].table[name]
    for value in support.exceptions:
        sample = samples.sample(title, name, value)
        if support.level in ("refused", "left out"):
            _translate(sample.body)
        else:
            with pytest.raises(BadRequest) as caught:
                chat_request(sample.body, references=_REFERENCES)
            assert caught.value.param == sample.path


@pytest.mark.parametrize(
    ("title", "name"),
    [(title, name) for title, name in _ENTRIES if samples.sample(title, name).may_be_absent],
)
def test_chat_request_null_counts_as_absent(title: str, name: str) -> None:
    sample = samples.sample(title, name)
    assert chat_request(
        samples.sample(title, name, None).body, references=_REFERENCES, dialect=_DIALECT, unseal_summary=str
    ).body == _translate(sample.without)
