"""Profiles that are data: the three other generators', and a user's own file."""

from pathlib import Path

import pytest
import yaml

from ingest.errors import UsageError, WriteError
from output.companions import write_companion
from output.profiles import load_profile
from tests.output.test_profile_jekyll import Slugs, full

OWN = """\
posts: notes
archive: notes/old
permalink: /n/{id}
titles: plain
front_matter:
  name: title
  when: {value: published, form: iso}
  kind: {constant: note}
"""


def front(name: str) -> dict[str, object]:
    """Return the front matter of the full article in this profile, its times left as text."""
    profile = load_profile(name)
    text = profile.render(full(), profile.slug(full(), Slugs()))
    read = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)  # noqa: S506 - text alone
    assert isinstance(read, dict)
    return read


def test_hugo() -> None:
    """Hugo gets lists of terms, its own names of times, the address, and titles that its templates escape."""
    read = front("hugo")
    assert read["title"] == "稻谷：<b>丰收</b>"
    assert (read["date"], read["lastmod"]) == ("2022-03-01T08:05:09+08:00", "2022-03-01T09:00:00+08:00")
    assert (read["categories"], read["tags"]) == (["jinguribao"], ["金谷日报新闻"])
    assert (read["draft"], read["url"]) == ("false", "/posts/NW202203010000000001/")


def test_eleventy() -> None:
    """Eleventy gets its time as text, as a bare one would lose its offset."""
    profile = load_profile("eleventy")
    text = profile.render(full(), "jinguribao")
    assert 'date: "2022-03-01T08:05:09+08:00"\n' in text
    assert front("eleventy")["permalink"] == "/posts/NW202203010000000001/"
    assert front("eleventy")["tags"] == ["金谷日报新闻"]


def test_astro_schema_knows_every_key() -> None:
    """The generated schema names every key of the front matter, the certain ones as required."""
    profile = load_profile("astro")
    schema = profile.companions["src/content.config.ts"]
    for key in front("astro"):
        assert f'"{key}": z.' in schema
    assert '"pubDate": z.coerce.date(),' in schema
    assert '"updatedDate": z.coerce.date().optional(),' in schema
    assert '"tags": z.array(z.string()).optional(),' in schema
    assert """glob({ base: './src/content', pattern: ["posts/*.md", "archive/*.md"] })""" in schema


@pytest.mark.parametrize("name", ["hugo", "eleventy", "astro"])
def test_site_makes_category_pages_itself(name: str) -> None:
    """These generators need no page of ours for a category."""
    profile = load_profile(name)
    assert profile.category_page(full(), "jinguribao") is None
    assert profile.category_path("jinguribao") is None


@pytest.mark.parametrize("outlet", ["../../etc", "a/b\\c#d?e", ".hidden", "稻" * 300, "%2e%2e"])
def test_terms_make_no_path(outlet: str) -> None:
    """What a generator may make a folder of has no separator, no leading dot, and a bounded length."""
    article = full()
    article.outlet = outlet
    text = load_profile("hugo").render(article, "s")
    (term,) = yaml.safe_load(text.split("---\n")[1])["tags"]
    assert not set("/\\#?%") & set(term)
    assert not term.startswith(".")
    assert len(term) <= 60


def test_own_profile(tmp_path: Path) -> None:
    """A YAML file is a profile: folders, keys and constants are as it says."""
    (tmp_path / "mine.yaml").write_text(OWN, encoding="utf-8")
    profile = load_profile(str(tmp_path / "mine.yaml"))
    assert (profile.name, profile.posts_dir, profile.archive_dir) == ("mine", "notes", "notes/old")
    head = profile.render(full(), "").split("---\n")[1]
    assert head == 'name: "稻谷：<b>丰收</b>"\nwhen: "2022-03-01T08:05:09+08:00"\nkind: note\n'


def test_the_profile_of_the_docs(tmp_path: Path) -> None:
    """The file that docs/profiles.md prints is a profile, and says what stands beside it."""
    text = (Path(__file__).parents[2] / "docs/profiles.md").read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    profile = load_profile(str(tmp_path / "mine.yaml"))
    assert profile.render(full(), "jinguribao").split("---\n")[1] == (
        'title: "稻谷：&lt;b>丰收&lt;/b>"\nwhen: "2022-03-01T08:05:09+08:00"\noutlets:\n- jinguribao\n'
        'link: "https://n.example/a?id=1"\npermalink: "/n/NW202203010000000001/"\nkind: note\n'
    )
    assert profile.category_path("jinguribao") == "outlet/jinguribao.md"
    assert profile.has_listings


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("posts: notes", "posts: ../x", "posts: write a path below"),
        ("posts: notes", "posts: /x", "posts: write a path below"),
        ("archive: notes/old", "archive: Notes", "two folders"),
        ("/n/{id}", "/n/", "permalink: write a path from the site's root"),
        ("/n/{id}", "/../{id}", "permalink: write a path from the site's root"),
        ("name: title", "name: titel", "front_matter.name.value: known are authors"),
        ("name: title", "name: title\n  name: title", "given twice"),
        ("form: iso", "form: roman", "known are iso"),
        ("published, form: iso", "published", "as one of"),
        ("titles: plain", "titel: plain", "Extra inputs"),
        ("posts: notes\n", "", "posts: Field required"),
        ("posts: notes", "posts: [", "cannot be read"),
    ],
)
def test_faults_are_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A fault in a profile's file is named with its key and what would mend it, before anything is written."""
    (tmp_path / "mine.yaml").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_profile(str(tmp_path / "mine.yaml"))
    assert told in str(caught.value)


def test_no_such_file(tmp_path: Path) -> None:
    """A path without a file is a fault of the setting."""
    with pytest.raises(UsageError, match="cannot be read"):
        load_profile(str(tmp_path / "none.yaml"))


def test_address_is_an_option() -> None:
    """The option replaces a profile's address, an empty one leaves it to the site, a bad one is refused."""
    profile = load_profile("jekyll", {"permalink": "/a/{id}/"})
    assert 'permalink: "/a/NW202203010000000001/"\n' in profile.render(full(), "")
    assert "permalink" not in load_profile("jekyll", {"permalink": ""}).render(full(), "")
    with pytest.raises(UsageError, match="no address"):
        load_profile("jekyll", {"permalink": "/a//{id}"})


@pytest.mark.parametrize("name", ["astro", "eleventy", "hugo", "jekyll"])
def test_nothing_without_a_time(name: str) -> None:
    """No profile writes an article without an instant."""
    article = full()
    article.published = None
    with pytest.raises(WriteError):
        load_profile(name).render(article, "s")


def test_companion_is_ours_until_taken_over(tmp_path: Path) -> None:
    """A schema is rewritten while its first line is ours, and left alone after that."""
    path = tmp_path / "a/b.ts"
    assert write_companion(path, "// ours\n1\n", root=tmp_path)
    assert write_companion(path, "// ours\n2\n", root=tmp_path)
    assert path.read_text() == "// ours\n2\n"
    path.write_text("mine\n")
    assert not write_companion(path, "// ours\n3\n", root=tmp_path)
    assert path.read_text() == "mine\n"
