"""Every setting, read here only: from the environment (prefix ``RECGRAPH_``) and a TOML file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.store import Limits
from ontology.iris import BASE

__all__ = ["CONFIG_VARIABLE", "Settings"]

CONFIG_VARIABLE = "RECGRAPH_CONFIG"
_CONFIG_FILE = "recgraph.toml"


class Settings(BaseSettings):
    """The settings of a server or a command.

    A value comes from the first of these that has it: the argument, the environment variable
    ``RECGRAPH_NAME``, the TOML file (``recgraph.toml`` in the working directory, or the file named
    by ``RECGRAPH_CONFIG``; keys in lower case, a key that is not known is refused), the default.

    Examples
    --------
    >>> Settings(port=8080, query_timeout_s=5).port
    8080
    """

    model_config = SettingsConfigDict(
        env_prefix="RECGRAPH_", extra="forbid", frozen=True, env_ignore_empty=True
    )

    host: str = Field("127.0.0.1", description="Address to listen at.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen at; 0 for any free one.")
    data: Path = Field(
        Path("data"), description="Data directory: the store's snapshots and copies of the sources."
    )
    store_url: str | None = Field(
        None,
        description="Query endpoint of a SPARQL 1.1 server to use instead of the data directory.",
    )
    token: SecretStr | None = Field(
        None,
        description="Token that writes must carry (Authorization: Bearer ...); unset = read-only.",
    )
    base_iri: str = Field(
        BASE, description="Start of every IRI that is minted; ends in '/'.", pattern=r"^\S+/$"
    )
    query_timeout_s: float = Field(
        30.0, gt=0, description="Longest time a query or an update may take, in seconds."
    )
    max_query_bytes: int = Field(
        1024 * 1024, gt=0, description="Longest query or update text, in bytes."
    )
    max_result_bytes: int = Field(
        256 * 1024 * 1024, gt=0, description="Largest answer to a query, in bytes."
    )
    stream_from_bytes: int = Field(
        2 * 1024 * 1024,
        gt=0,
        description="Answers from this size on are sent as they come, and not kept, in bytes.",
    )
    stream_timeout_s: float = Field(
        600.0, gt=0, description="Longest time a client may take over such an answer, in seconds."
    )
    client_timeout_s: float = Field(
        30.0,
        gt=0,
        description="Longest time a client may take to send the head of a request, in seconds; "
        "for the body it has as long again, and a second more for each 500 bytes.",
    )
    max_upload_bytes: int = Field(
        64 * 1024 * 1024,
        gt=0,
        description="Largest document or graph sent to the server, in bytes.",
    )
    max_query_depth: int = Field(
        200, gt=0, description="Deepest nesting of brackets in a query, in levels."
    )
    max_export_items: int = Field(
        50_000,
        gt=0,
        description="Longest list that is exported in a format that is made whole, in items; "
        "csv, json and ttl have no limit.",
    )
    rate_per_minute: int = Field(
        0, ge=0, description="Requests that one client may make in a minute; 0 = no limit."
    )
    memory_limit_mib: int = Field(
        1024, ge=0, description="Memory a query may take beyond the data, in MiB; 0 = no limit."
    )
    in_memory_quads: int = Field(
        5_000_000,
        ge=0,
        description="Up to so many quads are held in memory; more are read from disk.",
    )
    cache_bytes: int = Field(
        64 * 1024 * 1024, ge=0, description="Memory for repeated answers, in bytes; 0 = none."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        ("*",),
        description="Origins whose pages may call this server, separated by commas; * = all.",
    )
    access_log: Literal["json", "text", "off"] = Field(
        "json", description="How each request is logged to standard error: json, text or off."
    )
    workers: int = Field(1, ge=1, le=256, description="Processes that take requests.")
    query_workers: int = Field(
        max(8, os.cpu_count() or 8),
        ge=1,
        le=256,
        description="Queries that each of them answers at a time, each in a process of its own.",
    )
    query_queue: int = Field(
        64, ge=0, description="Queries that may wait for a query worker; more are answered 429."
    )
    union_default_graph: bool = Field(
        True, description="Whether a query that names no graph sees the union of all graphs."
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """Take a list, or one string with commas."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def limits(self) -> Limits:
        """What queries may take, as the store wants it."""
        return Limits(
            workers=self.query_workers,
            queue=self.query_queue,
            timeout_s=self.query_timeout_s,
            memory_mib=self.memory_limit_mib,
            query_bytes=self.max_query_bytes,
            result_bytes=self.max_result_bytes,
            depth=self.max_query_depth,
            in_memory_quads=self.in_memory_quads,
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - there is no .env file here
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - nor a secrets folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Say which source goes before which."""
        file = Path(os.environ.get(CONFIG_VARIABLE, _CONFIG_FILE))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)
