"""Users, groups, service accounts, roles and policies: who is who in the organization, and who may what."""

from __future__ import annotations

import secrets
import time
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
# To give each key its owner.
reads_all_rows = ("api_keys", "organizations")

_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """One step forward."""
    op.add_column(
        "organizations", sa.Column("generation", sa.BigInteger(), server_default="0", nullable=False)
    )
    # All may be null: earlier processes that write during an update know none of them.
    for column in (
        sa.Column("owner_user_id", sa.String(), nullable=True),
        sa.Column("service_account_id", sa.String(), nullable=True),
        sa.Column("scopes", _JSON, nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
    ):
        op.add_column("api_keys", column)
    op.create_index("ix_api_keys_owner_user_id", "api_keys", ["owner_user_id"])
    op.create_index("ix_api_keys_service_account_id", "api_keys", ["service_account_id"])
    users = _create_people()
    accounts, assignments = _create_memberships_and_roles()
    _create_policies()
    _create_certificates()
    _own_keys(users, accounts, assignments)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _table(name: str, keys: int, *parts: Any) -> sa.Table:
    """A table whose first columns are its primary key."""
    primary = [part.name for part in parts[:keys]]
    return op.create_table(name, *parts, sa.PrimaryKeyConstraint(*primary, name=f"pk_{name}"))


def _foreign(table: str, column: str, target: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    ondelete = "CASCADE" if cascade else None
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete=ondelete)


def _create_people() -> sa.Table:
    users = _table(
        "users",
        1,
        _text("id"),
        _text("organization_id"),
        _text("email"),
        _text("email_key"),
        _text("name"),
        _time("added_at"),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        _text("technical_level", nullable=True),
        _text("developer_persona", nullable=True),
        _time("disabled_at", nullable=True),
        _foreign("users", "organization_id", "organizations.id"),
        sa.UniqueConstraint("organization_id", "email_key", name="uq_users_organization_id_email_key"),
    )
    _table(
        "invites",
        1,
        _text("id"),
        _text("organization_id"),
        _text("email"),
        _text("role"),
        sa.Column("projects", _JSON, nullable=False),
        _text("token_hash"),
        _time("created_at"),
        _time("expires_at"),
        _time("accepted_at", nullable=True),
        _foreign("invites", "organization_id", "organizations.id"),
        sa.UniqueConstraint("token_hash", name="uq_invites_token_hash"),
    )
    op.create_index("ix_invites_organization_id", "invites", ["organization_id"])
    _table(
        "groups",
        1,
        _text("id"),
        _text("organization_id"),
        _text("name"),
        _time("created_at"),
        _foreign("groups", "organization_id", "organizations.id"),
    )
    op.create_index("ix_groups_organization_id", "groups", ["organization_id"])
    _table(
        "group_members",
        2,
        _text("group_id"),
        _text("user_id"),
        _time("added_at"),
        _foreign("group_members", "group_id", "groups.id", cascade=True),
        _foreign("group_members", "user_id", "users.id"),
    )
    op.create_index("ix_group_members_user_id", "group_members", ["user_id"])
    return users


def _create_memberships_and_roles() -> tuple[sa.Table, sa.Table]:
    for name, column, target in (
        ("project_users", "user_id", "users.id"),
        ("project_groups", "group_id", "groups.id"),
    ):
        _table(
            name,
            2,
            _text("project_id"),
            _text(column),
            _time("added_at"),
            _foreign(name, "project_id", "projects.id"),
            _foreign(name, column, target, cascade=column == "group_id"),
        )
        op.create_index(f"ix_{name}_{column}", name, [column])
    accounts = _table(
        "service_accounts",
        2,
        _text("project_id"),
        _text("id"),
        _text("name"),
        _time("created_at"),
        _time("deleted_at", nullable=True),
        _foreign("service_accounts", "project_id", "projects.id"),
    )
    _table(
        "roles",
        1,
        _text("id"),
        _text("organization_id"),
        _text("scope_id"),
        _text("name"),
        _text("description", nullable=True),
        sa.Column("permissions", _JSON, nullable=False),
        _text("created_by", nullable=True),
        _time("created_at"),
        _time("updated_at"),
        _foreign("roles", "organization_id", "organizations.id"),
        sa.UniqueConstraint("scope_id", "name", name="uq_roles_scope_id_name"),
    )
    op.create_index("ix_roles_organization_id", "roles", ["organization_id"])
    assignments = _table(
        "role_assignments",
        4,
        _text("scope_id"),
        _text("principal_type"),
        _text("principal_id"),
        _text("role_id"),
        _time("created_at"),
    )
    op.create_index("ix_role_assignments_principal_id", "role_assignments", ["principal_id"])
    op.create_index("ix_role_assignments_role_id", "role_assignments", ["role_id"])
    return accounts, assignments


def _create_policies() -> None:
    _table(
        "model_permissions",
        1,
        _text("project_id"),
        _text("mode"),
        sa.Column("model_ids", _JSON, nullable=False),
        _foreign("model_permissions", "project_id", "projects.id"),
    )
    tools = ("file_search", "web_search", "image_generation", "mcp", "code_interpreter")
    _table(
        "hosted_tools",
        1,
        _text("project_id"),
        *(sa.Column(tool, sa.Boolean(), nullable=False) for tool in tools),
        _foreign("hosted_tools", "project_id", "projects.id"),
    )
    _table("data_retention", 1, _text("scope_id"), _text("type"))


def _create_certificates() -> None:
    _table(
        "certificates",
        1,
        _text("id"),
        _text("organization_id"),
        _text("name", nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        _text("sha256"),
        _text("subject_key_id"),
        _time("valid_at"),
        _time("expires_at"),
        _time("created_at"),
        _foreign("certificates", "organization_id", "organizations.id"),
        sa.UniqueConstraint("organization_id", "sha256", name="uq_certificates_organization_id_sha256"),
    )
    _table(
        "certificate_scopes",
        2,
        _text("certificate_id"),
        _text("scope_id"),
        _foreign("certificate_scopes", "certificate_id", "certificates.id", cascade=True),
    )
    op.create_index("ix_certificate_scopes_scope_id", "certificate_scopes", ["scope_id"])


def _own_keys(users: sa.Table, accounts: sa.Table, assignments: sa.Table) -> None:
    """Each organization gets an operator, who owns its keys; each service account's key gets an account."""
    bind = op.get_bind()
    now = int(time.time())
    keys = sa.table(
        "api_keys",
        *(
            sa.column(name)
            for name in (
                "id", "organization_id", "project_id", "kind", "name", "created_at", "owner_user_id",
                "service_account_id",
            )
        ),
    )  # fmt: skip
    organizations = sa.table("organizations", sa.column("id"))
    for organization in bind.execute(sa.select(organizations.c.id)).scalars().all():
        operator = _new_id("user-")
        row = {"id": operator, "organization_id": organization, "name": "Operator", "added_at": now}
        email = {"email": "operator@localhost", "email_key": "operator@localhost", "is_default": True}
        op.bulk_insert(users, [row | email])
        _assign(assignments, organization, "user", operator, "role-api-organization-owner")
        owned = (keys.c.organization_id == organization, keys.c.kind != "service_account")
        bind.execute(sa.update(keys).where(*owned).values(owner_user_id=operator))
    programs = sa.select(keys).where(keys.c.kind == "service_account").order_by(keys.c.id)
    for key in bind.execute(programs).all():
        account = _new_id("svc_acct_")
        row = {"project_id": key.project_id, "id": account, "created_at": key.created_at}
        op.bulk_insert(accounts, [row | {"name": key.name or "Service account"}])
        _assign(assignments, key.project_id, "service_account", account, "role-api-project-member")
        bind.execute(sa.update(keys).where(keys.c.id == key.id).values(service_account_id=account))


def _assign(assignments: sa.Table, scope: str, kind: str, principal: str, role: str) -> None:
    row = {"scope_id": scope, "principal_type": kind, "principal_id": principal, "role_id": role}
    op.bulk_insert(assignments, [row | {"created_at": int(time.time())}])


def _new_id(prefix: str) -> str:
    """As the application's ids, which sort by time."""
    return f"{prefix}{time.time_ns() // 1000:013x}{secrets.token_hex(8)}"
