"""Looks at the settings before anything is locked or requested, and tells all that is wrong with them at once."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings, default_settings
from scrapy.utils.log import install_scrapy_root_handler
from scrapy.utils.misc import load_object

from ingest.errors import UsageError
from ingest.network.guard import Egress
from output.profiles import load_profile
from output.safety import safe_href

# setting: the least and the most that makes sense
NUMBERS = {
    "KEEP_DAYS": (0, 100_000),
    "RECHECK_HOURS": (0, 100_000),
    "FEED_SIZE": (0, 10_000),
    "LEASE_S": (1, 86_400),
    "WORKER_WAIT_S": (0, 86_400),
    "RETRY_TIMES": (0, 1000),
    "BACKOFF_INITIAL_S": (0, 86_400),
    "BACKOFF_MAX_S": (0, 86_400),
    "RETRY_AFTER_MAX_S": (0, 86_400),
    "DOWNLOAD_TIMEOUT": (0, 86_400),
    "DOWNLOAD_MAXSIZE": (0, 2**40),
    "FEED_MAXSIZE": (0, 2**40),
    "REDIRECT_MAX_TIMES": (0, 1000),
    "CONCURRENT_REQUESTS": (1, 10_000),
    "CONCURRENT_REQUESTS_PER_DOMAIN": (1, 10_000),
    "CONCURRENT_ITEMS": (1, 10_000),
    "DOWNLOAD_DELAY": (0, 86_400),
    "AUTOTHROTTLE_START_DELAY": (0, 86_400),
    "AUTOTHROTTLE_TARGET_CONCURRENCY": (0.01, 10_000),
    "LOGSTATS_INTERVAL": (0, 86_400),
    "DNS_TIMEOUT": (0, 86_400),
    "REACTOR_THREADPOOL_MAXSIZE": (1, 10_000),
    "MONITOR_FEEDS_BROKEN": (0, 1_000_000),
    "MONITOR_FAILED": (0, 1_000_000),
    "MONITOR_QUARANTINED": (0, 1_000_000),
}
SWITCHES = ("PROGRESS", "SPIDERMON_ENABLED", "WORKER")
# what Scrapy's own settings are, by their defaults
SCRAPYS_SWITCHES = sorted(name for name, value in vars(default_settings).items() if type(value) is bool)
SCRAPYS_NUMBERS = {
    name: (-(2**40), 2**40)
    for name, value in vars(default_settings).items()
    if type(value) in {int, float} and name != "TELNETCONSOLE_ENABLED"  # a switch, written 1
}
SCRAPYS_PARTS = sorted(
    name
    for name, value in vars(default_settings).items()
    if name.isupper() and str(value).startswith(("scrapy.", "twisted."))
)
MONITORING = {"METRICS_FILE": "prometheus_client", "SPIDERMON_ENABLED": "spidermon"}
WITHDRAWN = ("keep", "mark", "remove")
WHOLE = frozenset(
    {name for name in SCRAPYS_NUMBERS if type(getattr(default_settings, name)) is int and name not in NUMBERS}
    | {
        "REACTOR_THREADPOOL_MAXSIZE",
        "KEEP_DAYS",
        "FEED_SIZE",
        "RETRY_TIMES",
        "DOWNLOAD_MAXSIZE",
        "FEED_MAXSIZE",
        "REDIRECT_MAX_TIMES",
    }
    | {"CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "CONCURRENT_ITEMS"}
    | {"MONITOR_FEEDS_BROKEN", "MONITOR_FAILED", "MONITOR_QUARANTINED"}
)


def check_start(settings: Settings) -> None:
    """Raise UsageError for what Scrapy reads before any command runs: its switches, its parts, where the log goes."""
    if faults := [*_switches(settings, SCRAPYS_SWITCHES), *_parts(settings)]:
        raise UsageError("; ".join(faults))
    try:
        install_scrapy_root_handler(settings)  # as Scrapy is about to, which ends with a trace where it cannot
    except (OSError, LookupError, TypeError, ValueError) as error:
        raise UsageError("no log can be written", raw=str(error), fix="mend LOG_LEVEL or what is named") from error


def check_settings(settings: BaseSettings) -> None:
    """Raise UsageError with all settings that cannot be meant so; nothing when all can."""
    switches = list(_switches(settings, (*SWITCHES, *SCRAPYS_SWITCHES)))
    faults = [*_numbers(settings), *switches, *([] if switches else _faults(settings))]  # the last read the switches
    if faults:
        raise UsageError("; ".join(faults))


def unwritable(folder: Path) -> str:
    """Return why no file can be made in a folder, which may have to be made first, "" when it can."""
    there = next(part for part in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(part))
    if not there.is_dir():
        return f"{there} is no folder"
    return "" if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written"


def _faults(settings: BaseSettings) -> Iterator[str]:
    if not settings["OUTPUT_DIR"]:
        yield str(UsageError("no folder named", field="OUTPUT_DIR", fix="write one, or `.` for this one"))
    if settings["WITHDRAWN"] not in WITHDRAWN:
        fix = f"write {', '.join(WITHDRAWN)}"
        yield str(UsageError("no such choice", field="WITHDRAWN", raw=settings["WITHDRAWN"], fix=fix))
    if settings.getbool("WORKER") and not settings["LEDGER_URL"]:
        yield str(UsageError("a worker of no queue", field="LEDGER_URL", fix="name the Redis: docs/cluster.md"))
    for name, module in MONITORING.items():
        if settings[name] not in (None, "", False, "False", "0") and find_spec(module) is None:
            fix = "install the extra: `make setup`, or pip install '.[monitor]'"
            yield str(UsageError("a part that is not installed", field=name, raw=module, fix=fix))
    if fault := _no_file(settings["METRICS_FILE"]):
        fix = "name a file that the run may replace"
        yield str(
            UsageError(
                f"no place for the metrics ({fault})", field="METRICS_FILE", raw=settings["METRICS_FILE"], fix=fix
            )
        )
    yield from _actions(settings)
    yield from _requests(settings)
    site = str(settings.get("SITE_URL") or "")
    if site and not (site.startswith(("https://", "http://")) and safe_href(site) == site):
        fix = "write an address such as https://news.example/site, or nothing"
        yield str(UsageError("no such address", field="SITE_URL", raw=site, fix=fix))
    try:
        load_profile(settings["PROFILE"], _texts(settings, "PROFILE_OPTIONS"))
        _texts(settings, "FIXED_SLUGS")
    except UsageError as error:
        yield str(error)
    try:
        Egress.from_settings(settings)
    except UsageError as error:
        yield str(error)


def _numbers(settings: BaseSettings) -> Iterator[str]:
    for name, (least, most) in {**SCRAPYS_NUMBERS, **NUMBERS}.items():
        number = _number(settings.get(name, least), whole=name in WHOLE)
        if number is None or not least <= number <= most:
            kind = "a whole number" if name in WHOLE else "a number"
            fix = f"write {kind} from {least} to {most}"
            yield str(UsageError("not such a number", field=name, raw=settings[name], fix=fix))


def _switches(settings: BaseSettings, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            settings.getbool(name)
        except ValueError:
            yield str(UsageError("neither on nor off", field=name, raw=settings[name], fix="write True or False"))


def _no_file(name: str) -> str:
    """Return why a file cannot be put in this place: one that is renamed to it would take the place of a device too."""
    if not name:
        return ""
    try:
        path = Path(name)
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            return "what stands there is no file"
        return unwritable(path.parent)
    except (OSError, ValueError) as error:
        return str(error)


def _parts(settings: BaseSettings) -> Iterator[str]:
    """Look whether the parts that the command line names can be loaded; our own are not loaded before they are used."""
    for name in (*SCRAPYS_PARTS, "ASYNCIO_EVENT_LOOP"):
        if (settings.getpriority(name) or 0) >= SETTINGS_PRIORITIES["cmdline"]:
            yield from _unknown(name, [settings[name]])


def _requests(settings: BaseSettings) -> Iterator[str]:
    """Look at what every request is sent with, and which answers and faults are tried again."""
    headers = {"USER_AGENT": settings["USER_AGENT"], **settings.getdict("DEFAULT_REQUEST_HEADERS")}
    for name, value in headers.items():
        if re.search(r"[\x00-\x1f\x7f]", f"{name}{value}"):
            yield str(UsageError("a header with a control character", field=name, raw=value, fix="write one line"))
    for code in settings.getlist("RETRY_HTTP_CODES"):
        if _number(code, whole=True) is None:
            yield str(UsageError("no status", field="RETRY_HTTP_CODES", raw=code, fix="write numbers such as 429,503"))
    if settings.getpriority("RETRY_EXCEPTIONS"):  # Scrapy's own are not imported for a look
        yield from _unknown("RETRY_EXCEPTIONS", settings.getlist("RETRY_EXCEPTIONS"))
    if settings["JOBDIR"] and (fault := unwritable(Path(settings["JOBDIR"]))):
        yield str(UsageError(f"no folder to work in ({fault})", field="JOBDIR", raw=settings["JOBDIR"], fix="name one"))


def _actions(settings: BaseSettings) -> Iterator[str]:
    if settings.getbool("SPIDERMON_ENABLED"):
        yield from _unknown("MONITOR_ACTIONS", settings.getlist("MONITOR_ACTIONS"))


def _unknown(name: str, paths: Iterable[object]) -> Iterator[str]:
    """Yield which of the classes that a setting names by their paths cannot be loaded."""
    for path in paths:
        try:
            load_object(path) if isinstance(path, str) else None
        except (ImportError, NameError, ValueError) as error:
            yield str(UsageError(f"no such class ({error})", field=name, raw=path, fix="name one by its whole path"))


def _texts(settings: BaseSettings, name: str) -> dict[str, str]:
    try:
        texts: dict[object, object] = settings.getdict(name)
    except (TypeError, ValueError):
        texts = {"": None}
    if not all(isinstance(part, str) for pair in texts.items() for part in pair):
        fix = 'write a JSON object of texts, such as {"site": "//news.example"}'
        raise UsageError("not such options", field=name, raw=settings[name], fix=fix)
    return {str(key): str(value) for key, value in texts.items()}


def _number(value: object, *, whole: bool) -> float | None:
    try:
        return int(str(value)) if whole else float(str(value))
    except ValueError:
        return None
