"""Where an interpreter and numpy lie."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """Folders that a program may read.

    Attributes:
        stdlib: the standard library.
        numpy: numpy's own folders.
        hidden: folders of other packages inside the standard library's.
    """

    stdlib: str
    numpy: tuple[str, ...]
    hidden: tuple[str, ...]

    def children(self) -> list[str]:
        """The standard library's parts without other packages, and numpy."""
        names = [os.path.join(self.stdlib, name) for name in os.listdir(self.stdlib)]
        return [path for path in names if path not in self.hidden] + list(self.numpy)


def places(numpy_path: str) -> Places:
    """The folders of this interpreter; `numpy_path` is the folder that holds numpy, "" without numpy."""
    stdlib = os.path.realpath(os.path.dirname(os.__file__))
    numpy = [os.path.join(numpy_path, name) for name in ("numpy", "numpy.libs")] if numpy_path else []
    hidden = [os.path.join(stdlib, name) for name in ("site-packages", "dist-packages")]
    return Places(
        stdlib,
        tuple(os.path.realpath(path) for path in numpy if os.path.isdir(path)),
        tuple(path for path in hidden if os.path.isdir(path)),
    )
