"""What surrounds an operation: its servers, its security, and whether it is deprecated."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.diff.findings import Effect, Finding
from codegen.normalise.schemas import JsonObject


def servers(place: str, before: list[JsonObject], after: list[JsonObject]) -> Iterator[Finding]:
    """A server that is gone breaks its callers; another one does not."""
    one, other = ([_url(server) for server in listed or [{}]] for listed in (before, after))
    for url in [url for url in one if url not in other]:
        yield Finding("removed", "breaking", "server", place, url)
    for url in [url for url in other if url not in one]:
        yield Finding("added", "compatible", "server", place, None, url)


def operation_security(place: str, before: list[JsonObject], after: list[JsonObject]) -> Iterator[Finding]:
    """Another alternative breaks no caller; one that is gone, or asks for more, does."""
    one, other = before or [{}], after or [{}]
    if all(need in other for need in one) and all(need in one for need in other):
        return
    removed = [need for need in one if not any(_suffices(need, asked) for asked in other)]
    effect: Effect = "breaking" if removed else "compatible"
    rule = "api-security-removed" if removed else "api-security-added"
    yield Finding("changed", effect, "security", place, before, after, rule=rule)


def _suffices(given: JsonObject, asked: JsonObject) -> bool:
    """Whether a caller who fulfils one alternative fulfils another one."""
    return all(scheme in given and {*scopes} <= {*given[scheme]} for scheme, scopes in asked.items())


def deprecation(place: str, before: JsonObject, after: JsonObject, subject: str) -> Iterator[Finding]:
    """The finding of an operation, a parameter or a header that is deprecated, or no more."""
    was, now = bool(before.get("deprecated")), bool(after.get("deprecated"))
    if was != now:
        rule = None
        if subject != "response-header":
            rule = f"{subject}-{'deprecated' if now else 'reactivated'}"
        yield Finding("changed", "compatible", "deprecated", place, was, now, rule=rule)


def _url(server: JsonObject) -> str:
    """With the defaults of its variables: they decide where a call goes."""
    url = str(server.get("url", "/"))
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace(f"{{{name}}}", str(variable.get("default", f"{{{name}}}")))
    # Paths begin with a slash.
    return url.rstrip("/")


def security(old: JsonObject, new: JsonObject, place: str) -> Iterator[Finding]:
    """The default of all operations."""
    yield from operation_security(place, effective_security(old, {}), effective_security(new, {}))


def effective_security(document: JsonObject, operation: JsonObject) -> list[JsonObject]:
    """The operation's own alternatives, or the document's."""
    source = operation if "security" in operation else document
    found: list[JsonObject] = source.get("security", [])
    return found
