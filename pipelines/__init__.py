"""Makes an Article true, one stage per file."""
