"""The gate: nothing is published without title, instant, body, link and identity, or with text lost."""

from ingest.article import Article, Block, Blocks, Heading, Image, Listing, Paragraph, Preformatted, Quotation, Table
from ingest.errors import QuarantineError
from pipelines.conservation import missing_characters

LONGEST_BODY = 2_000_000  # characters of mark-up
LONGEST_TITLE = 2_000  # characters; where a feed has no headlines, a short news item may stand in its place
MOST_RUNS = 20_000  # stretches of text; a long report has some hundred


def reasons_against(article: Article) -> list[str]:
    """Return why an article must not be published, nothing when it may."""
    reasons = []
    if not article.id:
        reasons.append("no identity: neither a code nor a link of its own")
    if not article.title:
        reasons.append("no title" + _refused(article, "title"))
    if len(article.title) > LONGEST_TITLE:
        reasons.append(f"the title is no headline: {len(article.title)} characters")
    if article.published is None:
        raw = article.published_raw
        reasons.append(
            f"no readable publication time: {raw!r}" if raw else "no publication time" + _refused(article, "published")
        )
    if not any(map(_says_something, article.blocks)):
        reasons.append("no body" + _refused(article, "body"))
    if not article.source_url:
        reasons.append("no link")
    if len(article.body_raw) > LONGEST_BODY or _runs(article.blocks) > MOST_RUNS:
        reasons.append("too large: no news article is of this size")
    lost = missing_characters(article.body_raw, article.blocks, article.dropped)
    if lost:
        reasons.append(f"text of the source is lost: {lost!r}")
    return reasons


def _refused(article: Article, field: str) -> str:
    """Word what the source gave in place of a field's text, "" when it gave nothing."""
    refused = article.provenance.get("refused")
    kind = refused.facts.get(field, "") if refused else ""
    return f": the source gave {kind} where text belongs" if kind else ""


def _says_something(block: Block) -> bool:
    match block:
        case Paragraph(runs) | Heading(runs):
            return any(run.text.strip() for run in runs)
        case Table(rows):
            return any(run.text.strip() for row in rows for cell in row for run in cell.runs)
        case Listing(items):
            return any(_says_something(inner) for item in items for inner in item)
        case Quotation(blocks):
            return any(map(_says_something, blocks))
        case Preformatted(text):
            return bool(text.strip())
        case Image():
            return False


def _runs(blocks: Blocks) -> int:
    count = 0
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            count += len(block.runs)
        elif isinstance(block, Table):
            count += sum(len(cell.runs) + 1 for row in block.rows for cell in row)
        elif isinstance(block, Listing):
            count += sum(map(_runs, block.items)) + len(block.items)
        elif isinstance(block, Quotation):
            count += _runs(block.blocks) + 1
        else:
            count += 1
    return count


class GateStage:
    """Joins `reasons_against` to Scrapy."""

    def process_item(self, item: Article) -> Article:
        """Let the article pass, or raise QuarantineError with all reasons."""
        reasons = reasons_against(item)
        if reasons:
            raise QuarantineError(reasons, source=item.source, url=item.source_url or item.url)
        return item
