"""ArticleSpider: any article page by its link; a link that a source claims is read as that source's."""

from ingest.links import Claim, claim
from ingest.seeds import ANY_PAGE, any_page
from ingest.spiders.seed import SeedSpider


class ArticleSpider(SeedSpider):
    """Reads the pages given by `-a url=` or `-a urls_file=`; `-a zone=` says where they are from.

    The zone counts only for times that name none themselves; without it each page's language and country tell.
    """

    name = "article"
    seed = ANY_PAGE

    def __init__(self, *args: str, zone: str = "", **kwargs: str) -> None:
        if zone:
            self.seed = any_page(zone)  # type: ignore[misc]  # a class variable in every other spider
        super().__init__(*args, **kwargs)

    def claim(self, link: str) -> Claim:
        """Return the owning source's claim, or that of no source."""
        return claim(self.seeds.values(), link) or Claim(self.seed, "", "", link)
