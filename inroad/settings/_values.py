"""What a user may set, and where it is read from.

Each setting has one name everywhere: in the environment, in a `.env` file of the present folder,
and in `config.toml` in the user's config folder. The environment wins, then `.env`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from inroad.errors import UserInputError
from inroad.state import DraftKind
from inroad.tools.coverage import LEAST
from inroad.tools.google import GMAIL_URL
from inroad.tools.paths import whole_path
from inroad.tools.store import retention
from inroad.tools.store.draft_caps import Caps
from inroad.tools.wording import refusal
from inroad.tools.writing.model import AT_ONCE, OPENAI_URL, Method, read_price

# How many seconds an analysis may take: a search at a provider's slowest pace ends well before.
PIPELINE_TIMEOUT = 900.0


def config_file() -> Path:
    """Return where `config.toml` is read from."""
    return Path(platformdirs.user_config_dir("inroad")) / "config.toml"


class _AnyCase(TomlConfigSettingsSource):
    """A TOML file whose keys may be written as in the environment, in capitals."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        return {key.lower(): value for key, value in super()._read_file(file_path).items()}


class Settings(BaseSettings):
    """What a user may set outside the command line; the defaults of the like-named options.

    `inroad_embeddings_alike` is from which likeness on a line of the CV counts as near a requirement, above 0 up to 1;
    what is right depends on the model named by `inroad_embeddings`.
    """

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    inroad_home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("inroad")))
    inroad_max_contacts: int = Field(8, ge=1, le=100)
    inroad_sender: str = ""
    inroad_network: Annotated[list[str], NoDecode] = Field(default_factory=list)
    inroad_drafts: DraftKind = "eml"
    inroad_budget: str = ""
    inroad_log_file: str = ""
    inroad_db: str = "inroad"
    mongodb_uri: SecretStr = SecretStr("")
    inroad_broker: SecretStr = SecretStr("")
    inroad_redis: SecretStr = SecretStr("")
    inroad_daily_cap: int = Field(Caps.daily, ge=0)
    inroad_company_cap: int = Field(Caps.company, ge=0)
    inroad_retention_days: int = Field(retention.DAYS, ge=0, le=36_500)
    pipeline_timeout: float = Field(PIPELINE_TIMEOUT, gt=0, le=86_400)
    gmail_client_secrets: str = ""
    gmail_token_file: str = ""
    gmail_base_url: str = GMAIL_URL
    imap_host: str = ""
    imap_user: str = ""
    imap_password: SecretStr = SecretStr("")
    imap_drafts: str = ""
    pdl_api_key: SecretStr = SecretStr("")
    pdl_base_url: str = "https://api.peopledatalabs.com/v5"
    pdl_per_minute: int | None = Field(None, ge=1)
    hunter_api_key: SecretStr = SecretStr("")
    hunter_base_url: str = "https://api.hunter.io/v2"
    hunter_per_second: int | None = Field(None, ge=1)
    apollo_api_key: SecretStr = SecretStr("")
    apollo_base_url: str = "https://api.apollo.io/api/v1"
    apollo_per_minute: int | None = Field(None, ge=1)
    serper_api_key: SecretStr = SecretStr("")
    serper_base_url: str = "https://google.serper.dev"
    serper_per_second: int | None = Field(None, ge=1)
    tavily_api_key: SecretStr = SecretStr("")
    tavily_base_url: str = "https://api.tavily.com"
    tavily_per_minute: int | None = Field(None, ge=1)
    firecrawl_api_key: SecretStr = SecretStr("")
    firecrawl_base_url: str = "https://api.firecrawl.dev/v2"
    firecrawl_per_minute: int | None = Field(None, ge=1)
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = OPENAI_URL
    openai_per_minute: int | None = Field(None, ge=1)
    openai_at_once: int = Field(AT_ONCE, ge=1)
    inroad_model: str = ""
    inroad_model_method: Method = "json_schema"
    inroad_model_price: Annotated[tuple[float, float] | None, NoDecode] = None
    inroad_embeddings: str = ""
    inroad_embeddings_alike: float = Field(LEAST, gt=0, le=1)

    @field_validator("inroad_model_price", mode="before")
    @classmethod
    def _read_price(cls, value: object) -> object:
        return read_price(value) if isinstance(value, str) else value

    @field_validator("inroad_network", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        """Several files stand in one variable as folders do in PATH."""
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("inroad_home", mode="after")
    @classmethod
    def _expand_home(cls, value: Path) -> Path:
        return whole_path(value)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order in which the places are asked; an earlier one wins."""
        toml = _AnyCase(settings_cls, config_file())
        return init_settings, env_settings, dotenv_settings, toml


def read_settings() -> Settings:
    """Return the settings in force.

    Raises:
        UserInputError: a value does not fit its setting, or `config.toml` is not valid TOML.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0]).upper()
        raise UserInputError(f"The setting {name} {refusal(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise UserInputError(f"The settings cannot be read: {error}; look at {config_file()} and at .env.") from error
