"""Finding and loading problems. Nothing of a problem's Python is run here."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import yaml
from pydantic import ValidationError

from sandbox.errors import ProblemError
from sandbox.problem import Problem, ProblemFile, Sample, SampleVerdict

NEEDED = ("problem.yaml", "statement.md", "starter.py", "reference.py", "cases.py")
SAMPLE_NAME = re.compile(rf"^({'|'.join(get_args(SampleVerdict))})_[a-z0-9_]+\.py$")
LARGEST_FILE = 1_000_000


def problem_ids() -> list[str]:
    """The ids of the problems that come with the product, sorted."""
    root = files("sandbox") / "problems"
    return sorted(entry.name for entry in root.iterdir() if entry.is_dir() and (entry / "problem.yaml").is_file())


def load_problem(id_or_folder: str | Path) -> Problem:
    """Load a problem by the id of one that comes with the product, or from a folder of the user's own.

    Raises:
        ProblemError: no such problem, or its folder is not as FORMAT.md says; names the file and the key.
    """
    folder = _folder(id_or_folder)
    for name in NEEDED:
        if not (folder / name).is_file():
            raise ProblemError(
                "The problem is incomplete",
                f"{folder / name} does not exist.",
                "Add it; sandbox/problems/FORMAT.md says what belongs in it.",
            )
    spec = _spec(folder / "problem.yaml")
    if spec.id != folder.name:
        raise ProblemError(
            "The problem's id is not its folder's name",
            f"{folder / 'problem.yaml'}, key `id`: `{spec.id}` in the folder `{folder.name}`.",
            "Make the two the same.",
        )
    for name in ("starter.py", "reference.py", "cases.py"):
        _parse(folder / name)
    wanted = [name for name, used in _optional(spec).items() if used and not (folder / name).is_file()]
    if wanted:
        raise ProblemError(
            "The problem is incomplete",
            f"problem.yaml asks for {folder / wanted[0]}, which does not exist.",
            "Add it, or change the key.",
        )
    return Problem(
        folder=folder,
        spec=spec,
        statement=_text(folder / "statement.md"),
        starter=_text(folder / "starter.py"),
        reference=folder / "reference.py",
        samples=_samples(folder),
    )


def _optional(spec: ProblemFile) -> dict[str, bool]:
    return {"check.py": spec.comparison.checker, "driver.py": spec.entry.kind == "driver"}


def _folder(id_or_folder: str | Path) -> Path:
    if isinstance(id_or_folder, str) and re.fullmatch(r"[a-z][a-z0-9_]*", id_or_folder):
        # Names of our own problems win over a folder of that name in the current directory.
        inside = Path(str(files("sandbox") / "problems" / id_or_folder))
        if (inside / "problem.yaml").is_file():
            return inside
    folder = Path(id_or_folder).expanduser()
    if folder.is_file() and folder.name == "problem.yaml":
        folder = folder.parent
    if not folder.is_dir():
        raise ProblemError(
            "No such problem",
            f"`{id_or_folder}` is neither the id of a problem nor a folder.",
            "`hotseat problems` lists the ids.",
        )
    return folder.resolve()


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ProblemError("A file is too large", f"{path} has more than {LARGEST_FILE} bytes.", "Make it smaller.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError("A file cannot be read", f"{path}: {error}.", "Make it readable, in UTF-8.") from error


def _parse(path: Path) -> None:
    try:
        ast.parse(_text(path))
    except (SyntaxError, ValueError) as error:
        raise ProblemError("A file is not Python", f"{path}: {error}.", "Correct it.") from error


def _spec(path: Path) -> ProblemFile:
    try:
        data = yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        raise ProblemError("A file is not YAML", f"{path}: {' '.join(str(error).split())}", "Correct it.") from error
    if not isinstance(data, dict):
        raise ProblemError("A file is not a mapping", f"{path} has no keys.", "Start from a problem that works.")
    try:
        return ProblemFile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "(the whole file)"
        raise ProblemError(
            "A problem's description is wrong",
            f"{path}, key `{key}`: {first['msg']}.",
            "Correct the key; sandbox/problems/FORMAT.md describes it.",
        ) from error


def _samples(folder: Path) -> tuple[Sample, ...]:
    found: list[Sample] = []
    for path in sorted((folder / "samples").glob("*.py")) if (folder / "samples").is_dir() else []:
        match = SAMPLE_NAME.match(path.name)
        if match is None:
            raise ProblemError(
                "A sample's name does not say its verdict",
                f"{path}: must begin with {', '.join(get_args(SampleVerdict))} and an underscore.",
                "Rename it.",
            )
        found.append(Sample.model_validate({"path": path, "verdict": match[1]}))
    return tuple(found)
