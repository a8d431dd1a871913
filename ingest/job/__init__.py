"""One run: its lock, what it counts and reports, what it writes when all articles are done, and how it ends."""
