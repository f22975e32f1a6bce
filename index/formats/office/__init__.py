"""Office files: Word documents, slides and workbooks."""
