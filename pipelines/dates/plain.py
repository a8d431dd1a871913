"""Folds a text to the one form that the grammar reads."""

import html
import re
import unicodedata

# What is looked at: enough for a label, a headline and a date, and a bound on the work for any input.
RAW_LIMIT = 2000
LIMIT = 500
# A reading that ends this close to a cut could go on behind it.
CUT_MARGIN = 40

# Zeros of full width, and of scripts whose digits NFKC leaves: Arabic, Persian, India's, Thai, Lao, Burmese, Khmer.
_ZEROS = (0xFF10, 0x660, 0x6F0, *range(0x966, 0xD67, 0x80), 0xE50, 0xED0, 0x1040, 0x17E0)
_ARABIC = re.compile("[\u0621-\u064a]")
_DIGITS = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)} | {ord("،"): ","}
_MAPPED = _DIGITS | str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹣", "-"),
        **dict.fromkeys("∶꞉ː", ":"),
        **dict.fromkeys("〜∼", "~"),
        **dict.fromkeys("【〔〖『「", "["),
        **dict.fromkeys("】〕〗』」", "]"),
        **dict.fromkeys("、。", ","),
        **dict.fromkeys("‘’ʼ", "'"),
        "⁄": "/",
    }
)
# Arabic months of the Levant: two-worded names become one, and of two names of one month the second stays.
_LEVANT = {"كانون الثاني": "يناير", "كانون الاول": "ديسمبر", "تشرين الاول": "أكتوبر", "تشرين الثاني": "نوفمبر"}
_LEVANT |= {"كانون الأول": "ديسمبر", "تشرين الأول": "أكتوبر"}
_TWO_WORDS = re.compile("|".join(_LEVANT))
_TWO_NAMES = re.compile(r"(?<=[0-9]\s)[\u0621-\u065f]{2,10}\s?/\s?(?=[\u0621-\u065f])")
_INVISIBLE = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_ADDRESS = re.compile(r"https?://[!-~]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|%(2[0BbFf]|3[Aa])")
_BLANKS = re.compile(r"\s+")


def western(text: str) -> str:
    """Return the text with Western digits and commas, character for character, so that places in it stay.

    >>> western("٥ مارس ٢٠١٩")
    '5 مارس 2019'
    """
    return text if text.isascii() else text.translate(_DIGITS)


def plain(text: str) -> tuple[str, bool]:
    """Return the text in one width, without invisible characters, and whether it was cut.

    Full-width forms become ASCII (Unicode NFKC), entities their characters, dashes, colons and brackets
    one kind each, runs of white space one blank; web addresses inside a longer text go, as the digits in
    them are no date of the text.
    """
    cut = len(text) > RAW_LIMIT
    text = text[:RAW_LIMIT]
    if "\\u" in text or "%" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    if not text.isascii() or not text.isprintable() or "&" in text or "\\" in text:
        text = html.unescape(text).replace("\\/", "/")
        text = unicodedata.normalize("NFKC", text).translate(_MAPPED)
        text = _INVISIBLE.sub("", text)
        if _ARABIC.search(text):
            text = _TWO_NAMES.sub("", _TWO_WORDS.sub(lambda found: _LEVANT[found.group()], text))
    shown = _TAG.sub(" ", text) if "<" in text else text
    text = shown if any(char.isdigit() for char in shown) else text
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    text = _BLANKS.sub(" ", text).strip()
    return text[:LIMIT], cut or len(text) > LIMIT
