"""What a reading carries, and what the caller may say: zone, reference, order, formats."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dates import DateReading, read_date
from pipelines.dates.days import FULL_ROWS, YEARLESS_ROWS
from pipelines.dates.machine import ROWS

ZONE = "Asia/Shanghai"
REFERENCE = datetime(2024, 5, 15, 10, tzinfo=timezone(timedelta(hours=8)))


def test_reading_explains_itself() -> None:
    """A reading names its rule, its zone and the text as given, and no clock that it did not need."""
    reading = read_date(" 2023-11-05 08:07 ", zone=ZONE, reference=REFERENCE)
    assert reading is not None
    assert (reading.raw, reading.zone, reading.reference) == (" 2023-11-05 08:07 ", ZONE, "")
    assert (reading.rule, reading.precision) == ("date and clock", "minute")


def test_reading_notes_the_clock_it_was_read_against() -> None:
    """Relative and yearless readings carry the reference in ISO form."""
    for text in ("昨天 08:07", "11-05 08:07", "3小时前", "周五", "08:07"):
        reading = read_date(text, zone=ZONE, reference=REFERENCE)
        assert reading is not None, text
        assert reading.reference == "2024-05-15T10:00:00+08:00"


def test_reading_names_the_zone_of_the_text() -> None:
    """The zone that the text names is the one noted, by its own name."""
    noted = {
        "2023-11-05T08:07:06+09:00": "UTC+09:00",
        "2023-11-05 08:07 美东时间": "America/New_York",
        "2023-11-05 08:07 JST": "JST",
        "2023-11-05T08:07:06Z": "UTC",
        "2023-11-05 08:07": ZONE,
    }
    for text, zone in noted.items():
        reading = read_date(text, zone=ZONE)
        assert reading is not None, text
        assert reading.zone == zone


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2023-11-05 08:07:06", "second"),
        ("2023-11-05 08:07", "minute"),
        ("2023年11月5日8时", "hour"),
        ("2023年11月5日", "day"),
        ("3小时前", "hour"),
        ("5分钟前", "minute"),
        ("30秒前", "second"),
        ("2天前", "day"),
        ("1699142826000", "second"),
    ],
)
def test_precision_is_what_was_written(text: str, precision: str) -> None:
    """The precision is that of the writing: no second is claimed that was not there."""
    reading = read_date(text, zone=ZONE, reference=REFERENCE)
    assert reading is not None
    assert reading.precision == precision
    assert isinstance(reading.value, datetime) is (precision != "day")


@pytest.mark.parametrize(
    "text", ["今天 08:07", "昨天", "3分钟前", "刚刚", "周五", "11-05 08:07", "11月5日", "Nov 5", "08:07", "yesterday"]
)
def test_no_reference_no_relative_date(text: str) -> None:
    """Without a reference clock a relative or yearless form is no date: the machine's clock is never asked."""
    assert read_date(text, zone=ZONE) is None


def test_relative_form_is_read_in_the_source_s_zone() -> None:
    """At 20:00 in London it is already tomorrow in Shanghai, so 昨天 there is London's today."""
    reference = datetime(2024, 5, 15, 20, tzinfo=UTC)
    reading = read_date("昨天", zone=ZONE, reference=reference)
    assert reading is not None
    assert reading.value == date(2024, 5, 15)


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("12-31", "2024-01-01T09:00:00+08:00", "2023-12-31"),
        ("12-31 23:59", "2024-01-01T00:01:00+08:00", "2023-12-31T23:59:00+08:00"),
        ("01-01 00:02", "2023-12-31T23:59:00+08:00", "2024-01-01T00:02:00+08:00"),
        ("02-29", "2023-03-01T09:00:00+08:00", "2020-02-29"),
        ("12月31日", "2024-01-01T00:00:00+08:00", "2023-12-31"),
        ("昨天 23:50", "2024-01-01T00:10:00+08:00", "2023-12-31T23:50:00+08:00"),
        ("30分钟前", "2024-01-01T00:10:00+08:00", "2023-12-31T23:40:00+08:00"),
        ("3天前", "2024-03-02T09:00:00+08:00", "2024-02-28"),
        ("上周五", "2024-01-01T09:00:00+08:00", "2023-12-29"),
    ],
)
def test_year_s_turn(text: str, reference: str, expected: str) -> None:
    """What was written before the turn of a year, month or day is not dated after it."""
    reading = read_date(text, zone=ZONE, reference=datetime.fromisoformat(reference))
    assert reading is not None
    assert reading.value.isoformat() == expected


def test_hours_ago_cross_the_end_of_summer_time() -> None:
    """Spans are elapsed time: two hours before 01:30 after the clocks went back is 00:30 before."""
    reference = datetime.fromisoformat("2021-11-07T01:30:00-05:00")
    reading = read_date("2 hours ago", zone="America/New_York", reference=reference)
    assert reading is not None
    assert reading.value.isoformat() == "2021-11-07T00:30:00-04:00"


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("05/11/2023", True, date(2023, 11, 5)),
        ("05/11/2023", False, date(2023, 5, 11)),
        ("05/11/2023", None, None),
        ("25/12/2021", None, date(2021, 12, 25)),
        ("12/25/2021", None, date(2021, 12, 25)),
        ("05/05/2023", None, date(2023, 5, 5)),
        ("25/12/2021", False, None),
        ("05/11/23", True, date(2023, 11, 5)),
        ("Sunday, 05/11/2023", None, date(2023, 11, 5)),
        ("Thursday, 05/11/2023", None, date(2023, 5, 11)),
    ],
)
def test_day_month_order(*, text: str, day_first: bool | None, expected: date | None) -> None:
    """The seed says how day and month are ordered; without its word only a certain order is read."""
    reading = read_date(text, zone="Europe/London", day_first=day_first)
    assert (reading.value if reading else None) == expected


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("5|11|2023 at 0807", "%d|%m|%Y at %H%M", "2023-11-05T08:07:00+08:00"),
        ("2023!11!05", "%Y!%m!%d", "2023-11-05"),
        ("11!05 8h", "%m!%d %Hh", "2023-11-05T08:00:00+08:00"),
        ("02!29", "%m!%d", "2024-02-29"),
        ("2023!11!05 08:07 +0100", "%Y!%m!%d %H:%M %z", "2023-11-05T08:07:00+01:00"),
        ("2023!02!30", "%Y!%m!%d", None),
        ("08:07", "%H:%M", "2024-05-15T08:07:00+08:00"),
        ("Nov!2023", "%b!%Y", None),
        ("1970!01!01", "%Y!%m!%d", None),
    ],
)
def test_seed_formats(text: str, pattern: str, expected: str | None) -> None:
    """A seed's pattern is tried first; what it leaves out is not invented, and its dates pass the same gates."""
    reading = read_date(text, zone=ZONE, reference=REFERENCE, formats=["%Q", "%d#%m#%Y", pattern])
    assert (reading.value.isoformat() if reading else None) == expected


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Asia", "\x00"])
def test_unknown_zone_is_an_error(zone: str) -> None:
    """A zone that the tz database does not have is the caller's fault, and said so."""
    with pytest.raises(ValueError, match="no zone"):
        read_date("2023-11-05", zone=zone)


def test_naive_reference_is_an_error() -> None:
    """A reference clock without an offset is no clock."""
    with pytest.raises(ValueError, match="offset"):
        read_date("昨天", zone=ZONE, reference=datetime(2024, 5, 15))  # noqa: DTZ001  # the fault under test


@pytest.mark.parametrize(
    ("token", "zone", "offset"),
    [
        ("CST", "Asia/Shanghai", 8),
        ("CST", "America/Chicago", -6),
        ("CST", "Europe/London", None),
        ("IST", "Asia/Kolkata", 5.5),
        ("IST", "Asia/Jerusalem", 2),
        ("EST", "Europe/London", -5),
        ("EST", "Australia/Sydney", None),
        ("BST", "Asia/Dhaka", 6),
        ("PST", "Asia/Manila", None),
    ],
)
def test_abbreviation_means_what_it_means_there(token: str, zone: str, offset: float | None) -> None:
    """An abbreviation of several zones is read where the source's zone decides, and refused elsewhere."""
    reading = read_date(f"5 December 2023 08:07 {token}", zone=zone)
    if offset is None:
        assert reading is None
        return
    assert reading is not None
    assert isinstance(reading.value, datetime)
    assert reading.value.utcoffset() == timedelta(hours=offset)


def test_season_contradicting_its_zone_is_refused() -> None:
    """EST in July and EDT in January are told by no clock; ET follows the season."""
    assert read_date("July 5, 2023 8:07 AM EST", zone="America/New_York") is None
    assert read_date("January 5, 2023 8:07 AM EDT", zone="America/New_York") is None
    eastern = read_date("July 5, 2023 8:07 AM ET", zone="Europe/London")
    assert eastern is not None
    assert eastern.value.isoformat() == "2023-07-05T08:07:00-04:00"


def test_long_text_is_cut_without_half_a_date() -> None:
    """A date at the cut is left alone, as the rest of it may have been cut off; one well before it is read."""
    early = "2023-11-05 08:07 " + "江湾的雨下了一夜。" * 100_000
    reading = read_date(early, zone=ZONE)
    assert reading is not None
    assert reading.value.isoformat() == "2023-11-05T08:07:00+08:00"
    for length in range(440, 520):
        assert (
            read_date("雨" * length + " 2023-11-15 08:07:06 雨" + "雨" * 9000, zone=ZONE) in (None, reading)
            or length < 445
        )


def test_rows_have_names_of_their_own() -> None:
    """Every row of the tables can be told apart in a provenance."""
    names = [row.name for row in (*ROWS, *FULL_ROWS, *YEARLESS_ROWS)]
    assert len(names) == len(set(names))


WORDS = st.sampled_from(
    [
        "2023",
        "11",
        "05",
        "08",
        "07",
        "1",
        "31",
        "99",
        "年",
        "月",
        "日",
        "时",
        "分",
        "秒",
        "前",
        "天",
        "周",
        "星期",
        "上",
        "今天",
        "昨天",
        "刚刚",
        "上午",
        "下午",
        "晚",
        "点",
        "半",
        "-",
        "/",
        ".",
        ":",
        ",",
        "|",
        "(",
        ")",
        "T",
        "Z",
        "+",
        "更新",
        "发布",
        "时间",
        "：",
        "Nov",
        "November",
        "Monday",
        "Mon",
        "am",
        "PM",
        "EST",
        "JST",
        "北京时间",
        "民國",
        "令和",
        "二〇二三",
        "十一",
        "五",
        "ago",
        "hours",
        "vor",
        "il",
        "y",
        "a",
        "à",
        "at",
        "GMT+8",
        "元",
        "农历",
        "&nbsp;",
        "%2B",
        "\\u5e74",
        "\u3000",
        "\u200b",
        "１１",
        "０５",
    ]  # a list of these would be a page long
)


@given(st.lists(WORDS, max_size=14).map("".join) | st.lists(WORDS, max_size=14).map(" ".join) | st.text())
def test_never_raises_and_never_lands_ahead(text: str) -> None:
    """Any text is read or refused; what was read against the clock is not after it, and all is explained."""
    for zone in (ZONE, "America/New_York"):
        for reference in (None, REFERENCE):
            reading = read_date(text, zone=zone, reference=reference)
            if reading is None:
                continue
            assert isinstance(reading, DateReading)
            assert reading.rule
            assert reading.raw == text
            if isinstance(reading.value, datetime):
                assert reading.value.tzinfo is not None
                if reading.reference:
                    assert reading.value <= REFERENCE + timedelta(minutes=5)
            elif reading.reference:
                assert reading.value <= REFERENCE.date()


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2024, 5, 15)))  # noqa: DTZ001  # zones below
def test_written_times_come_back(moment: datetime) -> None:
    """What common forms write is read back to the second, minute or day."""
    moment = moment.replace(microsecond=0, fold=0)
    forms = {
        "%Y-%m-%d %H:%M:%S": moment,
        "%Y/%m/%d %H:%M": moment.replace(second=0),
        "%Y年%m月%d日 %H:%M": moment.replace(second=0),
        "%Y年%m月%d日%H时%M分%S秒": moment,
        "发布时间：%Y-%m-%d%H:%M 来源：江湾晚报": moment.replace(second=0),
        "%B %d, %Y %I:%M %p": moment.replace(second=0),
        "%a, %d %b %Y %H:%M:%S +0800": moment,
        "%Y%m%d%H%M%S": moment,
    }
    for pattern, expected in forms.items():
        reading = read_date(moment.strftime(pattern), zone="Etc/GMT-8", reference=REFERENCE)
        assert reading is not None, pattern
        assert isinstance(reading.value, datetime)
        assert reading.value.replace(tzinfo=None) == expected
    day = read_date(moment.strftime("%Y年%m月%d日"), zone="Etc/GMT-8")
    assert day is not None
    assert day.value == moment.date()


HOSTILE = [
    "1-",
    "年1月1",
    "Dec 1 ",
    "9:",
    "一",
    "a.",
    "更新",
    "[(,",
    "12/12/",
    "(星期一",
    "\u202e",
    "\ud800",
    "&#",
    "%2B",
    "\\u",
    "1:1:",
    "  ",
    "'",
]


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_megabyte_of_one_piece_is_no_date(piece: str) -> None:
    """A line of a megabyte is looked at up to a stated length and refused."""
    assert read_date(piece * (1_000_000 // len(piece)), zone=ZONE, reference=REFERENCE) is None
