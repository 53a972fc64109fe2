"""What can go wrong with guides, the encoder and the index, in words for the user."""

from __future__ import annotations


class CorpusError(Exception):
    """A guide, an index or a query that cannot be used as it is.

    Attributes:
        title: what failed, in a few words.
        happened: what was found, in a sentence.
        todo: what the user can do about it.
        exit_status: the command's exit status; 2 is bad input, 3 an environment that lacks something.
    """

    exit_status = 2

    def __init__(self, title: str, happened: str, todo: str) -> None:
        super().__init__(title, happened, todo)
        self.title = title
        self.happened = happened
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.title}. {self.happened} {self.todo}"


class CorpusUnavailable(CorpusError):
    """The environment lacks something: the encoder's weights, the server, a folder that can be written."""

    exit_status = 3
