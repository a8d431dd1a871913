"""Seeds: what a file may say, and that every fault of every file is told at once."""

from pathlib import Path
from textwrap import dedent

import pytest

from ingest.errors import SeedError, UsageError
from ingest.seeds import ApiText, PageText, Seed, any_page, read_seed, read_seeds

SHIPPED = Path(__file__).parents[2] / "seeds"
GOOD = """
title: 山雨社
language: zh-CN
zone: Asia/Shanghai
identity:
  code: '\\d{9}'
  id: SY{code}
  link: https://www.shanyu.example/a/{code}.html
links:
  - {host: '*.shanyu.example', path: '/a/{code}.html'}
  - {host: 'share.shanyu.example', path: '/show', query: docId, via: text}
feeds:
  news:
    url: https://api.shanyu.example/list?page=1
    items: data.list
    fields: {code: id || docId, title: title, published: time}
article:
  text:
    kind: json
    url: https://api.shanyu.example/text?id={infocode}
    fields: {body: content}
  page:
    kind: page
    url: https://www.shanyu.example/a/{code}.html
    select:
      title: h1::text
      drop: ['div.ad']
"""


def write(folder: Path, text: str, name: str = "shanyu.yaml") -> Path:
    """Write a seed file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> tuple[str, ...]:
    """Return the faults of a seed file, each without its file's name, which all of them must begin with."""
    path = write(folder, text)
    with pytest.raises(SeedError) as caught:
        read_seed(path)
    assert all(fault.startswith("shanyu.yaml: ") for fault in caught.value.faults)
    return tuple(fault.removeprefix("shanyu.yaml: ") for fault in caught.value.faults)


def changed(old: str, new: str) -> str:
    """Return the good seed with one place changed."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_good_seed_is_read(tmp_path: Path) -> None:
    """A good file gives a typed seed named after the file, with defaults where it says nothing."""
    seed = read_seed(write(tmp_path, GOOD))
    assert (seed.name, seed.title, seed.scheduled) == ("shanyu", "山雨社", False)
    assert seed.identity is not None
    assert seed.identity.id == "SY{code}"
    assert [form.via for form in seed.links] == ["", "text"]
    assert seed.feeds["news"].rank == 50
    assert isinstance(seed.article["text"], ApiText)
    assert isinstance(seed.article["page"], PageText)
    assert seed.article["page"].select == {"title": ("h1::text",), "drop": ("div.ad",)}


@pytest.mark.parametrize("name", [path.name for path in sorted(SHIPPED.glob("*.yaml"))])
def test_shipped_seed_is_clean(name: str) -> None:
    """Each seed of the repository has no fault."""
    assert isinstance(read_seed(SHIPPED / name), Seed)


def test_shipped_seeds_agree_on_identity() -> None:
    """The two seeds of one publisher give an article the same id, whichever reads it."""
    seeds = read_seeds(SHIPPED)
    first, second = seeds["eastmoney"].identity, seeds["eastmoney-web"].identity
    assert first is not None
    assert second is not None
    assert (first.code, first.id) == (second.code, second.id)


def test_shipped_schedule() -> None:
    """Of the shipped seeds only the one whose endpoints answer today is in the scheduled job."""
    scheduled = {name for name, seed in read_seeds(SHIPPED).items() if seed.scheduled}
    assert "eastmoney-web" in scheduled
    assert "eastmoney" not in scheduled


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("zone: Asia/Shanghai", "zone: Asia/Peking", "zone: found 'Asia/Peking'; write a name of the tz database"),
        ("zone: Asia/Shanghai", "zone: ''", "zone: found ''; write a name of the tz database"),
        ("zone: Asia/Shanghai", "zone: ../../etc/passwd", "zone: found '../../etc/passwd'; write a name of the tz"),
        (
            "title: 山雨社",
            "title: 山雨社\ntitel: 山雨",
            "titel: found '山雨'; no such key here; look for a typing error",
        ),
        ("title: 山雨社", "", "title: this key must be there"),
        ("title: 山雨社", "title: ", "title: found ''; write a text"),
        ("title: 山雨社", "title: [山雨社]", "title: found ['山雨社']; write a text"),
        ("title: 山雨社", "name: x\ntitle: 山雨社", "name: no such key here; the file's name is the source's name"),
        ("language: zh-CN", "language: zh-CN\nscheduled: no", "scheduled: found 'no'; write true or false"),
        ("language: zh-CN", "language: zh-CN\nscheduled: 1", "scheduled: found '1'; write true or false"),
        ("language: zh-CN", "language: zh-CN\nday_first: yes", "day_first: found 'yes'; write true or false"),
        (
            "language: zh-CN",
            "language: zh-CN\npolite: {delay_s: 12:30, reason: slow}",
            "polite.delay_s: found '12:30'; write a number",
        ),
        (
            "language: zh-CN",
            "language: zh-CN\npolite: {delay_s: .inf, reason: slow}",
            "polite.delay_s: found '.inf'; write a number",
        ),
        ("language: zh-CN", "language: zh-CN\npolite: {delay_s: 5}", "polite.reason: this key must be there"),
        ("language: zh-CN", "language: zh-CN\npolite: quick", "polite: found 'quick'; write keys and values below it"),
        ("language: zh-CN", "language: zh-CN\ndate_formats: [[a]]", "date_formats.0: found ['a']; write a text"),
        ("items: data.list", "items: data..list", "feeds.news.items: found 'data..list'; not a JMESPath expression"),
        ("items: data.list", "items: ''", "feeds.news.items: found ''; not a JMESPath expression"),
        ("items: data.list", "items: lenght(data)", "feeds.news.items: found 'lenght(data)'; JMESPath has no function"),
        ("id || docId", "id ||", "feeds.news.fields.code: found 'id ||'; not a JMESPath expression"),
        (
            "items: data.list",
            "items: data.list\n    rank: 12:30",
            "feeds.news.rank: found '12:30'; write a whole number",
        ),
        (
            "items: data.list",
            "items: data.list\n    rank: 0",
            "feeds.news.rank: found '0'; Input should be greater than",
        ),
        (
            "items: data.list",
            "items: data.list\n    least: -1",
            "feeds.news.least: found '-1'; Input should be greater",
        ),
        ("items: data.list", "items: data.list\n    least: 1.5", "feeds.news.least: found '1.5'; write a whole number"),
        ("items: data.list", "items: data.list\n    kind: rss", "feeds.news: found 'rss'; its kind is feed"),
        (
            "items: data.list",
            "items: data.list\n    via: pages",
            "feeds.news.via: found 'pages'; name a step of article",
        ),
        (
            "items: data.list",
            "items: data.list\n    category: {slug: ../up, title: 上}",
            "feeds.news.category.slug: found '../up'; ",
        ),
        ("published: time}", "publised: time}", "feeds.news.fields: unknown publised; known are authors, body"),
        ("{code: id || docId, title", "{title", "feeds.news: fields say which article a record names by no `code`"),
        ("https://api.shanyu.example/list?page=1", "api.shanyu.example/list", "feeds.news.url: found 'api.shanyu"),
        (
            "https://api.shanyu.example/list?page=1",
            "ftp://a.example/",
            "feeds.news.url: found 'ftp://a.example/'; write",
        ),
        (
            "https://api.shanyu.example/list?page=1",
            "http:///list",
            "feeds.news.url: found 'http:///list'; write a whole",
        ),
        ("https://api.shanyu.example/list?page=1", "http://[::1/", "feeds.news.url: found 'http://[::1/'; "),
        (
            "https://api.shanyu.example/list?page=1",
            "https://api.shanyu.example/{side}",
            "feeds.news.url: found 'https://api.shanyu.example/{side}'; unknown placeholder {side}; known here: {page}",
        ),
        (
            "text?id={infocode}",
            "text?id={infoCode}",
            "article.text.url: found 'https://api.shanyu.example/text?id={infoCode}'; unknown placeholder {infoCode}",
        ),
        (
            "link: https://www.shanyu.example/a/{code}.html",
            "link: https://www.shanyu.example/a/{infocode}.html",
            "identity.link: found 'https://www.shanyu.example/a/{infocode}.html'; unknown placeholder {infocode}",
        ),
        ("'\\d{9}'", "'(\\d{9}'", "identity.code: found '(\\\\d{9}'; not a regular expression"),
        ("'\\d{9}'", "'(?P<code>\\d{9})'", "identity.code: found '(?P<code>\\\\d{9})'; not a regular expression"),
        ("'\\d{9}'", "'(?i)[a-z]{9}'", "identity.code: found '(?i)[a-z]{9}'; not a regular expression"),
        ("'\\d{9}'", "'\\d{99999999999}'", "identity.code: found '\\\\d{99999999999}'; not a regular expression"),
        ("id: SY{code}", "id: SY", "identity.id: found 'SY'; write {code} once"),
        ("id: SY{code}", "id: ../{code}", "identity.id: found '../{code}'; write {code} once"),
        ("query: docId, via: text", "query: docId, via: txt", "links.1.via: found 'txt'; name a step of article: text"),
        ("path: '/show', query: docId", "path: '/show'", "links.1: name the code's place once"),
        ("path: '/show', query: docId", "path: '/{code}', query: docId", "links.1: name the code's place once"),
        ("path: '/a/{code}.html'", "path: '/{code}/{code}'", "links.0.path: found '/{code}/{code}'; write a path"),
        ("path: '/a/{code}.html'", "path: '/{id}'", "links.0.path: found '/{id}'; write a path"),
        ("path: '/a/{code}.html'", "path: 'a/{code}'", "links.0.path: found 'a/{code}'; write a path"),
        (
            "host: '*.shanyu.example'",
            "host: 'https://shanyu.example'",
            "links.0.host: found 'https://shanyu.example'; ",
        ),
        ("kind: json", "kind: jsn", "article.text: found 'jsn'; its kind is json or page"),
        ("kind: json\n", "\n", "article.text: say its kind: json or page"),
        ("{body: content}", "content", "article.text.fields: found 'content'; write keys and values below it"),
        ("h1::text", "'h1::'", "article.page.select.title.0: found 'h1::'; not a CSS selector"),
        ("drop: ['div.ad']", "dropp: ['div.ad']", "article.page.select: unknown dropp; known are authors"),
    ],
)
def test_fault_names_key_found_and_fix(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """Each kind of fault is one line: the key's whole way, what was found, what would mend it."""
    found = faults_of(tmp_path, changed(old, new))
    assert len(found) == 1, found
    assert found[0].startswith(fault)


def test_all_faults_at_once(tmp_path: Path) -> None:
    """All faults of a file come in one report, those between keys too, as each round of mending costs a run."""
    text = """
        titel: 山雨社
        zone: Asia/Peking
        scheduled: no
        scheduled: true
        links:
          - {host: a b, path: '/a/{code}', via: nowhere}
        feeds:
          news: {url: news, items: '[', fields: {titel: a}, rank: x, via: elsewhere}
        article:
          page: {kind: page, url: '{page}', select: {title: 'h1['}}
    """
    found = faults_of(tmp_path, dedent(text))
    wheres = {fault.partition(": ")[0] for fault in found}
    assert wheres == {
        "titel",
        "title",
        "language",
        "zone",
        "scheduled",
        "identity",
        "links.0.host",
        "links.0.via",
        "feeds.news.url",
        "feeds.news.items",
        "feeds.news.fields",
        "feeds.news.rank",
        "feeds.news.via",
        "article.page.url",
        "article.page.select.title.0",
    }


def test_all_files_at_once(tmp_path: Path) -> None:
    """The faults of all files come in one report, each with its file's name; good files do not hide them."""
    write(tmp_path, GOOD, "good.yaml")
    write(tmp_path, changed("zone: Asia/Shanghai", "zone: X"), "one.yaml")
    write(tmp_path, "- a list", "two.yml")
    write(tmp_path, "", "three.yaml")
    with pytest.raises(SeedError) as caught:
        read_seeds(tmp_path)
    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["one.yaml", "three.yaml", "two.yml"]
    assert caught.value.exit_code == 2


def test_one_bad_file_read_alone_names_itself(tmp_path: Path) -> None:
    """The error's text is the list of faults, one a line."""
    write(tmp_path, changed("zone: Asia/Shanghai", "zone: X\nscheduled: no"), "one.yaml")
    with pytest.raises(SeedError) as caught:
        read_seeds(tmp_path)
    assert str(caught.value).splitlines() == list(caught.value.faults)


@pytest.mark.parametrize("name", ["article.yaml", "Shan Yu.yaml", "山雨.yaml", "-x.yaml", ".hidden.yaml", "a.b.yaml"])
def test_name_must_serve_everywhere(tmp_path: Path, name: str) -> None:
    """A file name that can't be spider name, folder and word on a command line is refused; so is `article`."""
    write(tmp_path, GOOD, name)
    with pytest.raises(SeedError, match="file name: found"):
        read_seeds(tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    """A missing folder names the setting that would mend it."""
    with pytest.raises(SeedError, match="SEEDS_DIR"):
        read_seeds(tmp_path / "nowhere")


def test_same_source_twice(tmp_path: Path) -> None:
    """Two files of one stem are one source too many, whether or not the first is good."""
    write(tmp_path, "bad", "shanyu.yaml")
    write(tmp_path, GOOD, "shanyu.yml")
    with pytest.raises(SeedError, match=r"shanyu\.yml: a second file for 'shanyu'"):
        read_seeds(tmp_path)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """Notes and back-ups beside the seeds are no seeds."""
    write(tmp_path, GOOD)
    write(tmp_path, "not a seed", "README.md")
    write(tmp_path, "not a seed", "shanyu.yaml~")
    assert list(read_seeds(tmp_path)) == ["shanyu"]


def test_repeated_key_is_told_at_any_depth(tmp_path: Path) -> None:
    """YAML would keep the last of two equal keys silently; here each is told with its line."""
    text = changed("items: data.list", "items: data.list\n    items: data.other")
    text = text.replace("title: 山雨社", "title: 山雨社\ntitle: 山雨")
    found = faults_of(tmp_path, text)
    assert sorted(found) == [
        "items: given twice, again in line 17; keep one",
        "title: given twice, again in line 3; keep one",
    ]


def test_merge_is_no_repetition(tmp_path: Path) -> None:
    """A key given beside a merged one overrides it, also where the merged mapping merges another one itself."""
    text = """
        title: 山雨社
        language: zh-CN
        zone: Asia/Shanghai
        identity: {code: '\\d{9}', link: 'https://www.shanyu.example/{code}'}
        feeds:
          one: &one
            url: https://a.example/1
            items: list
            fields: {code: id}
          two: &two
            <<: *one
            url: https://a.example/2
          three:
            <<: *two
            rank: 7
            url: https://a.example/3
        article:
          page: {kind: page, url: 'https://www.shanyu.example/{code}'}
    """
    feeds = read_seed(write(tmp_path, dedent(text))).feeds
    assert [(feed.url[-1], feed.items, feed.rank) for feed in feeds.values()] == [
        ("1", "list", 50),
        ("2", "list", 50),
        ("3", "list", 7),
    ]


def test_scalars_stay_text(tmp_path: Path) -> None:
    """What YAML would turn into numbers, dates, nothing or truth stays the text that the author wrote."""
    aliases = "{no: 12:30, 0x10: 1_000, ~: null, 2021-12-17: 010, y: on}"
    seed = read_seed(write(tmp_path, GOOD + f"outlets: {{aliases: {aliases}, fallback: 2021-12-17}}\n"))
    assert seed.outlets.fallback == "2021-12-17"
    assert seed.outlets.aliases == {
        "no": "12:30",
        "0x10": "1_000",
        "~": "null",
        "2021-12-17": "010",
        "y": "on",
    }


LAUGHS = "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
MERGES = "a0: &a0 {x: y}\n" + "\n".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(LAUGHS.encode(), "line 7, column 5: far too large once its aliases", id="billion laughs"),
        pytest.param(MERGES.encode(), "far too large once its aliases", id="billion merges"),
        pytest.param(b"a: &a [*a]", "line 1, column 8: *a contains itself", id="list in itself"),
        pytest.param(b"a: &a {<<: *a}", "*a contains itself", id="merge of itself"),
        pytest.param(b"a: *a", "found undefined alias", id="alias of nothing"),
        pytest.param(b"[" * 50_000, "nested more than 20 levels deep", id="deep flow"),
        pytest.param(b"- " * 40_000, "nested more than 20 levels deep", id="deep blocks"),
        pytest.param(b"title: x\n" * 1_200_000, "larger than 100000 bytes; a seed is a page", id="10 MB"),
        pytest.param(b"\x00\x01\x02\x80\xff" * 999, "byte 4 is not UTF-8; save the file as UTF-8", id="binary"),
        pytest.param("title: 山雨社".encode("gbk"), "is not UTF-8; save the file", id="GBK"),
        pytest.param(b"title: a\x00b", "special characters are not allowed", id="NUL"),
        pytest.param(b'title: "\\ud800"', "half a character (a lone surrogate)", id="surrogate"),
        pytest.param(b'"\\udfff": x', "half a character (a lone surrogate)", id="surrogate as key"),
        pytest.param(b"title: !!python/object/apply:os.system ['true']", "tag:yaml.org,2002:python", id="python tag"),
        pytest.param(b"title: !!python/name:os.system", "has no meaning here", id="python name"),
        pytest.param(b"title: !!int abc", "the tag 'tag:yaml.org,2002:int' has no meaning", id="bad number"),
        pytest.param(b"title: !!timestamp abc", "has no meaning here", id="bad time"),
        pytest.param(b"title: !!binary abc", "has no meaning here", id="binary tag"),
        pytest.param(b"title: !mine x", "the tag '!mine' has no meaning here", id="own tag"),
        pytest.param(b"? [a, b]\n: c", "a key that is no text", id="list as key"),
        pytest.param(b"? {a: b}\n: c", "a key that is no text", id="mapping as key"),
        pytest.param(b"title: [a\nzone: b", "line 2, column 5: ", id="unclosed"),
        pytest.param(b"title: x\n\tzone: y", "line 2, column 1: ", id="tab"),
        pytest.param(b"a: 1\n---\nb: 2", "expected a single document", id="two documents"),
        pytest.param(b"", "it has no keys and values at the top level", id="empty"),
        pytest.param(b"# later", "it has no keys and values at the top level", id="comment alone"),
        pytest.param(b"- a\n- b", "it has no keys and values at the top level", id="list"),
        pytest.param(b"just words", "it has no keys and values at the top level", id="words"),
    ],
)
def test_hostile_file_is_one_clear_fault(tmp_path: Path, content: bytes, fault: str) -> None:
    """What is no seed at all is told in one short line, before it takes memory or builds anything."""
    path = tmp_path / "shanyu.yaml"
    path.write_bytes(content)
    with pytest.raises(SeedError) as caught:
        read_seed(path)
    (found,) = caught.value.faults
    assert found.startswith("shanyu.yaml: cannot be read: ")
    assert fault in found
    assert len(found) < 200


def test_fault_shows_no_page_of_text(tmp_path: Path) -> None:
    """A wrong value of any length is shown by its beginning."""
    found = faults_of(tmp_path, changed("zone: Asia/Shanghai", f"zone: {'很长' * 4000}"))
    assert len(found[0]) < 300


def test_folder_named_like_a_seed(tmp_path: Path) -> None:
    """A folder, or what else is no file, is told and not read."""
    (tmp_path / "shanyu.yaml").mkdir()
    with pytest.raises(SeedError, match="cannot be read: it is no file"):
        read_seed(tmp_path / "shanyu.yaml")


def test_vanished_file(tmp_path: Path) -> None:
    """A file that is not there (a dangling link) is told as the system tells it."""
    (tmp_path / "shanyu.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(SeedError, match="cannot be read: No such file or directory"):
        read_seeds(tmp_path)


def test_deep_expressions_are_faults(tmp_path: Path) -> None:
    """Expressions nested without end are told like any other bad one."""
    deep = "(" * 5000 + "a" + ")" * 5000
    text = (
        changed("items: data.list", f"items: {deep}").replace("'\\d{9}'", f"'{deep}'").replace("h1::text", f"'{deep}'")
    )
    found = faults_of(tmp_path, text)
    assert [fault.partition(": ")[0] for fault in found] == [
        "identity.code",
        "feeds.news.items",
        "article.page.select.title.0",
    ]


def test_documented_example_is_clean(tmp_path: Path) -> None:
    """The whole seed in docs/new-source.md is one, so that a copy of it is a good start."""
    guide = SHIPPED.parent / "docs" / "new-source.md"
    _, _, rest = guide.read_text(encoding="utf-8").partition("```yaml\n")
    assert isinstance(read_seed(write(tmp_path, rest.partition("```")[0], "harbour-news.yaml")), Seed)


def test_any_page_in_a_zone() -> None:
    """The seed for any page takes the zone that its caller names, and refuses one that is none."""
    assert any_page("Europe/Berlin").zone == "Europe/Berlin"
    with pytest.raises(UsageError, match="no such time zone: zone: 'Mars'; write a name of the tz database"):
        any_page("Mars")
