"""Monitors and metrics: off they cost nothing, on they tell what a run was."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from prometheus_client.parser import text_string_to_metric_families
from records_many import many_records

SOURCE = "eastmoney"
DISCORD = "spidermon.contrib.actions.discord.notifiers.SendDiscordMessageSpiderFinished"


class Receiver(HTTPServer):
    """A web hook on loopback that keeps what is posted to it."""

    posted: list[str]

    class Handler(BaseHTTPRequestHandler):
        """Takes one message."""

        def do_POST(self):
            """Keep it."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.posted.append(json.loads(body)["content"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""


@pytest.fixture
def hook() -> Iterator[Receiver]:
    """A running receiver."""
    with Receiver(("127.0.0.1", 0), Receiver.Handler) as server:
        server.posted = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def monitored(job, hook):
    """The job with Spidermon on and its notifier sent to the receiver."""
    job.settings |= {
        "SPIDERMON_ENABLED": "True",
        "MONITOR_ACTIONS": DISCORD,
        "SPIDERMON_DISCORD_WEBHOOK_URL": f"http://127.0.0.1:{hook.server_port}/",
    }
    return job


def undated(rows):
    """The records, the first without a time that could be one."""
    return [{**rows[0], "showtime": "0000-00-00 00:00:00"}, *rows[1:]]


def test_a_good_run_sends_nothing(monitored, replica, hook):
    """When every monitor is content nobody is told."""
    replica.serve_records(many_records(3))
    assert monitored.run("ingest", SOURCE).returncode == 0
    assert hook.posted == []


def test_a_growing_quarantine_is_told(monitored, replica, hook):
    """A monitor that fails calls the web hook with its name, and no other one's; a higher limit is content."""
    replica.serve_records(undated(many_records(3)))
    assert monitored.run("ingest", SOURCE).returncode == 4
    (told,) = hook.posted
    assert "the quarantine does not grow" in told
    assert "`eastmoney`" in told
    assert "articles fail" not in told
    replica.serve_records(undated(many_records(3, day="2026-09-02")))
    assert monitored.run("ingest", SOURCE, MONITOR_QUARANTINED="1").returncode == 4
    assert len(hook.posted) == 1


def test_metrics_are_prometheus_text(job, replica, tmp_path):
    """The last run's numbers stand in one file, by source, feed and outcome."""
    path = tmp_path / "metrics" / "sharepress.prom"
    replica.serve_records(undated(many_records(3)))
    assert job.run("ingest", SOURCE, METRICS_FILE=str(path)).returncode == 4
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(path.read_text("utf-8"))
        for sample in family.samples
    }
    assert samples["sharepress_run_exit_code",] == 4
    assert samples["sharepress_run_articles", SOURCE, "new"] == 2
    assert samples["sharepress_run_articles", SOURCE, "quarantined"] == 1
    assert samples["sharepress_quarantine_articles", SOURCE] == 1
    assert {name: up for (name, *_), up in samples.items() if name == "sharepress_feed_up"} == {"sharepress_feed_up": 1}
    assert [path.name] == [left.name for left in path.parent.iterdir()]


def test_a_metrics_file_that_cannot_be_written(job, replica, tmp_path):
    """A folder in the file's place is a wrong setting, told before anything is requested."""
    replica.serve_records(many_records(1))
    result = job.run("ingest", SOURCE, METRICS_FILE=str(tmp_path))
    assert (result.returncode, "no place for the metrics" in result.stderr) == (2, True)
    assert replica.requests == []
