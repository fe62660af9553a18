"""The models that a project may call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.errors import Forbidden
from generated.runtime import Call

_ASKS_MODEL = "api.model.request"


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """A list of models: those that may be called, or those that may not.

    A model has the name that callers use, and one at each upstream that may serve it. An alias goes around
    no list: of a deny list none of its names is on the list; of an allow list the caller's name is, or all
    of the upstreams'.
    """

    is_allow_list: bool
    ids: frozenset[str]

    def permits(self, model: str, upstream_models: Iterable[str | None]) -> bool:
        """Whether the model of that name may be called, and is so named by the upstreams."""
        if self.is_allow_list:
            return model in self.ids or all(each in self.ids for each in upstream_models)
        return model not in self.ids and not any(each in self.ids for each in upstream_models)


def require_access(
    access: ModelAccess, call: Call[Any], model: str | None, upstream_models: Iterable[str | None]
) -> None:
    """Raises Forbidden where the project may not call that model.

    A request to a model must name it: else the upstream would choose.
    """
    if model is None:
        if call.operation.permission == _ASKS_MODEL:
            raise Forbidden(
                "The model permissions of this project require the field 'model'.",
                param="model",
                code="model_not_found",
            )
    elif not access.permits(model, upstream_models):
        raise Forbidden(
            f"Project `{call.caller.project}` does not have access to model `{model[:200]}`.",
            param="model",
            code="model_not_found",
        )
