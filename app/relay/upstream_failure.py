"""An upstream's own error -> the client's: one bounded message in the contract's shape, without a key."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

import orjson

from app.aio.buffered_body import BufferedBody
from app.errors import APIError, UpstreamUnreachable
from app.relay import error_text, frames, upstream_errors
from app.relay.upstream_errors import UpstreamError
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from generated.runtime import Relay

_log = logging.getLogger(__name__)

_MAX_BODY_BYTES = 256 * 1024
# An error of the contract's shape that is longer loses its other members.
_MAX_UNCHANGED_BYTES = 16 * 1024
# What concerns the key that this server sent: providers, gateways and clouds speak of it in these words.
_OF_THE_KEY = re.compile(
    # Not within a longer word; an underscore separates words, too.
    r"(?<![a-z])(?:"
    r"(?:api|access|subscription|secret|consumer)[ _-]?keys?|apikeys?|credentials?|bearer|auth|signature"
    r"|(?:un|not |not_)?authenticat(?:e|ed|ion)|(?:un|not |not_)?authori[sz](?:e|ed|ation)|permission_error"
    r"|(?:access|auth|id|jwt|invalid|expired|revoked|missing|security)[ _-]?tokens?"
    r"|tokens? (?:is|are|was|has|have) (?:not valid|invalid|expired|revoked|missing|been)"
    r"|(?:your|this|the|no|wrong|bad) keys?|keys? (?:is|are|was|has|have|not)|unregistered callers"
    r")(?![a-z])",
    re.IGNORECASE,
)
# A text of these words repeats the status only.
_NO_REASON = frozenset(
    ("access", "allowed", "code", "denied", "error", "forbidden", "http", "not", "permission", "status")
)
# JSON that is cut or not quite valid, and events: what reads the answer says what is wrong with it.
_OTHER_STARTS = (b"{", b"[", b"\xef\xbb\xbf", b"data:", b"event:", b"id:", b"retry:", b":")
_WORD = re.compile(r"[^\W\d_]+")
_PAGE = re.compile(r"\s*<(?:!doctype )?html\b", re.IGNORECASE)


class UpstreamFailure(UpstreamUnreachable):
    """An upstream's own error, with the status that the client gets."""

    def __init__(self, upstream: Upstream, status: int, error: UpstreamError) -> None:
        masked = UpstreamError(*(text and _encodable(upstream.masked(text)) for text in error))
        super().__init__(
            masked.message or f"The upstream {upstream.name} answered {status} without a reason."
        )
        self.status, self.param, self.code = status, masked.param, masked.code
        self._type = masked.type or ("invalid_request_error" if status < 500 else "upstream_error")

    def body(self) -> dict[str, Any]:
        """The contract's `ErrorResponse`."""
        members = {"message": self.message, "type": self._type, "param": self.param, "code": self.code}
        return {"error": members}


def _encodable(text: str) -> str:
    """The text without halves of surrogate pairs, which cannot be sent."""
    return text.encode(errors="replace").decode()


@dataclass(slots=True)
class ErrorRelay(Relay):
    """The answer to the client for an error of the upstream, which is `error`."""

    error: APIError


async def relay_error(
    upstream: Upstream, response: UpstreamResponse, headers: list[tuple[str, str]]
) -> ErrorRelay:
    """The answer to the client for an answer with an error's status.

    Its bytes are unchanged if they have the contract's shape and are short.
    """
    body = upstream.secrets.mask_body(await response.read_start(_MAX_BODY_BYTES, partial=True))
    value = error_text.decode(body)
    parsed = upstream_errors.parse_value(value)
    unstructured = isinstance(value, str) or parsed.message is None
    if parsed.message is None and value and not isinstance(value, str):
        # A shape that is not known: the reason is somewhere in it.
        parsed = parsed._replace(message=error_text.shortened(frames.dumps(value).decode()))
    if response.status == 403 and upstream.network.proxy is not None and _is_page(value):
        error: APIError = _page_refusal(upstream, parsed)
    else:
        error = client_error(upstream, response.status, parsed)
    if unstructured and parsed.message is not None and isinstance(error, UpstreamFailure):
        # A page's title or a plain text rarely tells where it comes from.
        source = _source_of_page(upstream) if _is_page(value) else f"The upstream {upstream.name}"
        error.message = f"{source} answered {response.status}: {error.message}"
    if not isinstance(error, UpstreamFailure) or not _passes_unchanged(upstream, body, value):
        body = orjson.dumps(error.body())
    headers = [*headers, ("content-type", "application/json"), ("content-length", str(len(body)))]
    return ErrorRelay(error.status, headers, BufferedBody(body), error)


def with_param(relay: ErrorRelay, param: str) -> ErrorRelay:
    """The same error for the field `param`, in its text, too: what the caller wrote, not what it became."""
    error = relay.error
    if not isinstance(error, UpstreamFailure) or not error.param or error.param == param:
        return relay
    # Not within a longer path.
    error.message = re.sub(rf"(?<![\w.]){re.escape(error.param)}(?![\w.\[])", lambda _: param, error.message)
    error.param = param
    body = orjson.dumps(error.body())
    headers = [(name, value) for name, value in relay.headers if name != "content-length"]
    return ErrorRelay(relay.status, [*headers, ("content-length", str(len(body)))], BufferedBody(body), error)


def client_error(upstream: Upstream, status: int, error: UpstreamError) -> APIError:
    """The error for a caller; one that speaks of the key is the operator's, as the caller's key is valid."""
    if status == 407:
        return UpstreamUnreachable(
            f"A proxy before the upstream {upstream.name} requires a user and a password (407); its operator "
            "must set HTTPS_PROXY or HTTP_PROXY."
        )
    if status not in (401, 403) or upstream.builtin or not _means_key(upstream, status, error):
        return UpstreamFailure(upstream, status, error)
    _log.warning(
        "the upstream refuses this server's key",
        extra={"upstream": upstream.name, "status": status, "reason": error.message},
    )
    if upstream.secret is None:
        message = f"The upstream {upstream.name} asks for a key ({status}), and this server has none for it"
    else:
        message = f"The upstream {upstream.name} rejects this server's key ({status})"
        if status == 403 and upstream.network.proxy is not None:
            message += f", or its proxy {upstream.network.proxy} denies the request"
    return UpstreamUnreachable(f"{message}; its operator must correct it.", code="upstream_key_refused")


def reject_error(upstream: Upstream, body: bytes, *, of_chat: bool = False) -> None:
    """Raises the error that a body with a success status consists of; also for a page or a text.

    `of_chat` is whether the answer has to be a completion; other objects of the contract, such as a failed
    job, have an `error` of their own.
    """
    # Nearly every completion has one of these two; any other body is decoded for this.
    if (b'"choices":[{' in body or b'"choices": [{' in body) and b'"error"' not in body:
        return
    value = error_text.decode(body)
    if not isinstance(value, str):
        reject_error_value(upstream, value, of_chat=of_chat)
    elif not body.lstrip().startswith(_OTHER_STARTS):
        reason = upstream_errors.parse_value(value).message
        text = f"something that is not JSON{f': {reason}' if reason else ''}"
        raise _invalid_answer(upstream, f"answered with {text}", is_page=_is_page(value))


def reject_error_value(upstream: Upstream, value: Any, *, of_chat: bool = False) -> None:
    """The same for a decoded body."""
    is_object = isinstance(value, dict) and value.get("object") not in (None, *upstream_errors.ERROR_KINDS)
    error = None if is_object and not of_chat else upstream_errors.error_in(value)
    if error is None or (isinstance(value, dict) and value.get("choices")):
        return
    status = upstream_errors.status_in(value)
    if status is not None:
        raise client_error(upstream, status, error)
    raise _invalid_answer(upstream, f"answered with an error: {error.message or 'it gives no reason'}", error)


async def reject_page(upstream: Upstream, response: UpstreamResponse) -> None:
    """Raises for a web page with a success status, as of a login: no operation has such an answer."""
    if response.header("content-type").lower().startswith("text/html"):
        reason = error_text.readable((await response.read_start(_MAX_BODY_BYTES)).decode("utf-8", "replace"))
        text = f"a web page{f': {reason}' if reason else ''}"
        raise _invalid_answer(upstream, f"answered with {text}", is_page=True)


def _is_page(value: Any) -> bool:
    return isinstance(value, str) and _PAGE.match(value) is not None


def _source_of_page(upstream: Upstream) -> str:
    """Whom a page is from: no provider has one in its API, but proxies answer with pages of their own."""
    proxy = upstream.network.proxy
    return f"The upstream {upstream.name}" + (f" or its proxy {proxy}" if proxy is not None else "")


def _page_refusal(upstream: Upstream, error: UpstreamError) -> UpstreamUnreachable:
    """The error for a 403 with a page that came through a proxy, which rather denies than passes it on."""
    page = upstream.masked(error.message or "it has no title")
    message = f"{_source_of_page(upstream)} answered 403 with a web page: {page}"
    _log.warning("a page refuses the request", extra={"upstream": upstream.name, "reason": message})
    return UpstreamUnreachable(
        f"{message.rstrip('.')}. Its operator must allow the address there, or correct the key."
    )


def _invalid_answer(
    upstream: Upstream, problem: str, error: UpstreamError | None = None, *, is_page: bool = False
) -> UpstreamFailure:
    message = f"{_source_of_page(upstream) if is_page else f'The upstream {upstream.name}'} {problem}"
    param, code = (error.param, error.code) if error is not None else (None, None)
    members = UpstreamError(message, "upstream_error", param, code or "upstream_invalid_answer")
    return UpstreamFailure(upstream, 502, members)


def _means_key(upstream: Upstream, status: int, error: UpstreamError) -> bool:
    if status == 401 or any(text is not None and _OF_THE_KEY.search(text) for text in error):
        return True
    # A bare 403 is about the only credential that the upstream has seen, if it has seen one.
    has_reason = not _NO_REASON.issuperset(_WORD.findall((error.message or "").lower()))
    return not has_reason and upstream.secret is not None


def _passes_unchanged(upstream: Upstream, body: bytes, value: Any) -> bool:
    if len(body) > _MAX_UNCHANGED_BYTES or not _has_contract_shape(value):
        return False
    # Decoded, as a key may also be written with escapes.
    text = frames.dumps(value).decode()
    return upstream.masked(text) == text


def _has_contract_shape(value: Any) -> bool:
    error = value.get("error") if isinstance(value, dict) else None
    if not isinstance(error, dict) or not {"message", "type", "param", "code"} <= error.keys():
        return False
    texts = (error["param"], error["code"])
    return (
        isinstance(error["message"], str)
        and isinstance(error["type"], str)
        and all(text is None or isinstance(text, str) for text in texts)
    )
