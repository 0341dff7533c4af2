"""What a user may set, and the context that makes the tools of it."""

from inroad.settings._clients import gmail_login_file, mongo_of
from inroad.settings._context import Context
from inroad.settings._tools import Tools
from inroad.settings._values import PIPELINE_TIMEOUT, Settings, config_file, read_settings

__all__ = [
    "PIPELINE_TIMEOUT",
    "Context",
    "Settings",
    "Tools",
    "config_file",
    "gmail_login_file",
    "mongo_of",
    "read_settings",
]
