"""Models of the contract: hosted tools. Written by codegen."""

from __future__ import annotations

from typing import Union

from pydantic import StrictBool

from ._base import ContractModel


class HostedToolPermission(ContractModel):
    enabled: StrictBool


class HostedToolPermissionUpdate(ContractModel):
    enabled: StrictBool


class ProjectHostedToolPermissions(ContractModel):
    file_search: HostedToolPermission
    web_search: HostedToolPermission
    image_generation: HostedToolPermission
    mcp: HostedToolPermission
    code_interpreter: HostedToolPermission


class ProjectHostedToolPermissionsUpdateRequest(ContractModel):
    file_search: Union[HostedToolPermissionUpdate, None] = None
    web_search: Union[HostedToolPermissionUpdate, None] = None
    image_generation: Union[HostedToolPermissionUpdate, None] = None
    mcp: Union[HostedToolPermissionUpdate, None] = None
    code_interpreter: Union[HostedToolPermissionUpdate, None] = None
