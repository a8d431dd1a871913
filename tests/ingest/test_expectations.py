"""What a seed expects of its feeds: what is below is a broken source, with what was expected and found."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError
from records_many import many_records

from ingest.demo.faults import Fault
from ingest.discovery.expectations import unmet
from ingest.seeds import Feed

SOURCE = "eastmoney"
PARTS = {"url": "https://www.lake.example/list", "items": "list", "fields": {"link": "u", "title": "t"}}


def feed(**parts: object) -> Feed:
    """Return a feed with these expectations."""
    found: Feed = TypeAdapter(Feed).validate_python({**PARTS, **parts})
    return found


@pytest.mark.parametrize(
    ("parts", "records", "told"),
    [
        ({}, [], ""),
        ({}, [{"link": "x", "title": ""}], ""),
        (
            {},
            [{"link": "", "title": "t"}],
            "expected records with an article's code or link, found 1 without (title in",
        ),
        ({}, [{"link": "", "title": ""}], "found 1 without (nothing in them)"),
        ({}, [{"link": "", "title": "t"}, {"link": "x", "title": ""}], ""),
        ({"least": 2}, [{"link": "x"}], "expected at least 2 articles, found 1"),
        ({"least": 1}, [], "expected at least 1 articles, found 0"),
        ({"filled": {"title": 0.5}}, [], ""),
        ({"filled": {"title": 0.5}}, [{"link": "x", "title": "t"}, {"link": "y"}], ""),
        (
            {"filled": {"title": 0.6}},
            [{"link": "x", "title": "t"}, {"link": "y", "title": ""}],
            "expected title in at least 60% of the records, found it in 50% of 2",
        ),
    ],
)
def test_what_is_expected_and_what_is_found(parts, records, told) -> None:
    """Records that name no article, too few of them, and a field too seldom filled are told with both figures."""
    said = unmet(feed(**parts), records, [record for record in records if record.get("link")])
    assert told in said if told else said == ""


@pytest.mark.parametrize("filled", [{"title": 1.5}, {"title": 0}, {"headline": 0.5}, {"title": "many"}])
def test_expectation_that_cannot_be_meant(filled) -> None:
    """A share is above 0 and at most 1, of a field that articles have."""
    with pytest.raises(ValidationError):
        feed(filled=filled)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"nodeList":{"a":1}}', "expected a list at `nodeList`, found an object with a"),
        (b'{"nodeList":[1,"x",null]}', "expected records in `nodeList`, found a number"),
        (b'{"nodeList":null}', "expected a list at `nodeList`, found nothing or null"),
        (b'{"nodeList":[{"title":"t"},{"headline":"h"}]}', "found 2 without (title in them)"),
        (b'{"nodeList":[{"infocode":"no code","title":"t"}]}', "found 1 without (code, title in them)"),
    ],
)
def test_a_list_of_another_shape_is_a_broken_source(job, replica, body, told) -> None:
    """Exit 5 with what was expected and found; no record is made of it, and the other feeds are read."""
    replica.serve_records(many_records(2))
    replica.faults["type=45"] = [Fault(body=body)] * 9
    replica.faults["marketType=37"] = [Fault(body=json.dumps(_market(many_records(1))).encode())]
    done = job.run("ingest", SOURCE)
    assert done.returncode == 5, done.stdout + done.stderr
    part = job.reports()[-1]["sources"][SOURCE]
    assert told in part["feeds"]["press"]["error"]
    assert told in done.stdout
    assert part["articles"] == []
    assert part["counts"]["new"] == 1
    assert list((job.state / "quarantine").rglob("*.json")) == []


def test_a_field_too_seldom_filled_is_a_broken_source(job, replica, tmp_path) -> None:
    """`filled` in the seed: below it exit 5, and what came is published all the same."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    with open(f"seeds/{SOURCE}.yaml", encoding="utf-8") as file:  # noqa: PTH123  # the project's root is the current folder
        text = file.read()
    (folder / f"{SOURCE}.yaml").write_text(text.replace("    rank: 10\n", "    rank: 10\n    filled: {digest: 0.9}\n"))
    replica.serve_records(many_records(3))
    done = job.run("ingest", SOURCE, SEEDS_DIR=str(folder))
    assert done.returncode == 5, done.stdout + done.stderr
    assert "expected digest in at least 90% of the records, found it in 0% of 3" in done.stdout
    assert sum(name.startswith("_posts/") for name in job.tree()) == 3


def _market(rows) -> dict[str, object]:
    names = {"infoCode": "code", "title": "title", "datetime": "showtime", "medianame": "from"}
    return {"record": [{name: row[key] for name, key in names.items()} for row in rows]}
