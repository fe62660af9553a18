"""The errors a client can see, each with its status, type and code.

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


class APIError(Exception):
    """An answer that is an error.

    `message` is for a person and names the field, `param` is the field's path (`messages[0].role`) or None,
    `code` is for a program, `headers` are added to the answer.
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
        """The contract's `ErrorResponse`."""
        return {"error": {"message": self.message, "type": self.type, "param": self.param, "code": self.code}}


class BadRequest(APIError):
    """The request breaks the contract, or asks for what cannot be done."""

    status = 400
    type = "invalid_request_error"


class Unauthorized(APIError):
    """No key, or a wrong one."""

    status = 401
    type = "invalid_request_error"
    default_code = "invalid_api_key"


class Forbidden(APIError):
    """The key may not do this."""

    status = 403
    type = "invalid_request_error"
    default_code = "insufficient_permissions"


class NotFound(APIError):
    """No such path, or no such object for this caller."""

    status = 404
    type = "invalid_request_error"
    default_code = "not_found"


class MethodNotAllowed(APIError):
    """The contract knows the path, but not with this method."""

    status = 405
    type = "invalid_request_error"
    default_code = "method_not_allowed"


class RequestTimeout(APIError):
    """The request's body did not arrive in time."""

    status = 408
    type = "invalid_request_error"
    default_code = "request_timeout"


class Conflict(APIError):
    """Another call is changing the same object."""

    status = 409
    type = "invalid_request_error"
    default_code = "conflict"


class PayloadTooLarge(APIError):
    """The request's body is over the limit, counted after decompression."""

    status = 413
    type = "invalid_request_error"
    default_code = "request_too_large"


class UnsupportedMediaType(APIError):
    """The operation does not take this `Content-Type` or `Content-Encoding`."""

    status = 415
    type = "invalid_request_error"
    default_code = "unsupported_media_type"


class RateLimited(APIError):
    """The caller must wait."""

    status = 429
    type = "requests"
    default_code = "rate_limit_exceeded"


class ServerError(APIError):
    """A fault of ours; its cause is in the log, never in the answer."""


class OperationNotImplemented(APIError):
    """The contract has the operation, this server does not do it yet."""

    status = 501
    type = "invalid_request_error"
    default_code = "operation_not_implemented"


class UpstreamUnreachable(APIError):
    """The upstream refused, broke off, or answered with something that is not HTTP; the message names it."""

    status = 502
    type = "upstream_error"
    default_code = "upstream_unreachable"


class Unavailable(APIError):
    """The server cannot serve now; the request was not processed."""

    status = 503
    type = "server_error"
    default_code = "unavailable"


class UpstreamTimeout(APIError):
    """The upstream was silent for longer than it may be; the message names it."""

    status = 504
    type = "upstream_error"
    default_code = "upstream_timeout"


def fault(status: int, message: str, headers: Mapping[str, str] | None = None) -> APIError:
    """The error of that status; of one that has no class, the nearest that has: 4xx a bad request, 5xx the server's."""
    kinds = {kind.status: kind for kind in APIError.__subclasses__()}
    error = kinds.get(status, BadRequest if status < 500 else ServerError)(message, headers=headers)
    error.status = status
    if status in (429, 503):
        error.headers["retry-after"] = "1"
    return error


class SettingsConflict(Exception):
    """A setting that names what the contract does not have; told at start, never to a client."""
