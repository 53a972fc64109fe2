"""Errors in words, for front ends."""

from __future__ import annotations

from agent.errors import BadInput, Explanation, HotseatError, Unavailable, explain

__all__ = ["BadInput", "Explanation", "HotseatError", "Unavailable", "explain"]
