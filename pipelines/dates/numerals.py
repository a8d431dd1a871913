"""Reads the small numbers of dates, in Arabic digits and in Chinese numerals."""

_VALUES = {
    char: value
    for value, chars in enumerate(("〇零○◯oO", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TENS = {"十": 10, "廿": 20, "卅": 30}

HAN = "〇零○◯一二三四五六七八九十廿卅"
# One or two digits, or up to 99 in numerals by place (二十一, 零五); 两三 is no number but a guess at one.
NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[〇零]?[一二两兩三四五六七八九]|[〇零])"
# The same, and digit by digit or with the old tens (一七, 廿一), which only stand beside a full year.
FULL_NUMBER = f"(?:[0-9]{{1,2}}|[{HAN}]{{1,3}})"


def number(text: str) -> int | None:
    """Return the number that is written, or None when the numerals make none.

    Digits one by one (`二〇二一`, `一一〇`) and by place (`二十一`, `廿一`, `一百一十`) are both known; 元 is 1,
    as in the first year of an era.
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if text == "元":
        return 1
    hundreds, _, rest = text.rpartition("百")
    if not hundreds:
        return _below_hundred(rest)
    high, low = _below_hundred(hundreds), _below_hundred(rest.lstrip("零〇") or "〇")
    return None if not high or low is None else high * 100 + low


def _below_hundred(text: str) -> int | None:
    """Return tens and ones by place, or digits one by one when no ten is written."""
    place = next((char for char in text if char in _TENS), "")
    before, _, after = text.partition(place) if place else ("", "", text)
    ones = _digits(after)
    if ones is None or not place:
        return ones
    tens = _digits(before or "一")
    if tens is None or len(before) > 1 or len(after) > 1 or (before and (place != "十" or not tens)):
        return None
    return _TENS[place] * tens + ones


def _digits(text: str) -> int | None:
    values = [_VALUES.get(char) for char in text]
    return None if None in values else int("".join(map(str, values)) or "0")
