"""Everything that people read in Discord is made here, and nowhere else.

- `escaping`: foreign text made safe and left readable
- `cards`: the frame that every message shares, with Discord's limits
- `words`: the words themselves, in every language
- `naming`: a source by its title, its address, and the way to a sentence in it
- `answers`: an answer with its proofs; a refusal with what came nearest
- `checks`: a message's claims, each with its verdict and quotes
- `noting`: remarks and reasons of the index, in the reader's language
- `passages`: one passage, with the quoted sentence in bold
- `files`: the file that a source was read from
- `excerpts`: a source's text for a look at it, with words in place of ids
- `listings`: the sources that a member may see, and what a search found
- `reindexing`: how far a reindex is, and what it did
- `helping`: how to ask, and how well it goes
- `privacy`: what is kept of a person
- `forms`: what people fill in
- `notices`: short words: failures, waiting, restarting
"""
