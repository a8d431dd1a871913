"""A seed is one source as data: which links are its, where its feeds are, how an article is read.

One file is one source; the file's name is the source's id everywhere; its presence is its registration.
"""

from ingest.seeds.model import ApiText, Category, JsonFeed, LinkForm, PageText, Seed
from ingest.seeds.reader import read_seed, read_seeds

__all__ = ["ApiText", "Category", "JsonFeed", "LinkForm", "PageText", "Seed", "read_seed", "read_seeds"]
