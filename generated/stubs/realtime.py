"""Realtime: 9 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Binary, Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class RealtimeStub:
    """Realtime: subclass it and override what you implement."""

    async def create_realtime_call(
        self, call: Call[Any], *, body: models.RealtimeCallCreateRequest | str
    ) -> Binary | Relay:
        """POST /realtime/calls: 201 application/sdp."""
        not_implemented(BY_ID["create_realtime_call"])

    async def accept_realtime_call(
        self, call: Call[Any], *, call_id: str, body: models.RealtimeSessionCreateRequestGA
    ) -> None | Relay:
        """POST /realtime/calls/{call_id}/accept: 200 without a body."""
        not_implemented(BY_ID["accept_realtime_call"])

    async def hangup_realtime_call(self, call: Call[Any], *, call_id: str) -> None | Relay:
        """POST /realtime/calls/{call_id}/hangup: 200 without a body."""
        not_implemented(BY_ID["hangup_realtime_call"])

    async def refer_realtime_call(
        self, call: Call[Any], *, call_id: str, body: models.RealtimeCallReferRequest
    ) -> None | Relay:
        """POST /realtime/calls/{call_id}/refer: 200 without a body."""
        not_implemented(BY_ID["refer_realtime_call"])

    async def reject_realtime_call(
        self, call: Call[Any], *, call_id: str, body: models.RealtimeCallRejectRequest | None = None
    ) -> None | Relay:
        """POST /realtime/calls/{call_id}/reject: 200 without a body."""
        not_implemented(BY_ID["reject_realtime_call"])

    async def create_realtime_client_secret(
        self, call: Call[Any], *, body: models.RealtimeCreateClientSecretRequest
    ) -> models.RealtimeCreateClientSecretResponse | Relay:
        """POST /realtime/client_secrets: 200 application/json."""
        not_implemented(BY_ID["create_realtime_client_secret"])

    async def create_realtime_session(
        self, call: Call[Any], *, body: models.RealtimeSessionCreateRequest
    ) -> models.RealtimeSessionCreateResponse | Relay:
        """POST /realtime/sessions: 200 application/json."""
        not_implemented(BY_ID["create_realtime_session"])

    async def create_realtime_transcription_session(
        self, call: Call[Any], *, body: models.RealtimeTranscriptionSessionCreateRequest
    ) -> models.RealtimeTranscriptionSessionCreateResponse | Relay:
        """POST /realtime/transcription_sessions: 200 application/json."""
        not_implemented(BY_ID["create_realtime_transcription_session"])

    async def create_realtime_translation_client_secret(
        self, call: Call[Any], *, body: models.RealtimeTranslationClientSecretCreateRequest
    ) -> models.RealtimeTranslationClientSecretCreateResponse | Relay:
        """POST /realtime/translations/client_secrets: 200 application/json."""
        not_implemented(BY_ID["create_realtime_translation_client_secret"])
