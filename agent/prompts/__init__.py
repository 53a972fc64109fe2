"""Prompts as data files with versions."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Prompt:
    """A prompt with its name and version."""

    name: str
    version: int
    template: str

    @property
    def label(self) -> str:
        """Name and version, as provenance records them."""
        return f"{self.name}-{self.version}"

    def fill(self, **slots: str) -> str:
        """The prompt with its slots filled. Raises KeyError for a missing slot."""
        return string.Template(self.template).substitute(slots)


@cache
def prompt(name: str) -> Prompt:
    """A prompt of `agent/prompts/`: YAML front matter with its version, then the text with $slots."""
    raw = (files("agent.prompts") / f"{name}.md").read_text(encoding="utf-8")
    _, head, body = raw.split("---\n", 2)
    return Prompt(name, int(yaml.safe_load(head)["version"]), body.strip())
