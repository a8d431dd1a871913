"""Quarantine: an unfit article waits in a file of its own, with all that is needed to look into it."""

import json
from pathlib import Path

import pytest

from ingest.article import Article, unpack
from ingest.errors import WriteError
from ingest.job.quarantine import hold, release


def test_file_holds_record_reasons_and_link(tmp_path: Path) -> None:
    """The file is named after source and id, and the raw record in it makes the article again."""
    article = Article(source="shanyu", id="NW202203040123456789", title_raw="题", link_raw="https://a.example/1")
    path = hold(tmp_path / "quarantine", article, ["no body", "no link"])
    assert path.relative_to(tmp_path).as_posix() == "quarantine/shanyu/NW202203040123456789.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["id"] == "NW202203040123456789"
    assert content["reasons"] == ["no body", "no link"]
    assert content["link"] == "https://a.example/1"
    assert unpack(content["record"]).title_raw == "题"


def test_release(tmp_path: Path) -> None:
    """An article that was read whole leaves quarantine; one that was not in is no error."""
    path = hold(tmp_path, Article(source="shanyu", id="a1"), ["no body"])
    release(tmp_path, "shanyu", "a1")
    assert not path.exists()
    release(tmp_path, "shanyu", "a1")
    release(tmp_path, "nowhere", "a1")


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "\ud800", "a\x00b", "长" * 5000, "con", "."])
def test_hostile_id_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    """Whatever an id is, its file lies in the source's folder and can be taken out again."""
    path = hold(tmp_path, Article(source="shanyu", id=name, title_raw="\ud83d\x00"), ["\udfff"])
    assert path.parent == tmp_path / "shanyu"
    assert json.loads(path.read_text(encoding="utf-8"))["record"]["title_raw"] == "\ud83d\x00"
    release(tmp_path, "shanyu", name or "unknown")
    assert not path.exists()


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Quarantine without a place is an expected error."""
    (tmp_path / "shanyu").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError):
        hold(tmp_path, Article(source="shanyu", id="a1"), ["no body"])
