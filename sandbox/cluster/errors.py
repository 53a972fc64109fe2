"""Errors of the cluster model that a user can meet."""

from __future__ import annotations


class ClusterError(Exception):
    """Bad input: an unknown name, a wrong number or an unreadable file.

    Attributes:
        title: what went wrong, in a few words.
        happened: what was found, with file and line where there is one.
        todo: what to change.
    """

    exit_status = 2

    def __init__(self, title: str, happened: str, todo: str) -> None:
        super().__init__(title, happened, todo)
        self.title = title
        self.happened = happened
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.title}: {self.happened} {self.todo}"
