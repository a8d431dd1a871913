"""A signal where no reactor runs: what the next run can take up ends at once, what must be written is written."""

import os
import signal

import pytest

from ingest.job.report import RunReport
from ingest.job.shutdown import SIGNALS, stoppable


@pytest.fixture
def report() -> RunReport:
    """Return a run's report."""
    return RunReport("scrapy ingest", "jekyll")


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_what_stands_inside(report: RunReport, number: signal.Signals) -> None:
    """The work is left where it is, the report tells the signal, and the handlers are those of before."""
    before = [signal.getsignal(one) for one in SIGNALS]
    done = []
    with stoppable(report):
        done.append(1)
        os.kill(os.getpid(), number)
        signal.pause()
        done.append(2)
    assert (done, report.stopped_by, report.exit_code) == ([1], number.name, 4)
    assert [signal.getsignal(one) for one in SIGNALS] == before


def test_work_after_a_signal_does_not_last(report: RunReport) -> None:
    """When a signal has ended the run, its end has its share of the five seconds and no more."""
    report.stopped_by = "SIGTERM"
    done = []
    with stoppable(report):
        signal.pause()
        done.append(1)
    assert (done, report.stopped_by) == ([], "SIGTERM")


def test_work_without_a_signal_is_done(report: RunReport) -> None:
    """Nothing is cut, and other errors pass."""
    with pytest.raises(ZeroDivisionError), stoppable(report):
        raise ZeroDivisionError
    assert report.stopped_by == ""
