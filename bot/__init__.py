"""How Footnote talks: Discord and the terminal. The only home of discord.py."""
