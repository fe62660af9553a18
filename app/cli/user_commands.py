"""`users create | list`: the people of the organization."""

from __future__ import annotations

import argparse
from functools import partial

from sqlmodel import Session

from app.cli.command_error import CommandError
from app.cli.key_commands import administer, in_database
from app.contract.json_types import JsonObject
from app.engine.admin_users import add_user, organization_users
from app.errors import APIError
from app.settings import Settings
from app.storage.database_url import StorageError
from app.storage.organizations import default_organization
from app.storage.user_repository import UserRepository


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Runs the action of the options. Raises CommandError."""
    try:
        if options.action == "create":
            _create(settings, options.email, options.name, options.role)
        else:
            _list(settings)
    except (StorageError, APIError) as error:
        raise CommandError(str(error)) from None
    return 0


def _create(settings: Settings, email: str, name: str, role: str) -> None:
    add = partial(add_user, email=email, name=name, role=role)
    user = in_database(settings, partial(administer, work=add))
    print(f"{user.id}, a user of the organization with the role {role}.")


def _list(settings: Settings) -> None:
    def rows(session: Session) -> list[JsonObject]:
        organization = default_organization(session)
        users = UserRepository(session, organization).all_active()
        return organization_users(session, organization, users)

    for user in in_database(settings, lambda database: database.read(rows)):
        print(f"{user['id']}  {user['role']:6}  {user['email']}  {user['name']}")
