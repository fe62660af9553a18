"""The services that operations use, built once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from app.engine.admin_keys import Hasher
from app.engine.chats import Chats
from app.engine.responses.background_jobs import BackgroundJobs
from app.engine.responses.response_service import ResponseService
from app.storage.database import Database
from app.upstream.upstreams import Upstreams


@dataclass(frozen=True, slots=True)
class Services:
    """One instance per application; a class of `app.operations` takes it as its only argument."""

    upstreams: Upstreams
    database: Database
    chats: Chats
    responses: ResponseService
    jobs: BackgroundJobs
    key_hasher: Hasher
    list_helper_calls: bool = True
    """Whether lists of chats have the helper calls of UIs if the caller says nothing else."""
