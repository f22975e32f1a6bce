"""PDF: letters as a page shows them, put together to lines, tables and paragraphs; and pages as pictures."""
