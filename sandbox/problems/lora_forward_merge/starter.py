import numpy as np


class AdaptedLinear:
    """A linear layer with low-rank adapters by name."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray | None) -> None:
        pass

    def add(self, name: str, down: np.ndarray, up: np.ndarray, alpha: float) -> None:
        """Learn an adapter; down (r, i), up (o, r)."""

    def remove(self, name: str) -> None:
        """Forget an adapter."""

    def merge(self, name: str) -> None:
        """Put an adapter into the weight."""

    def unmerge(self) -> None:
        """Take it out again."""

    def weight(self) -> np.ndarray:
        """The weight in force, (o, i)."""

    def forward(self, x: np.ndarray, names: list[str | None]) -> np.ndarray:
        """(n, i) to (n, o); every row with the adapter that it names."""
