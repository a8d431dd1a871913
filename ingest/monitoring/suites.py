"""What Spidermon looks at when a source's spider has closed; the limits are settings."""

from scrapy.utils.misc import load_object
from spidermon import Monitor, MonitorSuite, monitors
from spidermon.contrib.monitors.mixins import StatsMonitorMixin

from ingest.monitoring.facts import PREFIX


class SourceMonitor(Monitor, StatsMonitorMixin):
    """One source after one run."""

    def _at_most(self, name: str, limit: str, what: str) -> None:
        found, most = self.stats.get(PREFIX + name, 0), self.data.crawler.settings.getint(limit)
        self.assertLessEqual(found, most, f"{what}: {found}, at most {most} ({limit})")

    @monitors.name("no feed is broken or thinner than its seed expects")
    def test_feeds(self) -> None:
        """Articles are missing when a feed is broken, or gives fewer or thinner ones than its seed expects."""
        self._at_most("feeds_broken", "MONITOR_FEEDS_BROKEN", "feeds broken or too thin")

    @monitors.name("few articles fail")
    def test_failed(self) -> None:
        """Articles that could not be read are tried again; many of them are a fault."""
        self._at_most("articles/failed", "MONITOR_FAILED", "articles failed")

    @monitors.name("the quarantine does not grow")
    def test_quarantine(self) -> None:
        """An article in quarantine waits for somebody."""
        self._at_most("quarantined_newly", "MONITOR_QUARANTINED", "articles newly in quarantine")

    @monitors.name("the source is not late")
    def test_late(self) -> None:
        """A source that is silent for far longer than usual may have changed."""
        self.assertEqual(self.stats.get(PREFIX + "late", 0), 0, "nothing new for far longer than usual")

    @monitors.name("no unexpected error")
    def test_errors(self) -> None:
        """A bug is told in the run report."""
        self.assertEqual(self.stats.get(PREFIX + "errors", 0), 0, "unexpected errors; see the run report")


class SourceSuite(MonitorSuite):
    """Setting SPIDERMON_SPIDER_CLOSE_MONITORS. MONITOR_ACTIONS lists Spidermon's actions for a failed monitor."""

    monitors = [SourceMonitor]  # noqa: RUF012  # Spidermon's own form

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        settings = kwargs["crawler"].settings  # type: ignore[attr-defined]  # a Crawler
        self.add_monitors_failed_actions([load_object(path) for path in settings.getlist("MONITOR_ACTIONS")])
