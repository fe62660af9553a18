"""Content provenance: 1 operation of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ContentProvenanceStub:
    """Content provenance: subclass it and override what you implement."""

    async def create_content_provenance_check(
        self, call: Call[Any], *, body: models.CreateContentProvenanceBody | None = None
    ) -> models.ProvenanceResource | Relay:
        """POST /content_provenance_checks: 200 application/json."""
        not_implemented(BY_ID["create_content_provenance_check"])
