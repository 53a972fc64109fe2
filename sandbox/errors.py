"""What the sandbox refuses, in words for the person at the keyboard."""

from __future__ import annotations

from typing import Literal


class SandboxError(Exception):
    """A request that cannot be carried out.

    Attributes:
        title: what went wrong, in a few words.
        happened: the particulars (file, key, value).
        todo: what the person can do about it.
        exit_status: 2 for a bad problem or bad input, 3 where the machine lacks something.
    """

    exit_status: Literal[2, 3] = 2

    def __init__(self, title: str, happened: str, todo: str) -> None:
        super().__init__(title, happened, todo)
        self.title = title
        self.happened = happened
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.title}: {self.happened} {self.todo}"


class ProblemError(SandboxError):
    """A problem folder or a submission that cannot be used."""

    exit_status = 2


class IsolationError(SandboxError):
    """No isolation holds on this machine, or the sandbox cannot start."""

    exit_status = 3
