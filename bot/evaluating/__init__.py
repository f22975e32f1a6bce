"""`footnote eval`: golden questions asked of the knowledge base, and how it did, for people and for programs."""
