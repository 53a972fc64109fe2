"""Where state lives. HOTSEAT_HOME moves all of it; folders are 0700; files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from agent.errors import storage_failure


def home() -> Path:
    """The folder of all state: HOTSEAT_HOME, else the platform's data folder."""
    named = os.environ.get("HOTSEAT_HOME")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("hotseat", appauthor=False))


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter. Raises StorageFailure where that is not possible."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(13, "not writable", str(path))
    except OSError as error:
        raise storage_failure(error) or error from error
    return path


def settings_file() -> Path:
    """The user's settings."""
    return home() / "settings.json"


def profile_file() -> Path:
    """The candidate's profile."""
    return home() / "profile.json"


def library_folder() -> Path:
    """Guides and their index."""
    return home() / "library"


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file (0600) or leave the old one. Raises StorageFailure."""
    private_folder(path.parent)
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8"
        ) as f:
            temporary = f.name
            f.write(text)
            f.flush()
            os.fsync(f.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise storage_failure(error) or error from error
