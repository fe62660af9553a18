"""Models of the contract: assistants and chat. Written by codegen."""

from __future__ import annotations

from pydantic import StrictBool
from typing_extensions import TypeAliasType

ParallelToolCalls = TypeAliasType("ParallelToolCalls", StrictBool)
