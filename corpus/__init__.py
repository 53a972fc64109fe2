"""Guides: parsing, embedding, the index and search."""
