"""`scrapy report --html`: the state of everything on one page, in one file that asks the network for nothing."""

from datetime import datetime

from jinja2 import Environment, PackageLoader

from ingest.report_page.figures import Figures
from ingest.report_page.plots import bars

_pages = Environment(
    loader=PackageLoader("ingest.report_page", "pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_pages.filters["minute"] = lambda text: datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M") if text else "–"


def render(figures: Figures) -> str:
    """Return the page; every text in it is escaped, whatever a source has sent."""
    return _pages.get_template("report.html").render(told=figures, bars=bars)
