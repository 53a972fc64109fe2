"""Coding rounds: problems, the judge and its isolation."""
