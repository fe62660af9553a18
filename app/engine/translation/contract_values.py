"""Values that the contract's Response allows; an upstream may send any."""

from __future__ import annotations

from functools import cache
from typing import get_args


@cache
def error_codes() -> frozenset[str]:
    """The values of `error.code`."""
    from generated.models import ResponseErrorCode

    return frozenset(get_args(ResponseErrorCode.__value__))


@cache
def service_tiers() -> frozenset[str]:
    """The values of `service_tier`."""
    from generated.models import ServiceTierResponses

    literal, _ = get_args(ServiceTierResponses.__value__)
    return frozenset(get_args(literal))
