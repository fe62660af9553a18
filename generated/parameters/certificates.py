"""Parameters of the operations of Certificates. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListOrganizationCertificatesParameters(BaseModel):
    """GET /organization/certificates"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class GetCertificateParameters(BaseModel):
    """GET /organization/certificates/{certificate_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    certificate_id: Annotated[str, Field(alias="certificate_id")]
    include: Annotated[list[Literal["content"]] | None, Field(alias="include")] = None


class ModifyCertificateParameters(BaseModel):
    """POST /organization/certificates/{certificate_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    certificate_id: Annotated[str, Field(alias="certificate_id")]


class DeleteCertificateParameters(BaseModel):
    """DELETE /organization/certificates/{certificate_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    certificate_id: Annotated[str, Field(alias="certificate_id")]


class ListProjectCertificatesParameters(BaseModel):
    """GET /organization/projects/{project_id}/certificates"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class ActivateProjectCertificatesParameters(BaseModel):
    """POST /organization/projects/{project_id}/certificates/activate"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class DeactivateProjectCertificatesParameters(BaseModel):
    """POST /organization/projects/{project_id}/certificates/deactivate"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
