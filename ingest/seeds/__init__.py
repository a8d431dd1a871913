"""A seed is one source as data: which links are its, where its feeds are, how an article is read.

One file is one source; the file's name is the source's id everywhere; its presence is its registration.
"""

from ingest.seeds.any_page import ANY_PAGE, any_page
from ingest.seeds.model import (
    ApiText,
    Category,
    Feed,
    JsonFeed,
    Layouts,
    LinkForm,
    ListingFeed,
    PageText,
    Seed,
    SitemapFeed,
    Step,
    SyndicationFeed,
)
from ingest.seeds.reader import read_seed, read_seeds
from ingest.seeds.share_links import is_moved, one_form, unwrapped

__all__ = [
    "ANY_PAGE",
    "ApiText",
    "Category",
    "Feed",
    "JsonFeed",
    "Layouts",
    "LinkForm",
    "ListingFeed",
    "PageText",
    "Seed",
    "SitemapFeed",
    "Step",
    "SyndicationFeed",
    "any_page",
    "is_moved",
    "one_form",
    "read_seed",
    "read_seeds",
    "unwrapped",
]
