def word_chain(start: str, goal: str, words: list[str]) -> list[str] | None:
    """The shortest chain of names, the first in dictionary order; None if there is none."""
