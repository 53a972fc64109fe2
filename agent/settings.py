"""Settings: one table, each row from the environment, the settings file or its default, in that order."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict
from urllib.parse import urlsplit

from agent import paths
from agent.errors import BadInput


@dataclass(frozen=True)
class Row:
    """One setting."""

    name: str
    default: str
    about: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return f"HOTSEAT_{self.name.upper()}"


Official = Literal["embedded", "llm"]

TABLE: tuple[Row, ...] = (
    Row("home", "", "folder of all state"),
    Row("engine", "auto", "auto, embedded or llm; auto stays embedded until `hotseat model use`"),
    Row("official", "embedded", "embedded or llm: whose score of a round counts where a model graded it, too"),
    Row(
        "grading_form", "grader", "how a model grades: grader (a label a criterion) or grader_parts (yes or no a part)"
    ),
    Row("grading_samples", "1", "1 to 9: how often a model grades each criterion; their spread is shown"),
    Row("model", "", "model id at the endpoint"),
    Row("base_url", "", "address of an OpenAI-compatible endpoint, ending in /v1"),
    Row("api_key", "", "key for the endpoint", secret=True),
    Row("price_prompt", "", "what a million prompt tokens cost, for the running total; empty: not known"),
    Row("price_completion", "", "what a million completion tokens cost"),
    Row("budget", "", "tokens that a session's model may use; then the embedded voice goes on; empty: no limit"),
    Row("chroma_url", "", "address of a Chroma server; empty means the embedded index"),
    Row("offline", "", "1: nothing connects anywhere, whatever else is set"),
)


CHOICES: dict[str, tuple[str, ...]] = {
    "engine": ("auto", "embedded", "llm"),
    "official": ("embedded", "llm"),
    "grading_form": ("grader", "grader_parts"),
    "grading_samples": tuple("123456789"),
}
"""What a setting may be, where that is not free."""


class GradingSettings(TypedDict):
    """How a model grades."""

    form: str
    samples: int


@dataclass(frozen=True)
class Setting:
    """A row with its value and where that came from."""

    row: Row
    value: str
    source: Literal["environment", "settings file", "default"]

    @property
    def shown(self) -> str:
        """The value as it may be printed."""
        return "set" if self.row.secret and self.value else self.value


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint."""

    base_url: str
    model: str
    api_key: str

    @property
    def host(self) -> str:
        """Host and port, as shown to the user when they consent."""
        return urlsplit(self.base_url).netloc


@dataclass(frozen=True)
class Settings:
    """All settings of this process."""

    rows: Mapping[str, Setting]
    consent: str
    """The endpoint's host that the user agreed to with `hotseat model use`; empty: none."""

    def value(self, name: str) -> str:
        """The value of one setting."""
        return self.rows[name].value

    @property
    def official(self) -> Official:
        """Whose score counts where there are two."""
        return "llm" if self.value("official") == "llm" else "embedded"

    def number(self, name: str) -> float | None:
        """A setting that is a number; None where it is empty. Raises BadInput."""
        value = self.value(name)
        if not value:
            return None
        try:
            found = float(value)
        except ValueError:
            found = -1.0
        if not 0 <= found < float("inf"):
            raise BadInput(f"Not a number: {name}", f"The setting {name} is {value!r}.", "Write a number, or nothing.")
        return found

    @property
    def grading(self) -> GradingSettings:
        """How a model is asked to grade."""
        return {"form": self.value("grading_form"), "samples": int(self.value("grading_samples"))}

    @property
    def offline(self) -> bool:
        """Whether every connection is refused."""
        return self.value("offline").lower() not in ("", "0", "false", "no")

    def endpoint(self) -> Endpoint | None:
        """The configured endpoint, or None where address or model is missing."""
        if not self.value("base_url") or not self.value("model"):
            return None
        return Endpoint(self.value("base_url"), self.value("model"), self.value("api_key") or "none")


def load() -> Settings:
    """Read the settings. Raises BadInput where the settings file is damaged."""
    stored = _stored()
    rows = {row.name: _setting(row, stored) for row in TABLE}
    for name, known in CHOICES.items():
        if rows[name].value not in known:
            raise BadInput(
                f"Unknown {name.replace('_', ' ')}",
                f"The setting {name} is {rows[name].value!r} ({rows[name].source}).",
                f"Use one of: {', '.join(known)}.",
            )
    return Settings(rows, stored.get("consent", ""))


def store(**values: str) -> None:
    """Write some settings into the settings file, keeping the others. An empty value removes the row."""
    merged = {**_stored(), **values}
    paths.write_atomically(
        paths.settings_file(), json.dumps({k: v for k, v in merged.items() if v}, indent=2, sort_keys=True) + "\n"
    )


def _setting(row: Row, stored: Mapping[str, str]) -> Setting:
    if row.name == "home":
        return Setting(row, str(paths.home()), "environment" if os.environ.get(row.variable) else "default")
    if row.variable in os.environ:
        return Setting(row, os.environ[row.variable], "environment")
    if row.name in stored:
        return Setting(row, stored[row.name], "settings file")
    return Setting(row, row.default, "default")


def _stored() -> dict[str, str]:
    path = paths.settings_file()
    known = {row.name for row in TABLE} | {"consent"}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or not all(isinstance(v, str) for v in data.values()):
            raise ValueError("it must be one object of texts")
        if unknown := sorted(set(data) - known):
            raise ValueError(f"unknown key {unknown[0]!r}")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadInput(
            "The settings file cannot be read",
            f"{path}: {error}.",
            "Mend it or delete it; every setting has a default.",
        ) from error
    return data
