"""Slugs of outlets: the old site's, the safe ones, and the memory that keeps them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import ReadError, UsageError
from output.slugs import SlugRegistry, finews_slug, phrase_slug

GOLD = Path("../shared/gold/category_slugs.jsonl")


@pytest.mark.skipif(not GOLD.exists(), reason="the samples are not here")
def test_gold_slugs() -> None:
    """The old site's slugs come out letter by letter."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    assert {row["media"]: finews_slug(row["media"]) for row in rows} == {row["media"]: row["slug"] for row in rows}


@pytest.mark.parametrize(
    ("outlet", "slug"),
    [
        ("金谷日报", "jinguribao"),
        ("稻香 Weekly(上)", "daoxiang Weekly(shang)"),
        ("银行长行", "yinxingzhangxing"),
        ("绿女", "lvnv"),
        ("略1-2é", "lve1-2é"),
        ("", ""),
    ],
)
def test_finews_slug(outlet: str, slug: str) -> None:
    """Each character has its own first reading; everything else stays."""
    assert finews_slug(outlet) == slug


def test_finews_slug_reads_as_pypinyin() -> None:
    """The bare table gives what pypinyin says for every single character."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - slow, for this test alone

    characters = [chr(code) for code in range(0x4E00, 0x9FA5, 13)]
    assert [finews_slug(character) for character in characters] == [lazy_pinyin(c)[0] for c in characters]


@pytest.mark.parametrize(
    ("outlet", "slug"),
    [
        ("金谷银行报", "jinguyinhangbao"),
        ("Rice Weekly（上海）", "riceweeklyshanghai"),
        ("Café Ｇrain-24", "cafegrain24"),
        ("女儿红", "nverhong"),
    ],
)
def test_phrase_slug(outlet: str, slug: str) -> None:
    """Phrases decide the reading; only small Latin letters and digits are left."""
    assert phrase_slug(outlet) == slug


@pytest.mark.parametrize("outlet", ["", "かな", "😀", "../..", "Con", "index", "稻" * 100])
def test_phrase_slug_is_always_a_safe_name(outlet: str) -> None:
    """Even an odd name gives a file name that no system reserves."""
    slug = phrase_slug(outlet)
    assert re.fullmatch("[a-z0-9]{3,90}", slug)
    assert slug not in {"con", "index"}


def test_registry_keeps_slugs_apart_and_for_ever(tmp_path: Path) -> None:
    """Outlets of one reading get 2, 3, …; a later run gives each the same again."""
    path = tmp_path / "state/slugs.json"
    outlets = ["谷报", "古报", "GuBao", "稻香社"]
    first = [SlugRegistry(path).slug(outlet) for outlet in outlets]
    assert first == ["gubao", "gubao2", "gubao3", "daoxiangshe"]
    registry = SlugRegistry(path)
    assert [registry.slug(outlet) for outlet in reversed(outlets)] == first[::-1]


def test_registry_file_is_untouched_by_known_outlets(tmp_path: Path) -> None:
    """Only a new outlet writes the file."""
    path = tmp_path / "slugs.json"
    SlugRegistry(path).slug("谷报")
    before = path.stat().st_mtime_ns
    SlugRegistry(path).slug("谷报")
    assert path.stat().st_mtime_ns == before
    assert json.loads(path.read_text("utf-8")) == {"谷报": "gubao"}


def test_registry_seeds(tmp_path: Path) -> None:
    """Fixed slugs are given to their outlets alone, but never move one that stands already."""
    path = tmp_path / "slugs.json"
    fixed = {"滚动": "gubao", "稻香社": "Rice-1"}
    registry = SlugRegistry(path, fixed)
    assert [registry.slug(outlet) for outlet in ("谷报", "滚动", "稻香社")] == ["gubao2", "gubao", "Rice-1"]
    assert SlugRegistry(path, {"稻香社": "other"}).slug("稻香社") == "Rice-1"


@pytest.mark.parametrize("fixed", [{"谷报": "../x"}, {"谷报": ""}, {"谷报": "a b"}, {"谷报": "Ab", "稻香社": "aB"}])
def test_registry_refuses_bad_seeds(tmp_path: Path, fixed: dict[str, str]) -> None:
    """An unsafe or double fixed slug is a usage error."""
    with pytest.raises(UsageError):
        SlugRegistry(tmp_path / "slugs.json", fixed)


@pytest.mark.parametrize("content", ["", "[]", '{"谷报": 1}', '{"谷报": "../x"}'])
def test_registry_refuses_a_broken_file(tmp_path: Path, content: str) -> None:
    """A damaged registry stops the run, as new slugs would move pages."""
    path = tmp_path / "slugs.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ReadError):
        SlugRegistry(path)


def test_known_outlets_need_no_pypinyin(tmp_path: Path) -> None:
    """The slow library isn't loaded for what is registered, nor for the old site's slugs."""
    path = tmp_path / "slugs.json"
    SlugRegistry(path).slug("谷报")
    code = (
        "import sys; from pathlib import Path; from output.slugs import *;"
        f"SlugRegistry(Path({str(path)!r})).slug('谷报'); finews_slug('谷报'); print('pypinyin' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert run.stdout == "False\n"
