"""`Refused`: a file that is not read, and the sentence that says why."""


class Refused(Exception):
    """Raised by a reader; `str(refused)` is for the curator."""
