"""A reader of files that outlives whoever closes it: to start a child process takes longer than most tests."""

from index.formats import FileReader


class SharedReader(FileReader):
    """Another reader, which one of many users may not close."""

    def __init__(self, reader: FileReader) -> None:
        self.read = reader.read  # type: ignore[method-assign]

    def stop(self) -> None:
        """Nor this."""

    def close(self) -> None:
        """That is for the owner to do."""
