"""Times of a page: which are seen, whose they are, and which one is the publication."""

import pytest

from ingest.extract.datemarks import dates_in
from ingest.extract.findings import Finding
from ingest.extract.languages import Reckoning, language_of, reckoning_of
from ingest.extract.moments import choose_published
from ingest.extract.page import read_page
from pipelines.dates import read_date

URL = "https://news.example.com/a/1.html"
TEXT = "<p>河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。</p>" * 3
CHINA = Reckoning("Asia/Shanghai")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2026 03/01 09:19:33 来源：河谷社", "2026-03-01T09:19:33"),
        ("2026年3月1日（星期日）09:19", "2026-03-01T09:19:00"),
        ("2026-03-01 HKT 07:30", "2026-03-01T07:30:00"),
        ("2026年3月1日（日） 9時19分", "2026-03-01T09:19:00"),
        ("2026.03.01(일) 오후 3:19", "2026-03-01T15:19:00"),
        ("Published 9:19 AM HKT, Sun March 1, 2026", "2026-03-01T09:19:00"),
        ("1 March 2026 | 09:19", "2026-03-01T09:19:00"),
        ("Publié le 01/03/2026 à 09h19", "2026-03-01T09:19:00"),
        ("Veröffentlicht am 01.03.2026 um 09:19", "2026-03-01T09:19:00"),
        ("1 марта 2026, 09:19", "2026-03-01T09:19:00"),
        ("2026. március 1. 9:19", "2026-03-01T09:19:00"),
        ("6. 3. 2026 9:19", "2026-03-06T09:19:00"),
        ("March 1, 2026Share", "2026-03-01"),
        ("Mar-01-2026", "2026-03-01"),
        ("March 1, 20269:19 AM", "2026-03-01T09:19:00"),
        ("Publicado el 01/03/2026 a las 09:19", "2026-03-01T09:19:00"),
        ("Sun 01 Mar '26", "2026-03-01"),
        ("le 01/03/26 à 09h19", "2026-03-01T09:19:00"),
        ("1 มี.ค. 2569 09:19 น.", "2026-03-01T09:19:00"),
        ("الأحد ١ مارس ٢٠٢٦", "2026-03-01"),
        ("1 आद. 1 मार्च, 2026", "2026-03-01"),
        ("2026 m. kovo 1 d. 09:19", "2026-03-01T09:19:00"),
        ("2026. gada 1. marts", "2026-03-01"),
        ("Ngày 1 tháng 3 năm 2026", "2026-03-01"),
        ("Stand: 01.03.26", "2026-03-01"),
    ],
)
def test_a_line_gives_its_date_with_what_belongs_to_it(line: str, iso: str) -> None:
    """Clock, weekday and zone go with the day, whatever stands between them."""
    found = [item for item in dates_in(line) if item.field == "published"]
    reading = read_date(found[0].value, zone="Asia/Hong_Kong", day_first=True)
    assert reading is not None
    assert reading.value.isoformat().removesuffix("+08:00") == iso


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("发布于 2026-03-01 09:19 更新于 2026-03-02 10:11", ["published", "modified"]),
        ("2026-03-01 09:19 更新", ["modified"]),
        ("March 1, 2026 Updated 9:19 am", ["published"]),
        ("입력 2026.03.01 09:19 수정 2026.03.02 10:00", ["published", "modified"]),
        ("Laatst bijgewerkt op 2 maart 2026, gepubliceerd op 1 maart 2026", ["modified", "published"]),
        ("Publié le 01/03/2026 à 09:19, mis à jour le 02/03/2026 à 10:00", ["published", "modified"]),
        ("Cập nhật: 02/03/2026 10:00 | Đăng: 01/03/2026 09:19", ["modified", "published"]),
        ("最新推荐文章于 2026-03-02 10:00:00 发布", []),
        ("© 2026-03-01", []),
    ],
)
def test_labels_of_many_languages_tell_updates(line: str, fields: list[str]) -> None:
    """The words before and behind a date say whether it is the update's."""
    assert [item.field for item in dates_in(line)] == fields


def test_the_shown_local_time_beats_the_same_instant_in_utc() -> None:
    """A page that shows its own zone's time is read by that."""
    both = [Finding("published", "2026-03-01T01:19:00Z", "meta"), Finding("published", "2026-03-01 09:19", "visible")]
    assert choose_published(both, CHINA) == both[1]


def test_a_shown_time_without_a_zone_does_not_move_an_instant() -> None:
    """Where the page's zone is unknown, the machine's instant is the one that is certain."""
    both = [
        Finding("published", "2026-03-01T14:19:00Z", "meta"),
        Finding("published", "March 1, 2026 9:19 am", "visible"),
    ]
    assert choose_published(both) == both[0]


def test_the_shown_time_of_the_same_day_is_the_publications() -> None:
    """A time of ordering or storing in meta gives way to the one that readers see."""
    both = [Finding("published", "2026-03-01 08:02:11", "meta"), Finding("published", "2026-03-01 09:19", "visible")]
    assert choose_published(both, CHINA) == both[1]


def test_a_time_that_contradicts_its_zone_still_has_its_day() -> None:
    """Papers write `EST` all year; the hour is not certain then, the day is."""
    told = Finding("published", "July 1, 2026 9:19 AM EST", "visible")
    assert choose_published([told]) == Finding("published", "July 1, 2026", "visible")


def test_a_stamp_renewed_with_every_save_is_no_publication() -> None:
    """Where published equals modified, an earlier day shown at the headline wins."""
    stamp = "2026-03-09T10:00:00Z"
    found = [
        Finding("published", stamp, "json-ld"),
        Finding("modified", stamp, "json-ld"),
        Finding("published", "March 1, 2026", "visible"),
    ]
    assert choose_published(found) == found[2]


def test_a_publication_behind_a_change_is_a_renewed_stamp() -> None:
    """Builders of sites write the time of the last release as the publication's."""
    found = [
        Finding("published", "2026-03-09T10:00:05Z", "json-ld"),
        Finding("modified", "2026-03-09T10:00:00Z", "json-ld"),
        Finding("published", "March 1, 2026", "visible"),
    ]
    assert choose_published(found) == found[2]


def test_a_page_that_tells_its_last_change_alone_is_dated_by_it() -> None:
    """The last resort says that it is an update's."""
    changed = Finding("modified", "2026-03-01T09:19:00Z", "meta")
    assert choose_published([changed]) == Finding("published", changed.value, "update")
    assert choose_published([]) is None


def test_a_text_that_is_no_date_gives_way() -> None:
    """The next reader is asked when the first one's answer says no day; alone it is kept for the gate to show."""
    found = [Finding("published", "2026/03-01", "visible"), Finding("published", "2026-03-01 09:19", "script")]
    assert choose_published(found, CHINA) == found[1]
    assert choose_published(found[:1], CHINA) == found[0]


@pytest.mark.parametrize(
    ("shown", "url", "published", "origin"),
    [
        ("03-01 09:19", "https://a.example/2026/03/01/7.html", "2026-03-01 09:19:00", "url+visible"),
        ("3月1日 09:19", "https://a.example/202603/7.html", "2026-03-01 09:19:00", "url+visible"),
        ("3月1日 09:19", "https://a.example/2026-03/7.html", "2026-03-01 09:19:00", "url+visible"),
        ("02-28 09:19", "https://a.example/2026/03/01/7.html", "2026-03-01", "url"),
        ("03-01 09:19", "https://a.example/7.html", "03-01 09:19", "yearless"),
        ("Mar 1", "https://a.example/2026/03/bridge/", "2026-03-01", "url+visible"),
        ("Apr 1", "https://a.example/2026/03/bridge/", "Apr 1", "yearless"),
    ],
)
def test_a_time_without_a_year_needs_the_pages_own_evidence(shown: str, url: str, published: str, origin: str) -> None:
    """The address dates a shown day and clock where it agrees with them; otherwise nothing is guessed."""
    reading = read_page(f"<h1>老桥今天重新开放</h1><p>{shown}</p><div>{TEXT}</div>".encode(), url)
    assert (reading.published, reading.origins.get("published")) == (published, origin)


def test_a_day_and_its_clock_on_lines_of_their_own_are_one_time() -> None:
    """Layouts set year, day and clock apart; they are joined in the order in which they stand."""
    page = "<h1>老桥今天重新开放</h1><div>2026</div><div>03/01</div><div>09:19:33</div>" + TEXT
    assert read_page(page.encode(), URL).published == "2026/03/01 09:19:33"
    page = "<h1>Old bridge opens again</h1><div>March 1, 2026</div><div>9:19 am</div><p>It did.</p>"
    assert read_page(page.encode(), URL).published == "March 1, 2026 9:19 am"


def test_a_labelled_date_far_from_the_headline_is_found() -> None:
    """A label says publication wherever it stands; the one nearest to the text is the article's."""
    page = "<h1>老桥今天重新开放</h1><div>" + TEXT * 4 + "</div>" + "<p>河谷</p>" * 9 + "<p>发布日期：2026-03-01</p>"
    assert read_page(page.encode(), URL).published == "2026-03-01"


def test_an_element_named_after_updates_holds_the_update_beside_another_date() -> None:
    """Blog systems show both times without a word and name only the elements."""
    shown = "<p><time class=published datetime=2026-03-01T09:19:00Z>March 1, 2026</time></p>"
    updated = "<p class=updated>March 5, 2026</p>"
    page = f"<h1>Old bridge opens again</h1>{updated}{shown}<p>It did.</p>"
    assert read_page(page.encode(), URL).published == "2026-03-01T09:19:00Z"
    assert read_page(page.replace(shown, "").encode(), URL).published == "March 5, 2026"


@pytest.mark.parametrize(
    ("language", "url", "lines", "expected"),
    [
        ("en", "https://a.example.com/1", [], ("UTC", None)),
        ("en-US", "https://a.example.com/1", [], ("UTC", False)),
        ("en-GB", "https://a.example.com/1", [], ("Europe/London", True)),
        ("en-US", "https://a.example.co.uk/1", [], ("Europe/London", None)),
        ("en", "https://a.example.com/1", ["Also read: 3/25/2026"], ("UTC", False)),
        ("de-DE", "https://a.example.de/1", [], ("Europe/Berlin", True)),
        ("zh-CN", "https://a.example.com/1", ["25/3/2026"], ("Asia/Shanghai", None)),
        ("zh-TW", "https://a.example.tw/1", [], ("Asia/Taipei", None)),
        ("", "https://a.example.cz/1", [], ("Europe/Prague", True)),
        ("en", "https://a.example.de/1", [], ("Europe/Berlin", True)),
        ("", "https://[a/1", [], ("UTC", True)),
    ],
)
def test_languages_and_countries_have_habits(
    language: str, url: str, lines: list[str], expected: tuple[str, bool | None]
) -> None:
    """Zone and order come from language and country where those have one, and from the page's own sure dates."""
    assert reckoning_of(language, url, lines) == expected


def test_a_text_shows_its_language() -> None:
    """Scripts and function words contradict what a template declares."""
    english = "The old bridge of the town is open and the people came to the river in the morning. " * 8
    german = "Die alte Brücke der Stadt ist wieder offen und viele Leute kamen am Morgen zum Fluss. " * 8
    assert language_of("河边的老桥今天重新开放", "en") == "zh"
    assert language_of(english, "") == "en"
    assert language_of(german, "en-US") == "de"
    assert language_of(german, "") == "de"
    assert language_of("Старый мост города снова открыт, и люди пришли к реке", "en") == "ru"
    assert language_of("Старий міст міста знову відкрито, і люди прийшли до річки її", "") == "uk"
    assert language_of("สะพานเก่าของเมืองเปิดอีกครั้ง", "en-US") == "th"
    assert language_of(german, "de_DE") == "de-DE"


def test_a_day_told_to_machines_tells_the_order() -> None:
    """What the page shows for a day that it tells machines too says which number is the day."""
    assert reckoning_of("en", "https://a.example.com/1", ["On 03/05/2026"], {"2026-03-05"}).day_first is False
    assert reckoning_of("en", "https://a.example.com/1", ["On 03/05/2026"], {"2026-05-03"}).day_first is True
    assert reckoning_of("en", "https://a.example.com/1", ["On 03/05/2026"], {"2026-07-01"}).day_first is None


@pytest.mark.parametrize(
    "shown",
    [
        '<abbr class="published" title="2026-03-01T09:19:00+08:00">Sunday</abbr>',
        '<span class="date" data-datetime="2026-03-01T09:19:00+08:00">3 days ago</span>',
        '<span data-utime="1772327940">3 days ago</span>',
        '<time datetime="2026-03-01T09:19:00+08:00">3 days ago</time>',
        '<div class="date"><i>Mar</i><div>1</div><div>2026</div></div>',
    ],
)
def test_elements_keep_the_time_beside_other_words(shown: str) -> None:
    """What a reader sees as "3 days ago" has its time in an attribute, or its parts on lines of their own."""
    page = f"<html lang=en><h1>Old bridge opens again</h1><p>{shown}</p>{TEXT}".encode()
    reading = read_date(read_page(page, URL).published, zone="Asia/Shanghai")
    assert reading is not None
    assert reading.value.isoformat().startswith("2026-03-01")


def test_a_headlines_clock_goes_with_the_day_above_it() -> None:
    """Ticker pages set the clock in brackets behind the headline, and the day in the way to the page."""
    page = f"<html lang=zh><title>河边的老桥今天重新开放</title><p>首頁 2026年3月1日‧星期日</p><h2>河边的老桥今天重新开放 【09:19】</h2>{TEXT}"
    assert read_page(page.encode(), URL).published == "2026年3月1日 09:19"


def test_a_page_dated_only_below_its_text_is_read_there() -> None:
    """A far date whose element is named so counts before an update's, that before none."""
    far = "<p>河谷</p>" * 12
    shown = "<p class=date>March 1, 2026. <i>Updated: March 7, 2026</i></p>"
    update = "<p>Last updated on March 7, 2026</p>"
    head = "<html lang=en><h1>Old bridge opens again</h1>" + TEXT * 4 + far
    assert read_page((head + update + shown).encode(), URL).published == "March 1, 2026"
    assert read_page((head + update).encode(), URL).published == "March 7, 2026"


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("<p>2026年5月20日 星期三</p><p>频道</p><p>图片</p><p>视频</p><h1>老桥今天重新开放</h1>" + TEXT, "2026-03-01"),
        ("<h1>老桥今天重新开放</h1>" + TEXT + "<h3><a href=/2>另一座桥</a></h3><p>2026-02-03</p>", "2026-03-01"),
        ("<h1>老桥今天重新开放</h1>" + TEXT + "<li><a href=/2>另一座桥</a> 2026-02-03 10:10</li>", "2026-03-01"),
        ("<h1>老桥今天重新开放</h1><p>展览将于2026年5月1日至5月9日举行，市民可以免费参观。</p>" + TEXT, "2026-03-01"),
    ],
)
def test_days_of_other_things_give_way_to_the_address(page: str, published: str) -> None:
    """The reader's today in the page's head, a related article's day and an event's are no publication."""
    html = f"<html lang=zh><title>老桥今天重新开放</title>{page}".encode()
    assert read_page(html, "https://news.example.com/2026/03/01/1.html").published == published


@pytest.mark.parametrize(
    "shown",
    [
        "<span>2026-03-01</span><span>09:19</span><span>来源：河谷社</span>",
        "<p>日期：2026-03-01 时间：09:19</p>",
        "<p>２０２６年３月１日０９：１９</p>",
    ],
)
def test_a_clock_is_found_however_it_is_set(shown: str) -> None:
    """Neither a label between, nor nothing between, nor full width parts a clock from its day."""
    page = f"<html lang=zh><h1>老桥今天重新开放</h1>{shown}{TEXT}".encode()
    reading = read_date(read_page(page, URL).published, zone="Asia/Shanghai")
    assert reading is not None
    assert reading.value.isoformat() == "2026-03-01T09:19:00+08:00"
