"""Certificates: 10 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class CertificatesStub:
    """Certificates: subclass it and override what you implement."""

    async def list_organization_certificates(
        self,
        call: Call[Any],
        *,
        limit: int = 20,
        after: str | None = None,
        order: Literal["asc", "desc"] = "desc",
    ) -> models.ListCertificatesResponse | Relay:
        """GET /organization/certificates, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_organization_certificates"])

    async def upload_certificate(
        self, call: Call[Any], *, body: models.UploadCertificateRequest
    ) -> models.Certificate | Relay:
        """POST /organization/certificates, for admin keys: 200 application/json."""
        not_implemented(BY_ID["upload_certificate"])

    async def activate_organization_certificates(
        self, call: Call[Any], *, body: models.ToggleCertificatesRequest
    ) -> models.OrganizationCertificateActivationResponse | Relay:
        """POST /organization/certificates/activate, for admin keys: 200 application/json."""
        not_implemented(BY_ID["activate_organization_certificates"])

    async def deactivate_organization_certificates(
        self, call: Call[Any], *, body: models.ToggleCertificatesRequest
    ) -> models.OrganizationCertificateDeactivationResponse | Relay:
        """POST /organization/certificates/deactivate, for admin keys: 200 application/json."""
        not_implemented(BY_ID["deactivate_organization_certificates"])

    async def get_certificate(
        self, call: Call[Any], *, certificate_id: str, include: list[Literal["content"]] | None = None
    ) -> models.Certificate | Relay:
        """GET /organization/certificates/{certificate_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["get_certificate"])

    async def modify_certificate(
        self, call: Call[Any], *, certificate_id: str, body: models.ModifyCertificateRequest
    ) -> models.Certificate | Relay:
        """POST /organization/certificates/{certificate_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["modify_certificate"])

    async def delete_certificate(
        self, call: Call[Any], *, certificate_id: str
    ) -> models.DeleteCertificateResponse | Relay:
        """DELETE /organization/certificates/{certificate_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_certificate"])

    async def list_project_certificates(
        self,
        call: Call[Any],
        *,
        project_id: str,
        limit: int = 20,
        after: str | None = None,
        order: Literal["asc", "desc"] = "desc",
    ) -> models.ListProjectCertificatesResponse | Relay:
        """GET /organization/projects/{project_id}/certificates, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_certificates"])

    async def activate_project_certificates(
        self, call: Call[Any], *, project_id: str, body: models.ToggleCertificatesRequest
    ) -> models.OrganizationProjectCertificateActivationResponse | Relay:
        """POST /organization/projects/{project_id}/certificates/activate, for admin keys: 200 application/json."""
        not_implemented(BY_ID["activate_project_certificates"])

    async def deactivate_project_certificates(
        self, call: Call[Any], *, project_id: str, body: models.ToggleCertificatesRequest
    ) -> models.OrganizationProjectCertificateDeactivationResponse | Relay:
        """POST /organization/projects/{project_id}/certificates/deactivate, for admin keys: 200 application/json."""
        not_implemented(BY_ID["deactivate_project_certificates"])
