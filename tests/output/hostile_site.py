"""Publishes hostile articles as a run does, with a ledger, so that manifest, feeds and preview have them too."""

from collections.abc import Sequence
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.utils.project import get_project_settings

from ingest.article import Article
from ingest.job.run import Run
from output.exporter import export
from output.retention import archive


def site_settings(folder: Path, profile: str) -> BaseSettings:
    """Return the settings of a run over this folder whose feeds hold all articles."""
    settings = get_project_settings().copy()
    for name, value in {"OUTPUT_DIR": str(folder), "PROFILE": profile, "FEED_SIZE": 1000}.items():
        settings.set(name, value, priority="cmdline")
    return settings


def publish_all(settings: BaseSettings, articles: Sequence[Article], archived: Sequence[Article] = ()) -> None:
    """Write articles, move some of them to the archive, and end the run, which writes manifest and feeds."""
    run = Run.join(settings)
    for article in [*articles, *archived]:
        export(article, run)
    for article in archived:
        run.ledger.archive(article.id, archive(run.output, article.file, run.profile))
    run.end()
    assert run.report.exit_code == 0
