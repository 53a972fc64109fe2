"""What can be wrong with a question that somebody wrote."""

from __future__ import annotations


class RubricError(Exception):
    """A question file, or the name of a question, that cannot be used. Bad input: exit status 2."""

    exit_status = 2

    def __init__(self, title: str, happened: str, todo: str) -> None:
        super().__init__(f"{title}: {happened} {todo}")
        self.title = title
        """What cannot be done, in a few words."""
        self.happened = happened
        """What was found, with file, line and key where there are any."""
        self.todo = todo
        """How to mend it."""
