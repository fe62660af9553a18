"""Bodies that agents send to `/chat/completions` and the contract does not have there. The answer is a chat.

Cursor sends a response's request, or a chat whose tools are written as a response's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

from app.access.callers import Call
from app.contract.handler import Arguments, OtherBody, Result
from app.engine.chat_dialect import dialect_of
from app.engine.chats import Chats
from app.engine.responses.expanded_request import with_body
from app.engine.translation.chat_request import ChatRequest, chat_request
from app.engine.translation.dialect import Dialect
from app.engine.translation.flat_tools import has_flat_tools, with_functions, with_nested_tools
from app.engine.translation.request_table import CHAT_ONLY
from app.errors import BadRequest
from app.upstream.request_body import report_dropped_fields, report_left_out
from app.upstream.upstream import Route
from app.upstream.upstreams import Upstreams

_STATE = ("previous_response_id", "conversation", "background", "context_management")
_STORED = ("store", "metadata")


class ChatBodies:
    """Makes chats of these bodies, for each upstream that is asked; what is stored is that of the first."""

    def __init__(self, chats: Chats, upstreams: Upstreams) -> None:
        self._chats = chats
        self._upstreams = upstreams

    def other_body(self, fields: Mapping[str, Any]) -> OtherBody | None:
        """See `Handler.other_body`."""
        if "messages" not in fields and "input" in fields:
            return OtherBody(fields, "CreateResponse", self._complete_response)
        if "messages" in fields and has_flat_tools(fields):
            nested = with_nested_tools(fields)
            return OtherBody(nested, "CreateChatCompletionRequest", self._complete_nested)
        return None

    def _complete_response(self, call: Call, arguments: Arguments) -> Awaitable[Result]:
        del arguments
        fields, route = call.body_fields, self._route(call)
        for name in _STATE:
            if fields.get(name):
                raise BadRequest(
                    f"'{name}' is of responses: use it with /v1/responses.",
                    param=name,
                    code="unsupported_parameter",
                )
        first = dialect_of(route.upstream)
        chats = {first: _chat(call, first)}

        def call_for(route: Route) -> Call:
            dialect = dialect_of(route.upstream)
            if dialect not in chats:
                chats[dialect] = _chat(call, dialect)
            own, chat = chats[dialect]
            if chat.dropped:
                report_dropped_fields(route, call, chat.dropped)
            if chat.left_out:
                report_left_out(route, call, chat.left_out)
            return own

        return self._chats.complete(chats[first][0], call_for=call_for)

    def _complete_nested(self, call: Call, arguments: Arguments) -> Awaitable[Result]:
        del arguments
        functions = with_body(call, with_functions(call.body_fields))

        def call_for(route: Route) -> Call:
            return call if route.upstream.custom_tools == "native" else functions

        return self._chats.complete(call_for(self._route(call)), call_for=call_for)

    def _route(self, call: Call) -> Route:
        model = call.body_fields.get("model")
        if model is None:
            raise BadRequest(
                "'model' is missing; it is required.", param="model", code="missing_required_parameter"
            )
        return self._upstreams.first_route(call, model)


def _chat(call: Call, dialect: Dialect) -> tuple[Call, ChatRequest]:
    """The call of a response's request with the chat for that dialect."""
    fields = call.body_fields
    own = {name: value for name, value in fields.items() if name in CHAT_ONLY and value is not None}
    rest = {name: value for name, value in fields.items() if name not in CHAT_ONLY}
    options = rest.pop("stream_options", None) or {}
    chat = chat_request(rest, dialect=dialect)
    body = {**chat.body, **own, **{name: fields[name] for name in _STORED if name in fields}}
    # A usage that was not asked for is not shown.
    body.pop("stream_options", None)
    if fields.get("stream") and options.get("include_usage") is not None:
        body["stream_options"] = {"include_usage": options["include_usage"]}
    return with_body(call, body), chat
