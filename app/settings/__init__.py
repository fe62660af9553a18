"""Settings: a frozen dataclass, read once from the environment and an optional TOML file."""

from app.settings.settings import LOOPBACK as LOOPBACK
from app.settings.settings import Settings as Settings
from app.settings.settings import SettingsError as SettingsError
from app.settings.settings import fields as fields
from app.settings.settings import load as load
