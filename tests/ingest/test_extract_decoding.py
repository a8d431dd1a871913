"""Encodings: what the bytes bear out beats what header and meta declare."""

import codecs

import pytest

from ingest.extract.decoding import decode

SIMPLIFIED = "河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。" * 3
TRADITIONAL = "河邊的老橋今天重新開放，附近的居民一早就來到橋頭，等著第一輛公車從橋上駛過。" * 3
JAPANESE = "川辺の古い橋が今日ふたたび開通し、近くの住民は朝早くから橋のたもとに集まった。" * 3
KOREAN = "강가의 오래된 다리가 오늘 다시 열렸고 주민들은 아침 일찍 다리 앞에 모였다。" * 3


def meta(charset: str) -> str:
    """Return a page head that declares an encoding."""
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "header"),
    [
        (SIMPLIFIED + "㐂镕𠮷", "gb18030", "gb2312", ""),
        (SIMPLIFIED, "gb18030", "utf-8", ""),
        (SIMPLIFIED, "utf-8", "gb2312", ""),
        (SIMPLIFIED, "utf-8", "utf-8", "text/html; charset=ISO-8859-1"),
        (SIMPLIFIED, "gb18030", "gbk", "text/html; charset=utf-8"),
        (SIMPLIFIED, "gb18030", "", ""),
        (TRADITIONAL + "嘅", "big5hkscs", "big5", ""),
        (TRADITIONAL, "big5", "", "text/html; charset=big5"),
        (TRADITIONAL, "big5", "", ""),
        (JAPANESE, "cp932", "shift_jis", ""),
        (JAPANESE, "cp932", "", ""),
        (JAPANESE, "euc_jp", "euc-jp", ""),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", ""),
        (KOREAN, "cp949", "euc-kr", ""),
    ],
)
def test_the_text_comes_back(text: str, encoding: str, declared: str, header: str) -> None:
    """Right, wrong and missing declarations all give the text as it was written."""
    head = meta(declared) if declared else "<html><body>"
    assert decode((head + text).encode(encoding), header).endswith(text)


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_a_byte_order_mark_wins(mark: bytes, encoding: str) -> None:
    """A mark says more than any declaration, and is no part of the text."""
    assert decode(mark + SIMPLIFIED.encode(encoding), "text/html; charset=gbk") == SIMPLIFIED


def test_a_page_cut_in_the_middle_of_a_character_stays_utf8() -> None:
    """One broken character at the end does not turn a page into another encoding."""
    assert decode((SIMPLIFIED * 3).encode()[:-1]).startswith(SIMPLIFIED)


def test_text_that_was_decoded_twice_is_mended() -> None:
    """UTF-8 read as Latin-1, and GBK read as Latin-1, turn back."""
    assert "the town’s bridge" in decode("the town’s bridge".encode().decode("latin-1").encode())
    wrong = (meta("gbk") + SIMPLIFIED * 4).encode("gbk").decode("latin-1").encode()
    assert SIMPLIFIED in decode(wrong)


def test_accents_that_were_meant_stay() -> None:
    """Western text in UTF-8 is left alone."""
    text = "Über die alte Brücke führt – wie früher – Ãos Weg" * 20
    assert decode(text.encode()) == text
