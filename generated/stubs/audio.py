"""Audio: 9 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Binary, Call, EventStream, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class AudioStub:
    """Audio: subclass it and override what you implement."""

    async def create_speech(
        self, call: Call[Any], *, body: models.CreateSpeechRequest
    ) -> Binary | EventStream[models.CreateSpeechResponseStreamEvent] | Relay:
        """POST /audio/speech: 200 application/octet-stream, 200 text/event-stream."""
        not_implemented(BY_ID["create_speech"])

    async def create_transcription(
        self, call: Call[Any], *, body: models.CreateTranscriptionRequest
    ) -> (
        models.CreateTranscriptionResponse200
        | EventStream[models.CreateTranscriptionResponseStreamEvent]
        | Relay
    ):
        """POST /audio/transcriptions: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_transcription"])

    async def create_translation(
        self, call: Call[Any], *, body: models.CreateTranslationRequest
    ) -> models.CreateTranslationResponse200 | Relay:
        """POST /audio/translations: 200 application/json."""
        not_implemented(BY_ID["create_translation"])

    async def list_voice_consents(
        self, call: Call[Any], *, after: str | None = None, limit: int = 20
    ) -> models.VoiceConsentListResource | Relay:
        """GET /audio/voice_consents: 200 application/json."""
        not_implemented(BY_ID["list_voice_consents"])

    async def create_voice_consent(
        self, call: Call[Any], *, body: models.CreateVoiceConsentRequest
    ) -> models.VoiceConsentResource | Relay:
        """POST /audio/voice_consents: 200 application/json."""
        not_implemented(BY_ID["create_voice_consent"])

    async def get_voice_consent(
        self, call: Call[Any], *, consent_id: str
    ) -> models.VoiceConsentResource | Relay:
        """GET /audio/voice_consents/{consent_id}: 200 application/json."""
        not_implemented(BY_ID["get_voice_consent"])

    async def update_voice_consent(
        self, call: Call[Any], *, consent_id: str, body: models.UpdateVoiceConsentRequest
    ) -> models.VoiceConsentResource | Relay:
        """POST /audio/voice_consents/{consent_id}: 200 application/json."""
        not_implemented(BY_ID["update_voice_consent"])

    async def delete_voice_consent(
        self, call: Call[Any], *, consent_id: str
    ) -> models.VoiceConsentDeletedResource | Relay:
        """DELETE /audio/voice_consents/{consent_id}: 200 application/json."""
        not_implemented(BY_ID["delete_voice_consent"])

    async def create_voice(
        self, call: Call[Any], *, body: models.CreateVoiceRequest
    ) -> models.VoiceResource | Relay:
        """POST /audio/voices: 200 application/json."""
        not_implemented(BY_ID["create_voice"])
