"""A message against the sources: each of its claims supported, contradicted, or not in them; in doubt the last."""

from index.checking.checker import Checked, CheckedClaim, Checker, Verdict

__all__ = ["Checked", "CheckedClaim", "Checker", "Verdict"]
