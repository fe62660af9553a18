"""Models of the contract: audit logs. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull


class AuditLogActorServiceAccount(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogActorUser(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    email: Annotated[Union[str, None], NotNull] = None


class AuditLogActorApiKey(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    type: Annotated[Union[Literal["user", "service_account"], None], NotNull] = None
    user: Annotated[Union[AuditLogActorUser, None], NotNull] = None
    service_account: Annotated[Union[AuditLogActorServiceAccount, None], NotNull] = None


class AuditLogActorSession(ContractModel):
    user: Annotated[Union[AuditLogActorUser, None], NotNull] = None
    ip_address: Annotated[Union[str, None], NotNull] = None


class AuditLogActor(ContractModel):
    type: Annotated[Union[Literal["session", "api_key"], None], NotNull] = None
    session: Annotated[Union[AuditLogActorSession, None], NotNull] = None
    api_key: Annotated[Union[AuditLogActorApiKey, None], NotNull] = None


class AuditLogApiKeyCreatedData(ContractModel):
    scopes: Annotated[Union[list[str], None], NotNull] = None


class AuditLogApiKeyCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogApiKeyCreatedData, None], NotNull] = None


class AuditLogApiKeyDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogApiKeyUpdatedChangesRequested(ContractModel):
    scopes: Annotated[Union[list[str], None], NotNull] = None


class AuditLogApiKeyUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogApiKeyUpdatedChangesRequested, None], NotNull] = None


class AuditLogCertificateCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogCertificateDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    certificate: Annotated[Union[str, None], NotNull] = None


class AuditLogCertificateUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogCertificatesActivatedCertificate(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogCertificatesActivated(ContractModel):
    certificates: Annotated[Union[list[AuditLogCertificatesActivatedCertificate], None], NotNull] = None


class AuditLogCertificatesDeactivatedCertificate(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogCertificatesDeactivated(ContractModel):
    certificates: Annotated[Union[list[AuditLogCertificatesDeactivatedCertificate], None], NotNull] = None


class AuditLogCheckpointPermissionCreatedData(ContractModel):
    project_id: Annotated[Union[str, None], NotNull] = None
    fine_tuned_model_checkpoint: Annotated[Union[str, None], NotNull] = None


class AuditLogCheckpointPermissionCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogCheckpointPermissionCreatedData, None], NotNull] = None


class AuditLogCheckpointPermissionDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


AuditLogEventType = TypeAliasType(
    "AuditLogEventType",
    Literal[
        "api_key.created",
        "api_key.updated",
        "api_key.deleted",
        "certificate.created",
        "certificate.updated",
        "certificate.deleted",
        "certificates.activated",
        "certificates.deactivated",
        "checkpoint.permission.created",
        "checkpoint.permission.deleted",
        "external_key.registered",
        "external_key.removed",
        "group.created",
        "group.updated",
        "group.deleted",
        "invite.sent",
        "invite.accepted",
        "invite.deleted",
        "ip_allowlist.created",
        "ip_allowlist.updated",
        "ip_allowlist.deleted",
        "ip_allowlist.config.activated",
        "ip_allowlist.config.deactivated",
        "login.succeeded",
        "login.failed",
        "logout.succeeded",
        "logout.failed",
        "organization.updated",
        "project.created",
        "project.updated",
        "project.archived",
        "project.deleted",
        "rate_limit.updated",
        "rate_limit.deleted",
        "resource.deleted",
        "tunnel.created",
        "tunnel.updated",
        "tunnel.deleted",
        "workload_identity_provider.created",
        "workload_identity_provider.updated",
        "workload_identity_provider.deleted",
        "workload_identity_provider_mapping.created",
        "workload_identity_provider_mapping.updated",
        "workload_identity_provider_mapping.deleted",
        "role.created",
        "role.updated",
        "role.deleted",
        "role.assignment.created",
        "role.assignment.deleted",
        "role.bound_to_resource",
        "role.unbound_from_resource",
        "scim.enabled",
        "scim.disabled",
        "service_account.created",
        "service_account.updated",
        "service_account.deleted",
        "user.added",
        "user.updated",
        "user.deleted",
        "tenant.metadata.updated",
        "tenant.microsoft_entra_mapping.upserted",
        "tenant.microsoft_entra_mapping.deleted",
        "tenant.workload_identity.provider.created",
        "tenant.workload_identity.provider.updated",
        "tenant.workload_identity.provider.archived",
        "tenant.workload_identity.mapping.created",
        "tenant.workload_identity.mapping.updated",
        "tenant.workload_identity.mapping.archived",
        "tenant.workload_identity.binding.created",
        "tenant.workload_identity.principal.provisioned",
        "tenant.workload_identity.access_token.issued",
        "tenant.admin_api_key.created",
        "tenant.admin_api_key.updated",
        "tenant.admin_api_key.deleted",
        "tenant.project_api_key.created",
        "tenant.chatgpt_access_token.revoked",
        "tenant.migration.completed",
        "tenant.sso.migrated",
        "tenant.domains.migrated",
        "tenant.sso_connection.created",
        "tenant.sso_connection.updated",
        "tenant.sso_connection.deleted",
        "tenant.sso_connection.setup.started",
        "tenant.policy.created",
        "tenant.policy.updated",
        "tenant.policy.deleted",
        "tenant.policy.attached",
        "tenant.policy.detached",
        "tenant.principal_authentication_policy.resolved",
        "tenant.scim.setup.started",
        "tenant.scim.deletion.requested",
        "tenant.scim.directory.created",
        "tenant.product_access_policy.updated",
        "tenant.resource_share_grant.created",
        "tenant.resource_share_grant.updated",
        "tenant.resource_share_grant.accepted",
        "tenant.resource_share_grant.declined",
        "tenant.resource_share_grant.revoked",
        "tenant.resource_share_grant.deleted",
        "tenant.service_account.updated",
        "tenant.service_account.deleted",
        "tenant.service_account.token.revoked",
        "tenant.billing.overage_limit.updated",
        "tenant.billing.alerts.updated",
        "tenant.billing.info.updated",
        "tenant.usage_limit.workspace.updated",
        "tenant.usage_limit.group.updated",
        "tenant.usage_limit.user.updated",
        "tenant.usage_limit.increase_request.updated",
        "tenant.usage_limit.increase_request.resolved",
        "tenant.group.created",
        "tenant.group.updated",
        "tenant.group.deleted",
        "tenant.group.member.added",
        "tenant.group.member.removed",
        "tenant.migration_rollout.status.updated",
        "tenant.migration_rollout.tier.updated",
        "tenant.role.metadata.updated",
        "tenant.custom_role.created",
        "tenant.custom_role.updated",
        "tenant.custom_role.deleted",
        "tenant.role_assignment.created",
        "tenant.role_assignment.deleted",
        "tenant.resource_role_assignment.created",
        "tenant.resource_role_assignment.deleted",
        "tenant.resource_access.updated",
        "tenant.resource_access.deleted",
        "tenant.ads_account.onboarding.redemption",
        "tenant.session_policy.created",
        "tenant.session_policy.updated",
        "tenant.session_policy.deleted",
        "tenant.session_revocation.started",
        "tenant.third_party_app_policy.updated",
        "tenant.user.added",
        "tenant.user.updated",
        "tenant.user.removed",
        "tenant.user.looked_up",
        "tenant.user.invited",
        "tenant.membership.revoked",
        "tenant.api_organization_invite.upserted",
        "tenant.api_organization_invite.deleted",
        "tenant.chatgpt_workspace_invite.upserted",
        "tenant.membership.accepted",
        "tenant.membership.declined",
        "tenant.workspace_invite_email_settings.updated",
    ],
)


class AuditLogExternalKeyRegistered(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[dict[str, Any], None], NotNull] = None


class AuditLogExternalKeyRemoved(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogGroupCreatedData(ContractModel):
    group_name: Annotated[Union[str, None], NotNull] = None


class AuditLogGroupCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogGroupCreatedData, None], NotNull] = None


class AuditLogGroupDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogGroupUpdatedChangesRequested(ContractModel):
    group_name: Annotated[Union[str, None], NotNull] = None


class AuditLogGroupUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogGroupUpdatedChangesRequested, None], NotNull] = None


class AuditLogInviteAccepted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogInviteDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogInviteSentData(ContractModel):
    email: Annotated[Union[str, None], NotNull] = None
    role: Annotated[Union[str, None], NotNull] = None


class AuditLogInviteSent(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogInviteSentData, None], NotNull] = None


class AuditLogIpAllowlistConfigActivatedConfig(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogIpAllowlistConfigActivated(ContractModel):
    configs: Annotated[Union[list[AuditLogIpAllowlistConfigActivatedConfig], None], NotNull] = None


class AuditLogIpAllowlistConfigDeactivatedConfig(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogIpAllowlistConfigDeactivated(ContractModel):
    configs: Annotated[Union[list[AuditLogIpAllowlistConfigDeactivatedConfig], None], NotNull] = None


class AuditLogIpAllowlistCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    allowed_ips: Annotated[Union[list[str], None], NotNull] = None


class AuditLogIpAllowlistDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    allowed_ips: Annotated[Union[list[str], None], NotNull] = None


class AuditLogIpAllowlistUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    allowed_ips: Annotated[Union[list[str], None], NotNull] = None


class AuditLogLoginFailed(ContractModel):
    error_code: Annotated[Union[str, None], NotNull] = None
    error_message: Annotated[Union[str, None], NotNull] = None


class AuditLogLogoutFailed(ContractModel):
    error_code: Annotated[Union[str, None], NotNull] = None
    error_message: Annotated[Union[str, None], NotNull] = None


class AuditLogOrganizationUpdatedChangesRequested(ContractModel):
    title: Annotated[Union[str, None], NotNull] = None
    description: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    threads_ui_visibility: Annotated[Union[str, None], NotNull] = None
    usage_dashboard_visibility: Annotated[Union[str, None], NotNull] = None
    api_call_logging: Annotated[Union[str, None], NotNull] = None
    api_call_logging_project_ids: Annotated[Union[str, None], NotNull] = None


class AuditLogOrganizationUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogOrganizationUpdatedChangesRequested, None], NotNull] = None


class AuditLogProject(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogProjectArchived(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogProjectCreatedData(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    title: Annotated[Union[str, None], NotNull] = None


class AuditLogProjectCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogProjectCreatedData, None], NotNull] = None


class AuditLogProjectDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogProjectUpdatedChangesRequested(ContractModel):
    title: Annotated[Union[str, None], NotNull] = None


class AuditLogProjectUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogProjectUpdatedChangesRequested, None], NotNull] = None


class AuditLogRateLimitDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogRateLimitUpdatedChangesRequested(ContractModel):
    max_requests_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_tokens_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_images_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_audio_megabytes_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_requests_per_1_day: Annotated[Union[StrictInt, None], NotNull] = None
    batch_1_day_max_input_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class AuditLogRateLimitUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogRateLimitUpdatedChangesRequested, None], NotNull] = None


class AuditLogRoleAssignmentCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    principal_id: Annotated[Union[str, None], NotNull] = None
    principal_type: Annotated[Union[str, None], NotNull] = None
    resource_id: Annotated[Union[str, None], NotNull] = None
    resource_type: Annotated[Union[str, None], NotNull] = None


class AuditLogRoleAssignmentDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    principal_id: Annotated[Union[str, None], NotNull] = None
    principal_type: Annotated[Union[str, None], NotNull] = None
    resource_id: Annotated[Union[str, None], NotNull] = None
    resource_type: Annotated[Union[str, None], NotNull] = None


class AuditLogRoleBoundToResource(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    role_id: Annotated[Union[str, None], NotNull] = None
    resource_id: Annotated[Union[str, None], NotNull] = None
    resource_type: Annotated[Union[str, None], NotNull] = None
    permissions: Annotated[Union[list[str], None], NotNull] = None
    workspace_id: Annotated[Union[str, None], NotNull] = None
    connector_id: Annotated[Union[str, None], NotNull] = None
    connector_name: Annotated[Union[str, None], NotNull] = None
    enabled: Annotated[Union[StrictBool, None], NotNull] = None
    source: Annotated[
        Union[
            Literal[
                "role_toggle",
                "role_connector_update",
                "role_delete",
                "workspace_permissions",
                "connector_publish",
            ],
            None,
        ],
        NotNull,
    ] = None


class AuditLogRoleCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    role_name: Annotated[Union[str, None], NotNull] = None
    permissions: Annotated[Union[list[str], None], NotNull] = None
    resource_type: Annotated[Union[str, None], NotNull] = None
    resource_id: Annotated[Union[str, None], NotNull] = None


class AuditLogRoleDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogRoleUnboundFromResource(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    role_id: Annotated[Union[str, None], NotNull] = None
    resource_id: Annotated[Union[str, None], NotNull] = None
    resource_type: Annotated[Union[str, None], NotNull] = None
    permissions: Annotated[Union[list[str], None], NotNull] = None
    workspace_id: Annotated[Union[str, None], NotNull] = None
    connector_id: Annotated[Union[str, None], NotNull] = None
    connector_name: Annotated[Union[str, None], NotNull] = None
    enabled: Annotated[Union[StrictBool, None], NotNull] = None
    source: Annotated[
        Union[
            Literal[
                "role_toggle",
                "role_connector_update",
                "role_delete",
                "workspace_permissions",
                "connector_publish",
            ],
            None,
        ],
        NotNull,
    ] = None


class AuditLogRoleUpdatedChangesRequested(ContractModel):
    role_name: Annotated[Union[str, None], NotNull] = None
    resource_id: Annotated[Union[str, None], NotNull] = None
    resource_type: Annotated[Union[str, None], NotNull] = None
    permissions_added: Annotated[Union[list[str], None], NotNull] = None
    permissions_removed: Annotated[Union[list[str], None], NotNull] = None
    description: Annotated[Union[str, None], NotNull] = None
    metadata: Annotated[Union[dict[str, Any], None], NotNull] = None


class AuditLogRoleUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogRoleUpdatedChangesRequested, None], NotNull] = None


class AuditLogScimDisabled(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogScimEnabled(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogServiceAccountCreatedData(ContractModel):
    role: Annotated[Union[str, None], NotNull] = None


class AuditLogServiceAccountCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogServiceAccountCreatedData, None], NotNull] = None


class AuditLogServiceAccountDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogServiceAccountUpdatedChangesRequested(ContractModel):
    role: Annotated[Union[str, None], NotNull] = None


class AuditLogServiceAccountUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogServiceAccountUpdatedChangesRequested, None], NotNull] = None


class AuditLogUserAddedData(ContractModel):
    role: Annotated[Union[str, None], NotNull] = None


class AuditLogUserAdded(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[AuditLogUserAddedData, None], NotNull] = None


class AuditLogUserDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None


class AuditLogUserUpdatedChangesRequested(ContractModel):
    role: Annotated[Union[str, None], NotNull] = None


class AuditLogUserUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[AuditLogUserUpdatedChangesRequested, None], NotNull] = None


class AuditLogWorkloadIdentityProviderCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[dict[str, Any], None], NotNull] = None


class AuditLogWorkloadIdentityProviderDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None


class AuditLogWorkloadIdentityProviderMappingCreated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    identity_provider_id: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[dict[str, Any], None], NotNull] = None


class AuditLogWorkloadIdentityProviderMappingDeleted(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    identity_provider_id: Annotated[Union[str, None], NotNull] = None
    project_id: Annotated[Union[str, None], NotNull] = None
    service_account_id: Annotated[Union[str, None], NotNull] = None


class AuditLogWorkloadIdentityProviderMappingUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    identity_provider_id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[dict[str, Any], None], NotNull] = None


class AuditLogWorkloadIdentityProviderUpdated(ContractModel):
    id: Annotated[Union[str, None], NotNull] = None
    changes_requested: Annotated[Union[dict[str, Any], None], NotNull] = None


class AuditLog(ContractModel):
    id: str
    type: AuditLogEventType
    effective_at: StrictInt
    project: Annotated[Union[AuditLogProject, None], NotNull] = None
    actor: Union[AuditLogActor, None] = None
    api_key_created: Annotated[
        Union[AuditLogApiKeyCreated, None], NotNull, Field(alias="api_key.created")
    ] = None
    api_key_updated: Annotated[
        Union[AuditLogApiKeyUpdated, None], NotNull, Field(alias="api_key.updated")
    ] = None
    api_key_deleted: Annotated[
        Union[AuditLogApiKeyDeleted, None], NotNull, Field(alias="api_key.deleted")
    ] = None
    checkpoint_permission_created: Annotated[
        Union[AuditLogCheckpointPermissionCreated, None],
        NotNull,
        Field(alias="checkpoint.permission.created"),
    ] = None
    checkpoint_permission_deleted: Annotated[
        Union[AuditLogCheckpointPermissionDeleted, None],
        NotNull,
        Field(alias="checkpoint.permission.deleted"),
    ] = None
    external_key_registered: Annotated[
        Union[AuditLogExternalKeyRegistered, None], NotNull, Field(alias="external_key.registered")
    ] = None
    external_key_removed: Annotated[
        Union[AuditLogExternalKeyRemoved, None], NotNull, Field(alias="external_key.removed")
    ] = None
    group_created: Annotated[Union[AuditLogGroupCreated, None], NotNull, Field(alias="group.created")] = None
    group_updated: Annotated[Union[AuditLogGroupUpdated, None], NotNull, Field(alias="group.updated")] = None
    group_deleted: Annotated[Union[AuditLogGroupDeleted, None], NotNull, Field(alias="group.deleted")] = None
    scim_enabled: Annotated[Union[AuditLogScimEnabled, None], NotNull, Field(alias="scim.enabled")] = None
    scim_disabled: Annotated[Union[AuditLogScimDisabled, None], NotNull, Field(alias="scim.disabled")] = None
    invite_sent: Annotated[Union[AuditLogInviteSent, None], NotNull, Field(alias="invite.sent")] = None
    invite_accepted: Annotated[
        Union[AuditLogInviteAccepted, None], NotNull, Field(alias="invite.accepted")
    ] = None
    invite_deleted: Annotated[Union[AuditLogInviteDeleted, None], NotNull, Field(alias="invite.deleted")] = (
        None
    )
    ip_allowlist_created: Annotated[
        Union[AuditLogIpAllowlistCreated, None], NotNull, Field(alias="ip_allowlist.created")
    ] = None
    ip_allowlist_updated: Annotated[
        Union[AuditLogIpAllowlistUpdated, None], NotNull, Field(alias="ip_allowlist.updated")
    ] = None
    ip_allowlist_deleted: Annotated[
        Union[AuditLogIpAllowlistDeleted, None], NotNull, Field(alias="ip_allowlist.deleted")
    ] = None
    ip_allowlist_config_activated: Annotated[
        Union[AuditLogIpAllowlistConfigActivated, None], NotNull, Field(alias="ip_allowlist.config.activated")
    ] = None
    ip_allowlist_config_deactivated: Annotated[
        Union[AuditLogIpAllowlistConfigDeactivated, None],
        NotNull,
        Field(alias="ip_allowlist.config.deactivated"),
    ] = None
    login_succeeded: Annotated[Union[dict[str, Any], None], NotNull, Field(alias="login.succeeded")] = None
    login_failed: Annotated[Union[AuditLogLoginFailed, None], NotNull, Field(alias="login.failed")] = None
    logout_succeeded: Annotated[Union[dict[str, Any], None], NotNull, Field(alias="logout.succeeded")] = None
    logout_failed: Annotated[Union[AuditLogLogoutFailed, None], NotNull, Field(alias="logout.failed")] = None
    organization_updated: Annotated[
        Union[AuditLogOrganizationUpdated, None], NotNull, Field(alias="organization.updated")
    ] = None
    project_created: Annotated[
        Union[AuditLogProjectCreated, None], NotNull, Field(alias="project.created")
    ] = None
    project_updated: Annotated[
        Union[AuditLogProjectUpdated, None], NotNull, Field(alias="project.updated")
    ] = None
    project_archived: Annotated[
        Union[AuditLogProjectArchived, None], NotNull, Field(alias="project.archived")
    ] = None
    project_deleted: Annotated[
        Union[AuditLogProjectDeleted, None], NotNull, Field(alias="project.deleted")
    ] = None
    rate_limit_updated: Annotated[
        Union[AuditLogRateLimitUpdated, None], NotNull, Field(alias="rate_limit.updated")
    ] = None
    rate_limit_deleted: Annotated[
        Union[AuditLogRateLimitDeleted, None], NotNull, Field(alias="rate_limit.deleted")
    ] = None
    role_created: Annotated[Union[AuditLogRoleCreated, None], NotNull, Field(alias="role.created")] = None
    role_updated: Annotated[Union[AuditLogRoleUpdated, None], NotNull, Field(alias="role.updated")] = None
    role_deleted: Annotated[Union[AuditLogRoleDeleted, None], NotNull, Field(alias="role.deleted")] = None
    role_assignment_created: Annotated[
        Union[AuditLogRoleAssignmentCreated, None], NotNull, Field(alias="role.assignment.created")
    ] = None
    role_assignment_deleted: Annotated[
        Union[AuditLogRoleAssignmentDeleted, None], NotNull, Field(alias="role.assignment.deleted")
    ] = None
    role_bound_to_resource: Annotated[
        Union[AuditLogRoleBoundToResource, None], NotNull, Field(alias="role.bound_to_resource")
    ] = None
    role_unbound_from_resource: Annotated[
        Union[AuditLogRoleUnboundFromResource, None], NotNull, Field(alias="role.unbound_from_resource")
    ] = None
    service_account_created: Annotated[
        Union[AuditLogServiceAccountCreated, None], NotNull, Field(alias="service_account.created")
    ] = None
    service_account_updated: Annotated[
        Union[AuditLogServiceAccountUpdated, None], NotNull, Field(alias="service_account.updated")
    ] = None
    service_account_deleted: Annotated[
        Union[AuditLogServiceAccountDeleted, None], NotNull, Field(alias="service_account.deleted")
    ] = None
    workload_identity_provider_created: Annotated[
        Union[AuditLogWorkloadIdentityProviderCreated, None],
        NotNull,
        Field(alias="workload_identity_provider.created"),
    ] = None
    workload_identity_provider_updated: Annotated[
        Union[AuditLogWorkloadIdentityProviderUpdated, None],
        NotNull,
        Field(alias="workload_identity_provider.updated"),
    ] = None
    workload_identity_provider_deleted: Annotated[
        Union[AuditLogWorkloadIdentityProviderDeleted, None],
        NotNull,
        Field(alias="workload_identity_provider.deleted"),
    ] = None
    workload_identity_provider_mapping_created: Annotated[
        Union[AuditLogWorkloadIdentityProviderMappingCreated, None],
        NotNull,
        Field(alias="workload_identity_provider_mapping.created"),
    ] = None
    workload_identity_provider_mapping_updated: Annotated[
        Union[AuditLogWorkloadIdentityProviderMappingUpdated, None],
        NotNull,
        Field(alias="workload_identity_provider_mapping.updated"),
    ] = None
    workload_identity_provider_mapping_deleted: Annotated[
        Union[AuditLogWorkloadIdentityProviderMappingDeleted, None],
        NotNull,
        Field(alias="workload_identity_provider_mapping.deleted"),
    ] = None
    user_added: Annotated[Union[AuditLogUserAdded, None], NotNull, Field(alias="user.added")] = None
    user_updated: Annotated[Union[AuditLogUserUpdated, None], NotNull, Field(alias="user.updated")] = None
    user_deleted: Annotated[Union[AuditLogUserDeleted, None], NotNull, Field(alias="user.deleted")] = None
    certificate_created: Annotated[
        Union[AuditLogCertificateCreated, None], NotNull, Field(alias="certificate.created")
    ] = None
    certificate_updated: Annotated[
        Union[AuditLogCertificateUpdated, None], NotNull, Field(alias="certificate.updated")
    ] = None
    certificate_deleted: Annotated[
        Union[AuditLogCertificateDeleted, None], NotNull, Field(alias="certificate.deleted")
    ] = None
    certificates_activated: Annotated[
        Union[AuditLogCertificatesActivated, None], NotNull, Field(alias="certificates.activated")
    ] = None
    certificates_deactivated: Annotated[
        Union[AuditLogCertificatesDeactivated, None], NotNull, Field(alias="certificates.deactivated")
    ] = None


class ListAuditLogsParametersQueryEffectiveAt(ContractModel):
    gt: Annotated[Union[StrictInt, None], NotNull] = None
    gte: Annotated[Union[StrictInt, None], NotNull] = None
    lt: Annotated[Union[StrictInt, None], NotNull] = None
    lte: Annotated[Union[StrictInt, None], NotNull] = None


class ListAuditLogsResponse(ContractModel):
    object: Literal["list"]
    data: list[AuditLog]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool
