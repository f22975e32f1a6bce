"""Everything that people read in Discord is made here, and nowhere else.

- `escaping`: foreign text made safe and left readable
- `cards`: the frame that every message shares, with Discord's limits
- `answers`: an answer with its proofs; a refusal with what came nearest
- `passages`: one passage, with the quoted sentence in bold
- `listings`: the sources that a member may see, and what a search found
- `reindexing`: how far a reindex is, and what it did
- `notices`: short words: failures, waiting, restarting
"""
