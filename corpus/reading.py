"""Reading a guide's file without trusting it."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError

MAX_BYTES = 10_000_000
"""Larger files are refused."""
MAX_LINES = 100_000
"""Nor is a file with more lines: no guide has a tenth of that, and a hostile one takes minutes to parse."""
MAX_TAGS = 200_000
"""HTML with more tags than this is refused: a page for people has a few thousand."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class Source:
    """A guide's text as it was read."""

    path: Path
    """Resolved."""
    text: str
    """Lines end with \\n; control characters and direction marks are gone."""
    sha256: str
    """Of the file's bytes."""


def read_source(path: Path) -> Source:
    """Read a guide's file.

    Raises:
        CorpusError: it is missing, not a regular file, unreadable, empty, larger than 10 MB, binary, or not UTF-8.
    """
    data = _bytes(path)
    if len(data) > MAX_BYTES:
        raise _refused(
            path, f"The file has more than {MAX_BYTES // 1_000_000} MB.", "Split it, or leave out what is not text."
        )
    if b"\x00" in data:
        where = data.index(b"\x00")
        raise _refused(
            path, f"It is not a text file: byte {where} is NUL.", "Give the guide as Markdown, HTML or plain text."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the byte order mark.
        where = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise _refused(
            path,
            f"It is not UTF-8: byte {where} (0x{data[where]:02x}) does not belong there.",
            "Save it as UTF-8, for example with `iconv -f ENCODING -t UTF-8`.",
        ) from None
    text = clean(text)
    if not text.strip():
        raise _refused(path, "There is no text in it.", "Give a guide with at least one paragraph.")
    if text.count("\n") > MAX_LINES:
        raise _refused(path, f"It has more than {MAX_LINES:,} lines.", "Split it, or leave out what is not the guide.")
    return Source(path.resolve(), text, hashlib.sha256(data).hexdigest())


def clean(text: str) -> str:
    """Return the text with \\n as the only line end and without control characters and direction marks."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def _bytes(path: Path) -> bytes:
    """Return at most MAX_BYTES + 1 bytes; never waits on a pipe or a device."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:
        raise _refused(path, "The name holds a NUL character.", "Give the path of a file.") from None
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise _refused(path, "It is a folder.", "Name the files in it: `hotseat ingest FOLDER/*.md`.")
        if not stat.S_ISREG(mode):
            raise _refused(path, "It is a pipe, a socket or a device, not a file.", "Save the guide to a file first.")
        with open(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        os.close(handle)


def _unreadable(path: Path, error: OSError) -> CorpusError:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return _refused(path, "There is no such file.", "Check the path.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return _refused(path, "You may not read it.", f"Check its permissions: `ls -l {path}`.")
    return _refused(path, f"Reading it failed: {error.strerror}.", "Check the path and the disk.")


def _refused(path: Path, happened: str, todo: str) -> CorpusError:
    name = clean(os.fsencode(path).decode("utf-8", "replace")).replace("\n", " ")
    return CorpusError(f"{name[:200]} cannot be used as a guide", happened, todo)
