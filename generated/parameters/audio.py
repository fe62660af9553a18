"""Parameters of the operations of Audio. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ListVoiceConsentsParameters(BaseModel):
    """GET /audio/voice_consents"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None


class GetVoiceConsentParameters(BaseModel):
    """GET /audio/voice_consents/{consent_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    consent_id: Annotated[str, Field(alias="consent_id")]


class UpdateVoiceConsentParameters(BaseModel):
    """POST /audio/voice_consents/{consent_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    consent_id: Annotated[str, Field(alias="consent_id")]


class DeleteVoiceConsentParameters(BaseModel):
    """DELETE /audio/voice_consents/{consent_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    consent_id: Annotated[str, Field(alias="consent_id")]
