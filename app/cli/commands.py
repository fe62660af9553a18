"""Each command: settings in, exit code out."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import SettingsConflict
from app.settings import Settings


class CommandError(Exception):
    """The command failed; the message has the cure."""


def serve(settings: Settings) -> int:
    """Runs the server until it is stopped."""
    from app.cli.serving import StartError, run
    from app.main import create_app
    from app.upstream.upstreams import from_settings

    upstreams = from_settings(settings)
    try:
        run(create_app(settings, upstreams), settings, "serve", upstreams)
    except (StartError, SettingsConflict) as error:
        raise CommandError(str(error)) from None
    return 0


def mock(settings: Settings) -> int:
    """Runs the example server until it is stopped."""
    from app.cli.serving import StartError, run
    from app.main import create_mock

    try:
        run(create_mock(settings), settings, "mock", None)
    except StartError as error:
        raise CommandError(str(error)) from None
    return 0


COMMANDS: dict[str, Callable[[Settings], int]] = {"serve": serve, "mock": mock}
