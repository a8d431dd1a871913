"""The stage that makes an article's paragraphs true."""

from typing import Any

from ingest.article import Article, Provenance
from ingest.errors import QuarantineError, ReadError

from .description import read_description
from .reading import read_paragraphs


def finish_paragraphs(article: Article) -> None:
    """Set `blocks`, `mentions` and `description`, and note what was dropped and where lines went.

    The outlet and the editors that the body's own lines name wait under `provenance` for the stages
    that own these fields. Raises ReadError for a body too tangled to read.
    """
    base_url = article.source_url or article.link_raw or article.url
    try:
        reading = read_paragraphs(article.body_raw, base_url=base_url, digest=article.digest_raw)
    except ReadError as error:
        raise ReadError(
            error.what, source=article.source, url=article.url, field="body", raw=error.raw, fix=error.fix
        ) from error
    article.blocks = reading.blocks
    article.mentions = reading.mentions
    article.dropped += reading.dropped
    article.provenance["body"] = Provenance("", reading.parser)
    if reading.source_line:
        article.provenance["source_line"] = Provenance(reading.source_line, "source_line")
    if reading.editors:
        article.provenance["editors"] = Provenance("\n".join(reading.editors), "editors")
    article.description = read_description(article.digest_raw, (reading.source_line, article.outlet_raw))
    if article.description:
        article.provenance["description"] = Provenance(article.digest_raw, "digest")


class ParagraphsStage:
    """Joins the paragraphs to Scrapy."""

    def process_item(self, item: Any) -> Any:
        """Finish an article's paragraphs; one that cannot be read waits in quarantine, with its text."""
        try:
            finish_paragraphs(item)
        except ReadError as error:
            raise QuarantineError((str(error),), source=item.source, url=item.url) from error
        return item
