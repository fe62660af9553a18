"""Parameters of the operations of Realtime. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class AcceptRealtimeCallParameters(BaseModel):
    """POST /realtime/calls/{call_id}/accept"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    call_id: Annotated[str, Field(alias="call_id")]


class HangupRealtimeCallParameters(BaseModel):
    """POST /realtime/calls/{call_id}/hangup"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    call_id: Annotated[str, Field(alias="call_id")]


class ReferRealtimeCallParameters(BaseModel):
    """POST /realtime/calls/{call_id}/refer"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    call_id: Annotated[str, Field(alias="call_id")]


class RejectRealtimeCallParameters(BaseModel):
    """POST /realtime/calls/{call_id}/reject"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    call_id: Annotated[str, Field(alias="call_id")]
