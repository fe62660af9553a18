"""Two versions of an operation -> findings: parameters, bodies, responses, security, servers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.diff.facts import deprecation, effective_security, operation_security, servers
from codegen.diff.findings import RECEIVED, SENT, Direction, Effect, Finding
from codegen.diff.parameters import parameters_of, schema_of, style_of
from codegen.diff.schemas import SchemaComparison
from codegen.normalise.schemas import JsonObject, operations, resolve


class OperationComparison:
    """Compares operations of two documents."""

    def __init__(self, old: JsonObject, new: JsonObject) -> None:
        self._old, self._new = old, new
        self._schemas = SchemaComparison(old, new)

    def operation(self, name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        """All findings of one operation."""
        yield from self._facts(name, before, after)
        yield from self._parameters(name, before, after)
        yield from self._body(name, before.get("requestBody", {}), after.get("requestBody", {}), SENT)
        yield from self._responses(name, before.get("responses", {}), after.get("responses", {}))
        yield from self._callbacks(name, before.get("callbacks", {}), after.get("callbacks", {}))

    def webhook(self, name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        """All findings of a webhook, whose parameters and body the caller receives."""
        yield from deprecation(name, before, after, "endpoint")
        one, other = parameters_of(self._old, before), parameters_of(self._new, after)
        for key in sorted(one.keys() | other.keys()):
            place = f"{name} {' '.join(key)}"
            if key not in other:
                yield Finding("removed", "breaking", "parameter", place, direction="response")
            elif key not in one:
                yield Finding("added", "compatible", "parameter", place, direction="response")
            else:
                yield from self._within(
                    schema_of(one[key]), schema_of(other[key]), place, RECEIVED, "parameter"
                )
        yield from self._body(name, before.get("requestBody", {}), after.get("requestBody", {}), RECEIVED)

    def event(self, name: str, before: Any, after: Any, direction: Direction) -> Iterator[Finding]:
        """All findings of a union of events, which no operation names."""
        yield from self._within(before, after, name, direction, "body")

    def _facts(self, name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        if before.get("tags") != after.get("tags"):
            yield Finding("moved", "compatible", "tag", name, before.get("tags"), after.get("tags"))
        yield from deprecation(name, before, after, "endpoint")
        if before.get("security") != after.get("security"):
            yield from operation_security(
                name, effective_security(self._old, before), effective_security(self._new, after)
            )
        one, other = before.get("servers"), after.get("servers")
        if one != other:
            yield from servers(
                name, one or self._old.get("servers", []), other or self._new.get("servers", [])
            )

    def _callbacks(self, name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        """Calls that OpenAI makes to the caller, as a webhook's."""
        one, other = _calls(self._old, before), _calls(self._new, after)
        for key in sorted(one.keys() - other.keys()):
            yield Finding("removed", "breaking", "callback", f"{name} {key}", direction="response")
        for key in sorted(other.keys() - one.keys()):
            yield Finding("added", "compatible", "callback", f"{name} {key}", direction="response")
        for key in sorted(one.keys() & other.keys()):
            yield from self.webhook(f"{name} {key}", one[key], other[key])

    def _parameters(self, name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        one, other = parameters_of(self._old, before), parameters_of(self._new, after)
        for key in sorted(one.keys() - other.keys()):
            described = self._schemas.old.describe(schema_of(one[key]))
            yield Finding(
                "removed", "breaking", "parameter", f"{name} {' '.join(key)}", described,
                direction="request", rule="request-parameter-removed",
            )  # fmt: skip
        for key in sorted(other.keys() - one.keys()):
            needed = bool(other[key].get("required"))
            described = self._schemas.new.describe(schema_of(other[key])) + (", required" if needed else "")
            place = f"{name} {' '.join(key)}"
            rule = f"new-{'required' if needed else 'optional'}-request-parameter"
            effect = SENT.effect(narrower=needed)
            yield Finding(
                "added", effect, "parameter", place, None, described, direction="request", rule=rule
            )
        for key in sorted(one.keys() & other.keys()):
            place, was, now = f"{name} {' '.join(key)}", one[key], other[key]
            yield from _requirement(place, was, now, "request-parameter")
            yield from deprecation(place, was, now, "request-parameter")
            empty, still = bool(was.get("allowEmptyValue")), bool(now.get("allowEmptyValue"))
            if empty != still:
                yield Finding(
                    "changed", SENT.effect(narrower=empty), "bound", f"{place} (allowEmptyValue)", empty,
                    still, direction="request",
                )  # fmt: skip
            single = self._is_single(was, now)
            one_style, other_style = (style_of(parameter, is_single=single) for parameter in (was, now))
            if one_style != other_style:
                yield Finding(
                    "changed", "breaking", "style", place, one_style, other_style, direction="request"
                )
            yield from self._within(schema_of(was), schema_of(now), place, SENT, "parameter")

    def _is_single(self, before: JsonObject, after: JsonObject) -> bool:
        """Whether neither has arrays or objects: what `explode` says is then without effect."""
        shapes = self._schemas.old.shape(schema_of(before)), self._schemas.new.shape(schema_of(after))
        return not any(kind in ("any", "array", "object") for shape in shapes for kind in shape.kinds())

    def _body(
        self, name: str, before: JsonObject, after: JsonObject, direction: Direction
    ) -> Iterator[Finding]:
        one, other = resolve(self._old, before), resolve(self._new, after)
        place = f"{name} body"
        if not one and other:
            needed = bool(other.get("required"))
            rule = f"request-body-added-{'required' if needed else 'optional'}"
            effect = direction.effect(narrower=needed)
            yield Finding("added", effect, "body", place, direction=direction.name, rule=rule)
            return
        if one and not other:
            rule = "request-body-removed"
            yield Finding("removed", "breaking", "body", place, direction=direction.name, rule=rule)
            return
        if direction.sent:
            yield from _requirement(place, one, other, "request-body")
        yield from self._contents(place, one.get("content", {}), other.get("content", {}), direction)

    def _responses(self, name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        for status in sorted(before.keys() - after.keys()):
            success = _is_success(status)
            effect: Effect = "breaking" if success else "compatible"
            rule = f"response-{'' if success else 'non-'}success-status-removed"
            yield Finding("removed", effect, "response", f"{name} {status}", direction="response", rule=rule)
        for status in sorted(after.keys() - before.keys()):
            rule = f"response-{'' if _is_success(status) else 'non-'}success-status-added"
            yield Finding(
                "added", "compatible", "response", f"{name} {status}", direction="response", rule=rule
            )
        for status in sorted(before.keys() & after.keys()):
            one, other = resolve(self._old, before[status]), resolve(self._new, after[status])
            place = f"{name} {status}"
            yield from self._headers(place, one.get("headers", {}), other.get("headers", {}))
            yield from self._contents(place, one.get("content", {}), other.get("content", {}), RECEIVED)

    def _headers(self, place: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
        one, other = (
            {key.lower(): resolve(document, header) for key, header in headers.items()}
            for document, headers in ((self._old, before), (self._new, after))
        )
        for key in sorted(one.keys() - other.keys()):
            need = "required" if one[key].get("required") else "optional"
            rule = f"{need}-response-header-removed"
            yield Finding("removed", "breaking", "header", f"{place} {key}", direction="response", rule=rule)
        for key in sorted(other.keys() - one.keys()):
            yield Finding("added", "compatible", "header", f"{place} {key}", direction="response")
        for key in sorted(one.keys() & other.keys()):
            yield from deprecation(f"{place} {key}", one[key], other[key], "response-header")
            was, now = bool(one[key].get("required")), bool(other[key].get("required"))
            if was != now:
                yield Finding(
                    "added" if now else "removed", RECEIVED.effect(wider=was), "required", f"{place} {key}",
                    direction="response", rule=None if now else "response-header-became-optional",
                )  # fmt: skip
            yield from self._within(
                schema_of(one[key]), schema_of(other[key]), f"{place} {key}", RECEIVED, "header"
            )

    def _contents(
        self, place: str, before: JsonObject, after: JsonObject, direction: Direction
    ) -> Iterator[Finding]:
        kind = "request-body" if direction.sent else "response"
        before, after = _by_type(before), _by_type(after)
        for media in sorted(before.keys() - after.keys()):
            rule = f"{kind}-media-type-removed"
            yield Finding(
                "removed", "breaking", "media type", f"{place} {media}", direction=direction.name, rule=rule
            )
        for media in sorted(after.keys() - before.keys()):
            rule = f"{kind}-media-type-added"
            yield Finding(
                "added", "compatible", "media type", f"{place} {media}", direction=direction.name, rule=rule
            )
        for media in sorted(before.keys() & after.keys()):
            one, other = before[media].get("schema", True), after[media].get("schema", True)
            yield from self._within(one, other, f"{place} {media}", direction, "body")
            was, now = before[media].get("encoding") or {}, after[media].get("encoding") or {}
            for part in sorted(part for part in was.keys() | now.keys() if was.get(part) != now.get(part)):
                yield Finding(
                    "changed", "breaking", "encoding", f"{place} {media}.{part}", was.get(part),
                    now.get(part), direction=direction.name,
                )  # fmt: skip

    def _within(
        self, before: Any, after: Any, place: str, direction: Direction, subject: str
    ) -> Iterator[Finding]:
        for node in self._schemas.compare(before, after, place, direction, subject):
            yield from node.findings


def _by_type(contents: JsonObject) -> JsonObject:
    """By media types without parameters: a character set is no other type."""
    found: JsonObject = {}
    for media, content in contents.items():
        found.setdefault(media.partition(";")[0].strip().lower(), content)
    return found


def _calls(document: JsonObject, callbacks: JsonObject) -> dict[str, JsonObject]:
    """Name, address and method -> operation, of callbacks."""
    return {
        f"{name} {method.upper()} {address}": operation
        for name, callback in callbacks.items()
        for address, method, operation in operations({"paths": resolve(document, callback)})
    }


def _requirement(place: str, before: JsonObject, after: JsonObject, subject: str) -> Iterator[Finding]:
    was, now = bool(before.get("required")), bool(after.get("required"))
    if was != now:
        rule = f"{subject}-became-{'required' if now else 'optional'}"
        effect = SENT.effect(narrower=now)
        yield Finding(
            "added" if now else "removed", effect, "required", place, direction="request", rule=rule
        )


def _is_success(status: str) -> bool:
    return status[:1] in ("1", "2", "3")
