"""Types of the stubs: operations, calls, and results that are not models. Written by codegen."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, NoReturn, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

CallerT = TypeVar("CallerT")
EventT = TypeVar("EventT")

ParameterKind: TypeAlias = Literal["string", "integer", "number", "boolean", "any"]
ParameterStyle: TypeAlias = Literal["scalar", "array", "deepObject"]
ResponseKind: TypeAlias = Literal["json", "events", "binary", "empty"]
EventStyle: TypeAlias = Literal["data", "typed", "named"]
Security: TypeAlias = Literal["api_key", "admin_api_key"]


class Parameter(NamedTuple):
    """One path, query or header parameter of an operation."""

    name: str
    """On the wire, e.g. `project_ids`; header names are lower-case."""
    argument: str
    """The keyword argument of the stub's method, a Python identifier."""
    location: Literal["path", "query", "header"]
    required: bool
    style: ParameterStyle
    kind: ParameterKind
    """The type that the text of the value, an array's items or an object's members is parsed as."""


class RequestBody(NamedTuple):
    """One media type that an operation accepts."""

    media_type: str
    model: str | None
    """A name in `generated.models`; None if the contract has no schema for which a model exists."""
    required: bool


class Response(NamedTuple):
    """One declared response: a status and a media type."""

    status: int | None
    """None is the contract's `default`."""
    media_type: str | None
    kind: ResponseKind
    model: str | None
    """A name in `generated.models`: the body's for `json`, one event's for `events`."""


class Operation(NamedTuple):
    """A row of the operation table: one operation of the contract."""

    id: str
    """The operationId in snake_case, which is also the name of the stub's method."""
    method: str
    """Upper-case."""
    path: str
    """Template without the API's prefix and without a query, e.g. `/chat/completions/{completion_id}`."""
    beta: bool
    """True where the contract's path key ends in `?beta=true`."""
    beta_headers: tuple[str, ...]
    """Values of `OpenAI-Beta` that select this operation instead of its twin without the query."""
    group: str
    """The module in `generated.stubs`."""
    stub: str
    """The class in that module."""
    tag: str
    security: Security
    permission: str
    """The permission that a caller needs, e.g. `api.files.read`; from `spec/permissions.yaml`."""
    deprecated: bool
    parameters_model: str | None
    """The class in `generated.parameters.<group>` that validates the parameters; None without parameters."""
    parameters: tuple[Parameter, ...]
    bodies: tuple[RequestBody, ...]
    responses: tuple[Response, ...]
    event_style: EventStyle | None
    """The framing of events; None without an event stream.

    `data`: a `data:` line each, `[DONE]` at the end. `typed`: an `event:` line with the model's `type`, too, and
    no `[DONE]`. `named`: the model is `{event, data}`.
    """


class Content(Protocol):
    """A request's body after content decoding: replayable, in memory or in a spool file."""

    @property
    def content_type(self) -> str:
        """The header's value, including a multipart boundary."""

    @property
    def length(self) -> int:
        """In bytes."""

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """The body in chunks, from its start at each call."""

    async def read(self) -> bytes:
        """The complete body; for small bodies (JSON) only."""


@dataclass(slots=True)
class Call(Generic[CallerT]):
    """One request that is being handled. The application binds the type of its caller; stubs accept any."""

    operation: Operation
    caller: CallerT
    request_id: str
    path: str
    """Below the API's prefix, as sent and still percent-encoded: `/models/meta-llama%2FLlama-3`."""
    query: str
    """As sent, without the question mark."""
    headers: Mapping[str, str]
    """Lower-case names; credentials are not among them."""
    content: Content | None
    """None where the request has no body."""
    path_values: Mapping[str, str] = field(default_factory=dict)
    """The path's parameters by name, decoded."""
    body_fields: Mapping[str, Any] = field(default_factory=dict)
    """The body's top level, decoded but not validated: a JSON object or a form's text fields, else empty."""
    response_headers: dict[str, str] = field(default_factory=dict)
    """Added to the response, whatever the result is."""
    client_address: str | None = None
    """The IP address that the request came from, as far as the server knows it."""
    upstream: str | None = None
    """The upstream that was asked, once it is known; for the log, like what follows."""
    tokens: tuple[int, int] | None = None
    """Input and output tokens, once they are known."""
    outcome: str | None = None
    """How the call ended, unless it was completed."""
    code: str | None = None
    """The code of the upstream's error that the caller got, if it has one."""
    lane: Any = None
    """What its lane of a WebSocket connection remembers; None for a request by HTTP."""


class UploadedFile:
    """One file of a multipart form: a window on the request's spool file."""

    __slots__ = ("_content", "content_type", "filename", "length", "offset")

    def __init__(
        self,
        content: SpooledContent,
        offset: int,
        length: int,
        filename: str | None,
        content_type: str | None,
    ) -> None:
        self._content = content
        self.offset = offset
        self.length = length
        self.filename = filename
        self.content_type = content_type

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """The file in chunks, from its start at each call."""
        return self._content.window(self.offset, self.length)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(
            cls, serialization=core_schema.plain_serializer_function_ser_schema(repr)
        )


class SpooledContent(Content, Protocol):
    """A body with random access."""

    def window(self, offset: int, length: int) -> AsyncGenerator[bytes, None]:
        """`length` bytes from `offset`, in chunks."""


@dataclass(slots=True)
class EventStream(Generic[EventT]):
    """Typed server-sent events, framed by the operation's `event_style`."""

    events: AsyncGenerator[EventT, None]


@dataclass(slots=True)
class Binary:
    """Bytes with a media type that the contract declares."""

    media_type: str
    chunks: AsyncGenerator[bytes, None]
    length: int | None = None
    """In bytes; None if unknown before they are read."""


@dataclass(slots=True)
class Relay:
    """An upstream's response, relayed as bytes; closing `chunks` ends the request to the upstream."""

    status: int
    headers: Sequence[tuple[str, str]]
    """Lower-case names, filtered for the client."""
    chunks: AsyncGenerator[bytes, None]


class OperationNotImplemented(Exception):
    """Raised by a stub's own body, which the server never calls: the fallback handles such operations."""


def not_implemented(operation: Operation) -> NoReturn:
    """The body of every stub."""
    raise OperationNotImplemented(operation.id)
