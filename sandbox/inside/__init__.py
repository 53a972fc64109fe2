"""Modules that run inside the sandboxed interpreter. They import the standard library, each other, and numpy late."""
