"""Preflight: settings that cannot be meant so are told, all at once, before anything happens."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from ingest.errors import UsageError
from ingest.job.preflight import check_settings
from ingest.job.run import Run


def settings(**changed: object) -> Settings:
    """Return our own settings with some changed as on the command line."""
    found = Settings()
    found.setmodule("ingest.settings", priority="project")
    for name, value in changed.items():
        found.set(name, value, priority="cmdline")
    return found


def test_our_own_settings_pass() -> None:
    """The defaults are fit."""
    check_settings(settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [("KEEP_DAYS", "30"), ("RECHECK_HOURS", "0.5"), ("PROFILE", "finews"), ("ALLOW_HOSTS", "a.example,10.0.0.1:80")],
)
def test_settings_as_the_command_line_gives_them(name: str, value: str) -> None:
    """Numbers and lists come as text and are read."""
    check_settings(settings(**{name: value}))


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("KEEP_DAYS", "x", "KEEP_DAYS: 'x'; write a whole number from 0"),
        ("KEEP_DAYS", "1.5", "KEEP_DAYS: '1.5'; write a whole number"),
        ("KEEP_DAYS", "-1", "KEEP_DAYS: '-1'"),
        ("KEEP_DAYS", "9" * 5000, "KEEP_DAYS: '999"),
        ("RECHECK_HOURS", "nan", "RECHECK_HOURS: 'nan'; write a number from 0"),
        ("RECHECK_HOURS", "inf", "RECHECK_HOURS: 'inf'"),
        ("RECHECK_HOURS", "", "RECHECK_HOURS: ''"),
        ("DOWNLOAD_MAXSIZE", "8MB", "DOWNLOAD_MAXSIZE: '8MB'"),
        ("CONCURRENT_REQUESTS", "x", "CONCURRENT_REQUESTS: 'x'; write a whole number from 1"),
        ("WORKER", "maybe", "neither on nor off: WORKER: 'maybe'; write True or False"),
        ("OUTPUT_DIR", "", "no folder named: OUTPUT_DIR; write one"),
        ("PROFILE", "word", "unknown profile: PROFILE: 'word'; known are "),
        ("PROFILE", "", "unknown profile: PROFILE: ''; known are "),
        ("PROFILE_OPTIONS", "{", "not such options: PROFILE_OPTIONS: '{'; write a JSON object"),
        ("PROFILE_OPTIONS", "[1]", "not such options: PROFILE_OPTIONS: '[1]'"),
        ("PROFILE_OPTIONS", '{"site": 1}', "not such options: PROFILE_OPTIONS: "),
        ("PROFILE_OPTIONS", '{"sight": "x"}', "unknown option of the profile"),
        ("CLOSESPIDER_ITEMCOUNT", "x", "CLOSESPIDER_ITEMCOUNT: 'x'; write a whole number"),
        ("DNS_TIMEOUT", "x", "DNS_TIMEOUT: 'x'; write a number from 0"),
        ("REACTOR_THREADPOOL_MAXSIZE", "0", "REACTOR_THREADPOOL_MAXSIZE: '0'; write a whole number from 1"),
        ("REFERER_ENABLED", "perhaps", "neither on nor off: REFERER_ENABLED"),
        ("RETRY_HTTP_CODES", "429,abc", "no status: RETRY_HTTP_CODES: 'abc'; write numbers"),
        ("RETRY_EXCEPTIONS", "no.such", "RETRY_EXCEPTIONS: 'no.such'; name one by its whole path"),
        ("USER_AGENT", "a reader\r\nX: y", "a header with a control character: USER_AGENT"),
        ("DEFAULT_REQUEST_HEADERS", '{"A": "b\\nc"}', "a header with a control character: A: 'b\\nc'"),
        ("JOBDIR", "/dev/null/x", "no folder to work in (/dev/null is no folder): JOBDIR"),
        ("HOST_OVERRIDES", "x", "HOST_OVERRIDES is no JSON"),
        ("ALLOW_HOSTS", "http://a.example/", "ALLOW_HOSTS names no host"),
    ],
)
def test_setting_that_cannot_be_meant_so(name: str, value: str, fault: str) -> None:
    """A wrong setting is a usage error (exit code 2) with its name, what was found, and what would do."""
    with pytest.raises(UsageError) as caught:
        check_settings(settings(**{name: value}))
    assert fault in str(caught.value)
    assert len(str(caught.value)) < 400
    assert caught.value.exit_code == 2


def test_all_faults_at_once() -> None:
    """Several wrong settings are told in one message."""
    with pytest.raises(UsageError) as caught:
        check_settings(settings(KEEP_DAYS="x", PROFILE="word", HOST_OVERRIDES="y", RETRY_TIMES="z"))
    assert all(name in str(caught.value) for name in ("KEEP_DAYS", "PROFILE", "HOST_OVERRIDES", "RETRY_TIMES"))


def test_nothing_happens_before(tmp_path: Path) -> None:
    """A run with a wrong setting makes no folder and holds no lock."""
    with pytest.raises(UsageError):
        Run.join(settings(OUTPUT_DIR=str(tmp_path / "site"), KEEP_DAYS="x"))
    assert not (tmp_path / "site").exists()
    run = Run.join(settings(OUTPUT_DIR=str(tmp_path / "site")))
    run.leave()


def test_action_that_is_not_there() -> None:
    """A monitor's action that cannot be found is told before anything is requested, if the monitors are on at all."""
    check_settings(settings(MONITOR_ACTIONS="no.such.Action"))
    with pytest.raises(UsageError, match=r"no such class .*MONITOR_ACTIONS: 'no\.such\.Action'; name one"):
        check_settings(settings(MONITOR_ACTIONS="no.such.Action", SPIDERMON_ENABLED="True"))
