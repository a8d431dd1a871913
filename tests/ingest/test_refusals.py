"""What an operator may get wrong on the command line: one line on standard error, exit code 2, nothing requested."""

import pytest

from ingest.job.preflight import unwritable

SOURCE = "eastmoney"


def refused(job, replica, *words: str, **settings: str) -> str:
    """Run a command that must be refused, and return the one line that it says."""
    done = job.run(*words, **settings)
    assert (done.returncode, done.stdout, replica.requests) == (2, "", []), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"scrapy {words[0]}: ")
    return line


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LOG_LEVEL", "nonsense", "Unknown level: 'nonsense'"),
        ("LOG_LEVEL", "", "Unknown level: ''"),
        ("LOG_FILE", "/nowhere/at/all.log", "No such file or directory: '/nowhere/at/all.log'"),
        ("LOG_STDOUT", "perhaps", "neither on nor off: LOG_STDOUT: 'perhaps'"),
        ("STATS_CLASS", "no.such", "STATS_CLASS: 'no.such'; name one by its whole path"),
        ("SPIDER_LOADER_CLASS", "x", "SPIDER_LOADER_CLASS: 'x'"),
        ("COOKIES_ENABLED", "perhaps", "neither on nor off: COOKIES_ENABLED: 'perhaps'"),
    ],
)
def test_a_log_that_cannot_be(job, replica, name, value, said) -> None:
    """What Scrapy reads before any command runs is looked at before that, so that no trace comes."""
    assert said in refused(job, replica, "ingest", SOURCE, **{name: value})


@pytest.mark.parametrize("command", ["check-seeds", "explain", "report", "crawl"])
def test_every_command_of_ours_looks_first(job, replica, command) -> None:
    """One place serves all commands."""
    assert "Unknown level" in refused(job, replica, command, "x", LOG_LEVEL="nonsense")


def test_folders_that_cannot_be(job, replica, tmp_path) -> None:
    """A file in the place of a folder, or above it, and a folder that nobody can make."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("OUTPUT_DIR", "STATE_DIR"):
        for value in (tmp_path / "file", tmp_path / "file" / "below", "/proc/nowhere", tmp_path / ("x" * 300)):
            line = refused(job, replica, "ingest", SOURCE, **{name: str(value)})
            assert "no folder to work in" in line
            assert "mend OUTPUT_DIR, STATE_DIR" in line


def test_metrics_only_go_where_a_file_may_be_replaced(job, replica, tmp_path) -> None:
    """A rename into a device's place would take the device away; a folder cannot be replaced at all."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for value in ("/dev/null", "/dev/stdout", tmp_path, tmp_path / "link", tmp_path / "file" / "below"):
        assert "no place for the metrics" in refused(job, replica, "ingest", SOURCE, METRICS_FILE=str(value))
    assert not job.output.exists()


def test_new_source_looks_at_its_words_first(job, replica, tmp_path) -> None:
    """A name that is none, text that is no link, and places that cannot be written are told before a request."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    page = "https://www.brook.example/"
    for words, said in (
        (("../../x", page), "no name for a source: '../../x'; use a-z, 0-9 and hyphens"),
        (("article", page), "no name for a source: 'article'"),
        (("brook", "brook"), "not a link: url: 'brook'"),
        (("brook", page, "--into", str(tmp_path / "file" / "x")), "no place for a seed and its cases"),
    ):
        assert said in refused(job, replica, "new-source", *words, SEEDS_DIR=str(tmp_path / "seeds"))
    line = refused(job, replica, "new-source", "brook", page, SEEDS_DIR=str(tmp_path / "file"))
    assert f"{tmp_path / 'file'} is no folder" in line
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_record_looks_at_its_words_first(job, replica, tmp_path) -> None:
    """No such source, no link of it, and no folder to write into."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    link = "https://finance.eastmoney.com/a/202609079900000001.html"
    for words, said in (
        (("../../x", link), "no such source: '../../x'"),
        ((SOURCE, "https://www.brook.example/"), "no link of this source"),
        ((SOURCE, link, "--into", str(tmp_path / "file")), "no place for a case"),
    ):
        assert said in refused(job, replica, "record", *words)


def test_a_folder_to_be_made(tmp_path) -> None:
    """What is not there yet is judged by the nearest folder that is."""
    assert unwritable(tmp_path / "a" / "b") == ""
    assert unwritable(tmp_path) == ""
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    assert unwritable(tmp_path / "broken" / "b") == f"{tmp_path / 'broken'} is no folder"


def test_a_reader_that_has_gone_changes_no_exit_code(job, replica) -> None:
    """`scrapy ingest --json | head -1` ends like without `head`."""
    job.run("ingest", SOURCE)
    process = job.start("ingest", SOURCE, "--json")
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert replica.requests
