"""Spend alerts: 10 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class SpendAlertsStub:
    """Spend alerts: subclass it and override what you implement."""

    async def list_project_spend_alerts(
        self,
        call: Call[Any],
        *,
        project_id: str,
        limit: int | None = None,
        order: Literal["asc", "desc"] = "asc",
        after: str | None = None,
        before: str | None = None,
    ) -> models.ProjectSpendAlertListResource | Relay:
        """GET /organization/projects/{project_id}/spend_alerts, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_spend_alerts"])

    async def create_project_spend_alert(
        self, call: Call[Any], *, project_id: str, body: models.CreateSpendAlertBody
    ) -> models.ProjectSpendAlert | Relay:
        """POST /organization/projects/{project_id}/spend_alerts, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_project_spend_alert"])

    async def retrieve_project_spend_alert(
        self, call: Call[Any], *, project_id: str, alert_id: str
    ) -> models.ProjectSpendAlert | Relay:
        """GET /organization/projects/{project_id}/spend_alerts/{alert_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_spend_alert"])

    async def update_project_spend_alert(
        self, call: Call[Any], *, project_id: str, alert_id: str, body: models.CreateSpendAlertBody
    ) -> models.ProjectSpendAlert | Relay:
        """POST /organization/projects/{project_id}/spend_alerts/{alert_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_spend_alert"])

    async def delete_project_spend_alert(
        self, call: Call[Any], *, project_id: str, alert_id: str
    ) -> models.ProjectSpendAlertDeletedResource | Relay:
        """DELETE /organization/projects/{project_id}/spend_alerts/{alert_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_spend_alert"])

    async def list_organization_spend_alerts(
        self,
        call: Call[Any],
        *,
        limit: int | None = None,
        order: Literal["asc", "desc"] = "asc",
        after: str | None = None,
        before: str | None = None,
    ) -> models.OrganizationSpendAlertListResource | Relay:
        """GET /organization/spend_alerts, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_organization_spend_alerts"])

    async def create_organization_spend_alert(
        self, call: Call[Any], *, body: models.CreateSpendAlertBody
    ) -> models.OrganizationSpendAlert | Relay:
        """POST /organization/spend_alerts, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_organization_spend_alert"])

    async def retrieve_organization_spend_alert(
        self, call: Call[Any], *, alert_id: str
    ) -> models.OrganizationSpendAlert | Relay:
        """GET /organization/spend_alerts/{alert_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_organization_spend_alert"])

    async def update_organization_spend_alert(
        self, call: Call[Any], *, alert_id: str, body: models.CreateSpendAlertBody
    ) -> models.OrganizationSpendAlert | Relay:
        """POST /organization/spend_alerts/{alert_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_organization_spend_alert"])

    async def delete_organization_spend_alert(
        self, call: Call[Any], *, alert_id: str
    ) -> models.OrganizationSpendAlertDeletedResource | Relay:
        """DELETE /organization/spend_alerts/{alert_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_organization_spend_alert"])
