"""The errors that clients receive, each with its status, type and code.

    APIError
    ├── BadRequest              400
    ├── Unauthorized            401
    ├── Forbidden               403
    ├── NotFound                404
    ├── MethodNotAllowed        405
    ├── Conflict                409
    ├── PayloadTooLarge         413
    ├── UnsupportedMediaType    415
    ├── RequestTimeout          408
    ├── RateLimited             429
    ├── ServerError             500
    ├── OperationNotImplemented 501
    ├── UpstreamUnreachable     502
    ├── Unavailable             503
    └── UpstreamTimeout         504

The body is the contract's `ErrorResponse`: `{"error": {"message", "type", "param", "code"}}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from app.masking import mask_keys

_LONGEST_MESSAGE = 4000
_LONGEST_PARAM = 400


class APIError(Exception):
    """A response that is an error.

    `message` is for a person and names the field, `param` is the field's path (`messages[0].role`) or None,
    `code` is for a program, `headers` are added to the response.
    """

    status: int = 500
    type: ClassVar[str] = "server_error"
    default_code: ClassVar[str | None] = None

    def __init__(
        self,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.code = code if code is not None else self.default_code
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The contract's `ErrorResponse`. It repeats no key, and of a long text its start only."""
        message = mask_keys(_shortened(self.message, _LONGEST_MESSAGE))
        param = None if self.param is None else mask_keys(_shortened(self.param, _LONGEST_PARAM))
        return {"error": {"message": message, "type": self.type, "param": param, "code": self.code}}


class BadRequest(APIError):
    """The request does not match the contract, or cannot be carried out."""

    status = 400
    type = "invalid_request_error"


class Unauthorized(APIError):
    """No key, or an invalid one."""

    status = 401
    type = "invalid_request_error"
    default_code = "invalid_api_key"


class Forbidden(APIError):
    """The key lacks the permission."""

    status = 403
    type = "invalid_request_error"
    default_code = "insufficient_permissions"


class NotFound(APIError):
    """No such path, or no such object for this caller."""

    status = 404
    type = "invalid_request_error"
    default_code = "not_found"


class MethodNotAllowed(APIError):
    """The contract has the path, but not with this method."""

    status = 405
    type = "invalid_request_error"
    default_code = "method_not_allowed"


class RequestTimeout(APIError):
    """The request did not arrive in time."""

    status = 408
    type = "invalid_request_error"
    default_code = "request_timeout"


class Conflict(APIError):
    """Another call is changing the same object."""

    status = 409
    type = "invalid_request_error"
    default_code = "conflict"


class PayloadTooLarge(APIError):
    """The request body exceeds the limit, after decompression."""

    status = 413
    type = "invalid_request_error"
    default_code = "request_too_large"


class UnsupportedMediaType(APIError):
    """The operation does not accept this `Content-Type` or `Content-Encoding`."""

    status = 415
    type = "invalid_request_error"
    default_code = "unsupported_media_type"


class RateLimited(APIError):
    """The caller must wait before the next request."""

    status = 429
    type = "requests"
    default_code = "rate_limit_exceeded"


class ServerError(APIError):
    """A fault of this server. Its cause is logged and never in the response."""


class OperationNotImplemented(APIError):
    """The contract has the operation, this server does not implement it."""

    status = 501
    type = "invalid_request_error"
    default_code = "operation_not_implemented"


class UpstreamUnreachable(APIError):
    """The upstream refused, closed the connection, or sent invalid HTTP; the message names it."""

    status = 502
    type = "upstream_error"
    default_code = "upstream_unreachable"


class Unavailable(APIError):
    """The server cannot serve at the moment; the request was not processed."""

    status = 503
    type = "server_error"
    default_code = "unavailable"


class UpstreamTimeout(APIError):
    """The upstream exceeded a timeout; the message names it."""

    status = 504
    type = "upstream_error"
    default_code = "upstream_timeout"


def _shortened(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[:characters] + "…"


def fault(status: int, message: str, headers: Mapping[str, str] | None = None) -> APIError:
    """The error of that status; BadRequest for another 4xx, ServerError for another 5xx."""
    kinds = {kind.status: kind for kind in APIError.__subclasses__()}
    error = kinds.get(status, BadRequest if status < 500 else ServerError)(message, headers=headers)
    error.status = status
    if status in (429, 503):
        error.headers["retry-after"] = "1"
    return error


class SettingsConflict(Exception):
    """A setting names something that the contract does not have. Reported at start, never to a client."""
