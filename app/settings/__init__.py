"""The settings, loaded once from the command line, the environment and an optional TOML file."""

from app.settings.definition import default_text as default_text
from app.settings.definition import passwords as passwords
from app.settings.loader import LOOPBACK as LOOPBACK
from app.settings.loader import SettingsError as SettingsError
from app.settings.loader import is_own_address as is_own_address
from app.settings.loader import load as load
from app.settings.settings import Settings as Settings
from app.settings.settings import fields as fields
from app.settings.value_parsers import API_VERSION as API_VERSION
from app.settings.value_parsers import AUTO as AUTO
from app.settings.value_parsers import DATED_VERSION as DATED_VERSION
from app.settings.value_parsers import endpoint_path as endpoint_path
