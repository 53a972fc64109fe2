"""numpy, imported before anything is closed."""

from __future__ import annotations

import sys


def import_numpy(path: str) -> None:
    """Import numpy from the folder `path`; nothing where it is ""."""
    if path:
        # On the path for this import alone: the folder may hold the product.
        sys.path.append(path)
        import numpy  # noqa: F401

        sys.path.remove(path)
