"""A seed is one source as data: which links are its, where its feeds are, how an article is read.

One file is one source; the file's name is the source's id everywhere; its presence is its registration.
"""

from ingest.seeds.any_page import ANY_PAGE, any_page
from ingest.seeds.model import ApiText, Category, JsonFeed, LinkForm, PageText, Seed
from ingest.seeds.reader import read_seed, read_seeds

__all__ = [
    "ANY_PAGE",
    "ApiText",
    "Category",
    "JsonFeed",
    "LinkForm",
    "PageText",
    "Seed",
    "any_page",
    "read_seed",
    "read_seeds",
]
