"""Answers without a language model: the sentences that answer, the answer inside them, or none."""

from index.reading.reader import Read, Reader, missing_names, objection

__all__ = ["Read", "Reader", "missing_names", "objection"]
