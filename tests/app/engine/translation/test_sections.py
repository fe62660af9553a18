"""The tables of decisions: they cover the contract, the page shows them, and the translation does what they say."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from app.cli.translation_table import page
from app.contract import openapi_document
from app.contract.json_types import JsonObject
from app.engine.translation.decision import DroppedFields
from app.engine.translation.dialect import Dialect
from app.engine.translation.item_table import ITEM_FIELDS, ITEMS, PART_FIELDS, PARTS
from app.engine.translation.messages import Messages
from app.engine.translation.parts import ALLOWED, Parts
from app.engine.translation.references import File, ResolvedReferences
from app.engine.translation.request import chat_request
from app.engine.translation.sections import SECTIONS, Section
from app.engine.translation.tools import Tools
from app.errors import BadRequest
from tests.app.engine.translation import samples
from tests.app.engine.translation.walk import names, tags, variants
from tests.support.contract_validation import is_valid

_CHAT: JsonObject = {"$ref": "#/components/schemas/CreateChatCompletionRequest"}
_BY_TITLE = {section.title: section for section in SECTIONS}
_ENTRIES = [(section.title, name) for section in SECTIONS for name in sorted(section.table)]
_PAGE = Path(__file__).parents[4] / "docs/responses-translation.md"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_each_table_decides_on_all_that_the_contract_has_and_on_nothing_else(section: Section) -> None:
    assert set(section.table) == names(section)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_what_the_contract_gains_is_missed(section: Section) -> None:
    schemas = copy.deepcopy(openapi_document.document()["components"]["schemas"])
    (grown, *_) = (
        variant
        for schema in section.schemas
        for variant in variants(schemas[schema], schemas)
        if section.tag is None or section.tag in tags(variant, schemas)
    )
    if section.of == "values":
        grown["enum"].append("brand_new")
    elif section.of == "fields":
        grown.setdefault("properties", {})["brand_new"] = {"type": "string"}
    elif grown.get("type") == "string":
        grown["enum"].append("brand_new")
    else:
        grown["properties"]["type"] = {"type": "string", "const": "brand_new"}
    assert "brand_new" in names(section, schemas) - set(section.table)


def test_the_page_shows_the_tables() -> None:
    assert _PAGE.read_text(encoding="utf-8") == page()


def test_what_is_translated_has_a_translator() -> None:
    left_out = DroppedFields()
    handlers = Messages(Dialect(), ResolvedReferences(), Tools(left_out), left_out).handlers
    assert set(handlers) == {tag for tag, decision in ITEMS.items() if decision.kind != "refused"}
    assert set(ITEM_FIELDS) == {tag for tag, decision in ITEMS.items() if decision.kind == "translated"}
    assert set(PART_FIELDS) == set(PARTS)
    assert {part for parts in ALLOWED.values() for part in parts} == set(PARTS)
    assert isinstance(Parts(ResolvedReferences(), left_out), Parts)


_KNOWN = ResolvedReferences(
    items={
        name: {"id": name, "type": "message", "role": "user", "content": name}
        for name in ("msg_known", "msg_other")
    },
    files={"file-1": File("data:image/png;base64,aGk=", "picture.png")},
)


def _translate(body: JsonObject) -> JsonObject:
    chat = chat_request(body, known=_KNOWN)
    assert chat.left_out == ()
    assert is_valid(_CHAT, chat.body), chat.body
    return chat.body


@pytest.mark.parametrize(("title", "name"), _ENTRIES)
def test_the_translation_does_what_the_table_says(title: str, name: str) -> None:
    decision = _BY_TITLE[title].table[name]
    sample = samples.sample(title, name)
    if decision.kind == "refused":
        with pytest.raises(BadRequest) as caught:
            chat_request(sample.body, known=_KNOWN)
        assert caught.value.param == sample.path
        assert caught.value.code in ("unsupported_parameter", "unsupported_value")
        assert decision.note in caught.value.message
    elif decision.kind == "translated":
        assert _translate(sample.body) != _translate(sample.without)
    else:
        assert _translate(sample.body) == _translate(sample.without)


@pytest.mark.parametrize(
    ("title", "name"), [(title, name) for title, name in _ENTRIES if _BY_TITLE[title].table[name].but]
)
def test_the_values_that_are_decided_the_other_way(title: str, name: str) -> None:
    decision = _BY_TITLE[title].table[name]
    for value in decision.but:
        sample = samples.sample(title, name, value)
        if decision.kind == "refused":
            _translate(sample.body)
        else:
            with pytest.raises(BadRequest) as caught:
                chat_request(sample.body, known=_KNOWN)
            assert caught.value.param == sample.path


@pytest.mark.parametrize(
    ("title", "name"),
    [(title, name) for title, name in _ENTRIES if samples.sample(title, name).may_be_absent],
)
def test_null_is_as_if_it_had_not_been_sent(title: str, name: str) -> None:
    sample = samples.sample(title, name)
    assert chat_request(samples.sample(title, name, None).body, known=_KNOWN).body == _translate(
        sample.without
    )
