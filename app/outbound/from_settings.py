"""Outbound calls by the settings."""

from __future__ import annotations

from app.outbound.address_rules import AddressRules
from app.outbound.outbound_client import Outbound
from app.settings import Settings


def outbound_calls(settings: Settings) -> Outbound:
    """Calls of addresses that callers and pages name, by the settings' rules."""
    ports = [int(port) for port in settings.outbound_ports]
    return Outbound(AddressRules(settings.outbound_allow_hosts, ports))
