"""Assistants: 23 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, EventStream, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class AssistantsStub:
    """Assistants: subclass it and override what you implement."""

    async def list_assistants(
        self,
        call: Call[Any],
        *,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
    ) -> models.ListAssistantsResponse | Relay:
        """GET /assistants (deprecated): 200 application/json."""
        not_implemented(BY_ID["list_assistants"])

    async def create_assistant(
        self, call: Call[Any], *, body: models.CreateAssistantRequest
    ) -> models.AssistantObject | Relay:
        """POST /assistants (deprecated): 200 application/json."""
        not_implemented(BY_ID["create_assistant"])

    async def get_assistant(self, call: Call[Any], *, assistant_id: str) -> models.AssistantObject | Relay:
        """GET /assistants/{assistant_id} (deprecated): 200 application/json."""
        not_implemented(BY_ID["get_assistant"])

    async def modify_assistant(
        self, call: Call[Any], *, assistant_id: str, body: models.ModifyAssistantRequest
    ) -> models.AssistantObject | Relay:
        """POST /assistants/{assistant_id} (deprecated): 200 application/json."""
        not_implemented(BY_ID["modify_assistant"])

    async def delete_assistant(
        self, call: Call[Any], *, assistant_id: str
    ) -> models.DeleteAssistantResponse | Relay:
        """DELETE /assistants/{assistant_id} (deprecated): 200 application/json."""
        not_implemented(BY_ID["delete_assistant"])

    async def create_thread(
        self, call: Call[Any], *, body: models.CreateThreadRequest | None = None
    ) -> models.ThreadObject | Relay:
        """POST /threads: 200 application/json."""
        not_implemented(BY_ID["create_thread"])

    async def create_thread_and_run(
        self, call: Call[Any], *, body: models.CreateThreadAndRunRequest
    ) -> models.RunObject | EventStream[models.AssistantStreamEvent] | Relay:
        """POST /threads/runs: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_thread_and_run"])

    async def get_thread(self, call: Call[Any], *, thread_id: str) -> models.ThreadObject | Relay:
        """GET /threads/{thread_id}: 200 application/json."""
        not_implemented(BY_ID["get_thread"])

    async def modify_thread(
        self, call: Call[Any], *, thread_id: str, body: models.ModifyThreadRequest
    ) -> models.ThreadObject | Relay:
        """POST /threads/{thread_id}: 200 application/json."""
        not_implemented(BY_ID["modify_thread"])

    async def delete_thread(self, call: Call[Any], *, thread_id: str) -> models.DeleteThreadResponse | Relay:
        """DELETE /threads/{thread_id}: 200 application/json."""
        not_implemented(BY_ID["delete_thread"])

    async def list_messages(
        self,
        call: Call[Any],
        *,
        thread_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
        run_id: str | None = None,
    ) -> models.ListMessagesResponse | Relay:
        """GET /threads/{thread_id}/messages: 200 application/json."""
        not_implemented(BY_ID["list_messages"])

    async def create_message(
        self, call: Call[Any], *, thread_id: str, body: models.CreateMessageRequest
    ) -> models.MessageObject | Relay:
        """POST /threads/{thread_id}/messages: 200 application/json."""
        not_implemented(BY_ID["create_message"])

    async def get_message(
        self, call: Call[Any], *, thread_id: str, message_id: str
    ) -> models.MessageObject | Relay:
        """GET /threads/{thread_id}/messages/{message_id}: 200 application/json."""
        not_implemented(BY_ID["get_message"])

    async def modify_message(
        self, call: Call[Any], *, thread_id: str, message_id: str, body: models.ModifyMessageRequest
    ) -> models.MessageObject | Relay:
        """POST /threads/{thread_id}/messages/{message_id}: 200 application/json."""
        not_implemented(BY_ID["modify_message"])

    async def delete_message(
        self, call: Call[Any], *, thread_id: str, message_id: str
    ) -> models.DeleteMessageResponse | Relay:
        """DELETE /threads/{thread_id}/messages/{message_id}: 200 application/json."""
        not_implemented(BY_ID["delete_message"])

    async def list_runs(
        self,
        call: Call[Any],
        *,
        thread_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
    ) -> models.ListRunsResponse | Relay:
        """GET /threads/{thread_id}/runs: 200 application/json."""
        not_implemented(BY_ID["list_runs"])

    async def create_run(
        self,
        call: Call[Any],
        *,
        thread_id: str,
        body: models.CreateRunRequest,
        include: list[Literal["step_details.tool_calls[*].file_search.results[*].content"]] | None = None,
    ) -> models.RunObject | EventStream[models.AssistantStreamEvent] | Relay:
        """POST /threads/{thread_id}/runs: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_run"])

    async def get_run(self, call: Call[Any], *, thread_id: str, run_id: str) -> models.RunObject | Relay:
        """GET /threads/{thread_id}/runs/{run_id}: 200 application/json."""
        not_implemented(BY_ID["get_run"])

    async def modify_run(
        self, call: Call[Any], *, thread_id: str, run_id: str, body: models.ModifyRunRequest
    ) -> models.RunObject | Relay:
        """POST /threads/{thread_id}/runs/{run_id}: 200 application/json."""
        not_implemented(BY_ID["modify_run"])

    async def cancel_run(self, call: Call[Any], *, thread_id: str, run_id: str) -> models.RunObject | Relay:
        """POST /threads/{thread_id}/runs/{run_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_run"])

    async def list_run_steps(
        self,
        call: Call[Any],
        *,
        thread_id: str,
        run_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
        include: list[Literal["step_details.tool_calls[*].file_search.results[*].content"]] | None = None,
    ) -> models.ListRunStepsResponse | Relay:
        """GET /threads/{thread_id}/runs/{run_id}/steps: 200 application/json."""
        not_implemented(BY_ID["list_run_steps"])

    async def get_run_step(
        self,
        call: Call[Any],
        *,
        thread_id: str,
        run_id: str,
        step_id: str,
        include: list[Literal["step_details.tool_calls[*].file_search.results[*].content"]] | None = None,
    ) -> models.RunStepObject | Relay:
        """GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}: 200 application/json."""
        not_implemented(BY_ID["get_run_step"])

    async def submit_tool_ouputs_to_run(
        self, call: Call[Any], *, thread_id: str, run_id: str, body: models.SubmitToolOutputsRunRequest
    ) -> models.RunObject | EventStream[models.AssistantStreamEvent] | Relay:
        """POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["submit_tool_ouputs_to_run"])
