"""config.yaml → one frozen Config; every fault named with file, line and key."""

from queries.config.faults import ConfigError, Fault
from queries.config.load import (
    load_config,
    settings_in_force,
    shipped,
    user_config_path,
    writable_by_all,
)
from queries.config.schema import Config

__all__ = [
    "Config",
    "ConfigError",
    "Fault",
    "load_config",
    "settings_in_force",
    "shipped",
    "user_config_path",
    "writable_by_all",
]
