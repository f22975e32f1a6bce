"""Web pages: what of their HTML is text, and what they say about themselves."""
