"""Models of the contract: certificates. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt

from ._base import ContractModel, NotNull


class CertificateCertificateDetails(ContractModel):
    valid_at: Annotated[Union[StrictInt, None], NotNull] = None
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    content: Annotated[Union[str, None], NotNull] = None


class Certificate(ContractModel):
    object: Literal["certificate", "organization.certificate", "organization.project.certificate"]
    id: str
    name: Union[str, None]
    created_at: StrictInt
    certificate_details: CertificateCertificateDetails
    active: Annotated[Union[StrictBool, None], NotNull] = None


class DeleteCertificateResponse(ContractModel):
    object: Literal["certificate.deleted"]
    id: str


class OrganizationCertificateCertificateDetails(ContractModel):
    valid_at: Annotated[Union[StrictInt, None], NotNull] = None
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None


class OrganizationCertificate(ContractModel):
    object: Literal["organization.certificate"]
    id: str
    name: Union[str, None]
    created_at: StrictInt
    certificate_details: OrganizationCertificateCertificateDetails
    active: StrictBool


class ListCertificatesResponse(ContractModel):
    data: list[OrganizationCertificate]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool
    object: Literal["list"]


class OrganizationProjectCertificateCertificateDetails(ContractModel):
    valid_at: Annotated[Union[StrictInt, None], NotNull] = None
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None


class OrganizationProjectCertificate(ContractModel):
    object: Literal["organization.project.certificate"]
    id: str
    name: Union[str, None]
    created_at: StrictInt
    certificate_details: OrganizationProjectCertificateCertificateDetails
    active: StrictBool


class ListProjectCertificatesResponse(ContractModel):
    data: list[OrganizationProjectCertificate]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool
    object: Literal["list"]


class ModifyCertificateRequest(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None


class OrganizationCertificateActivationResponse(ContractModel):
    object: Literal["organization.certificate.activation"]
    data: list[OrganizationCertificate]


class OrganizationCertificateDeactivationResponse(ContractModel):
    object: Literal["organization.certificate.deactivation"]
    data: list[OrganizationCertificate]


class OrganizationProjectCertificateActivationResponse(ContractModel):
    object: Literal["organization.project.certificate.activation"]
    data: list[OrganizationProjectCertificate]


class OrganizationProjectCertificateDeactivationResponse(ContractModel):
    object: Literal["organization.project.certificate.deactivation"]
    data: list[OrganizationProjectCertificate]


class ToggleCertificatesRequest(ContractModel):
    certificate_ids: Annotated[list[str], Field(max_length=10, min_length=1)]


class UploadCertificateRequest(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    certificate: str
