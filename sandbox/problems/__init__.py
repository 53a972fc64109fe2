"""The problems that come with the product, a folder each; FORMAT.md describes a folder."""

from __future__ import annotations

from sandbox.library import load_problem, problem_ids
from sandbox.problem import Problem, VisibleCase

__all__ = ["Problem", "VisibleCase", "load_problem", "problem_ids"]
