"""Fetching and reading: from a seed to a raw Article. The way of an article is told here in full later."""
