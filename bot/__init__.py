"""How Footnote talks: in Discord and on the terminal. The only home of discord.py."""
