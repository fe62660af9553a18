"""SQLModel tables. A table class is never an API schema. Importing this package fills `METADATA`."""

from sqlmodel import SQLModel

METADATA = SQLModel.metadata
# Set before the first table is defined: a migration can drop a constraint by its name on either database.
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

from app.storage.tables.api_keys import ApiKey
from app.storage.tables.audit_log import AuditEvent
from app.storage.tables.certificates import Certificate, CertificateScope
from app.storage.tables.completions import ChatCompletion, CompletionMetadata, metadata_pair
from app.storage.tables.conversations import Conversation, ConversationItem
from app.storage.tables.groups import Group, GroupMember
from app.storage.tables.memberships import ProjectGroup, ProjectUser, ServiceAccount
from app.storage.tables.policies import DataRetention, HostedTools, ModelPermissions
from app.storage.tables.projects import DEFAULT_ORGANIZATION, DEFAULT_PROJECT, Organization, Project
from app.storage.tables.responses import EventSegment, Response, ResponseItem, ResponseStep
from app.storage.tables.roles import Role, RoleAssignment
from app.storage.tables.usage import UsageRecord
from app.storage.tables.users import Invite, User

__all__ = [
    "DEFAULT_ORGANIZATION",
    "DEFAULT_PROJECT",
    "METADATA",
    "ApiKey",
    "AuditEvent",
    "Certificate",
    "CertificateScope",
    "ChatCompletion",
    "CompletionMetadata",
    "Conversation",
    "ConversationItem",
    "DataRetention",
    "EventSegment",
    "Group",
    "GroupMember",
    "HostedTools",
    "Invite",
    "ModelPermissions",
    "Organization",
    "Project",
    "ProjectGroup",
    "ProjectUser",
    "Response",
    "ResponseItem",
    "ResponseStep",
    "Role",
    "RoleAssignment",
    "ServiceAccount",
    "UsageRecord",
    "User",
    "metadata_pair",
]
