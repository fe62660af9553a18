"""Certificate authorities whose clients' certificates are accepted."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, String, Text, UniqueConstraint
from sqlmodel import Field

from app.storage.tables.base import Table


class Certificate(Table, table=True):
    """A certificate authority that an administrator has uploaded."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("organization_id", "sha256"),)

    id: str = Field(primary_key=True)
    organization_id: str = Field(foreign_key="organizations.id")
    name: str | None = None
    content: str = Field(sa_type=Text)
    """PEM."""
    sha256: str
    """Of the certificate's DER, in hexadecimal."""
    subject_key_id: str
    """In hexadecimal: clients' certificates name it as their issuer's."""
    valid_at: int = Field(sa_type=BigInteger)
    """Unix seconds."""
    expires_at: int = Field(sa_type=BigInteger)
    created_at: int = Field(sa_type=BigInteger)


class CertificateScope(Table, table=True):
    """Where a certificate is active."""

    __tablename__ = "certificate_scopes"

    certificate_id: str = Field(
        sa_column=Column(String, ForeignKey("certificates.id", ondelete="CASCADE"), primary_key=True)
    )
    scope_id: str = Field(primary_key=True, index=True)
    """The organization or a project."""
