"""The operator's organization; a server has one."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from app.storage.tables import Organization
from app.storage.unit_of_work import OPERATOR, AuditContext


def default_organization(session: Session) -> str:
    """The id of the oldest organization, which the migrations add."""
    oldest = select(col(Organization.id)).order_by(col(Organization.created_at), col(Organization.id))
    found: str = session.execute(oldest.limit(1)).scalar_one()
    return found


def operator_context(session: Session) -> AuditContext:
    """For administrative writes that no request causes."""
    return AuditContext(default_organization(session), OPERATOR)
