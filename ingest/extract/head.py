"""What stands in the text's element above the text: headline, standfirst, date line, names, tools."""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from ingest.extract.lines import Line, weigh
from ingest.extract.notices import is_control
from ingest.extract.titles import fold
from ingest.extract.visible import headline_index, read_line

# The lines at most in which a head is looked for, and those in which a date line says where it ends.
_HEAD, _MARKS = 200, 12
# A line with more characters than this is no date line.
_SHORT = 250
# The share of all text that may stand above a headline, and above a date line, and still be none of it.
_ABOVE, _LEAD = 0.1, 0.2
_CREDITED = re.compile(r"[/／:：]|記者|记者|報導|报道|作者|文|圖|图|攝|摄|\bby\b|\bphoto", re.IGNORECASE)
_STAMP = re.compile(r"\W*(?:posted|published|updated|written|last|by)\b|\W*(?:发布|發布|更新)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:written |words |story )?by\s+\S.{0,80}", re.IGNORECASE)
# A time alone, or a day without its year.
_CLOCK = re.compile(
    r"(?:(?:1[0-2]|0?\d)(?:月|[-/.])(?:[12]\d|3[01]|0?\d)日?\s*)?(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?|\d{1,2}\s*(?:分钟|分鐘|小时|小時|天)前"
    r"|\d{1,2} (?:minute|hour|day|week|month)s? ago|\d{1,2}[/.]\d{1,2}\W+20\d\d",
    re.IGNORECASE,
)
# A line of a time has no more parts.
_FEW = 8
# What a date line may weigh beside its date at most, and what it weighs at most when it ends like a sentence.
_BESIDE = (32, 8)


def above_text(
    lines: Sequence[Line], title: str, votes: Sequence[bool] | None, known: Collection[str] = ()
) -> set[int]:
    """Return the lines of a text's element that are its head and not its text.

    `votes` tell which lines another reader takes for text, None where none was asked. `known` are the names, of
    people and of sites, that the page gives elsewhere: a line that is one of them says nothing new.
    """
    wanted, names = fold(title), {fold(name) for name in known if not _CREDITED.search(name)}
    at = headline_index(lines[:60], title)
    kinds = [flow_of(line) for line in lines]
    text = sum(line.weight for line in lines if line.sentence)
    above = max(at, 0)
    gone = set(range(at + 1)) if _is_little(lines[:above], kinds[:above], kinds[at + 1 :], _ABOVE * text) else set()
    mark = next((number for number in range(at + 1, min(len(lines), at + 1 + _MARKS)) if _is_mark(lines[number])), at)
    if _is_little(lines[at + 1 : mark], kinds[at + 1 : mark], kinds[mark + 1 :], _LEAD * text):
        gone.update(
            number
            for number in range(at + 1, mark)
            if lines[number].sentence or not _CREDITED.search(lines[number].text)
        )
    for number, line in enumerate(lines[:_HEAD]):
        if number in gone:
            continue
        told = fold(line.text)
        named = told == wanted or (told in names and not line.sentence) or is_dated(line.text) or is_control(line.text)
        named = named or _is_timed(line)
        if line.sentence and not named:
            break
        linked = line.link_share > 0.5 and line.node.tag != "figcaption"
        label = votes is not None and not votes[number] and number > at >= 0 and _is_label(line)
        if named or linked or label:
            gone.add(number)
    return gone


def flow_of(line: Line) -> object:
    """Return what lines of one flow have in common, though each may stand in a part of its own."""
    parent = line.node.getparent()
    return line.node.tag, line.node.get("class"), *((parent.tag, parent.get("class")) if parent is not None else ())


def _is_little(above: Sequence[Line], kinds: Sequence[object], below: Sequence[object], most: float) -> bool:
    """Tell whether lines above weigh less than `most`, and of other kinds than what is below."""
    said = [(line, kind) for line, kind in zip(above, kinds, strict=True) if line.sentence]
    return sum(line.weight for line, _ in said) < most and not {kind for _, kind in said} & set(below)


def _is_mark(line: Line) -> bool:
    """Tell a line that gives the date or a byline: the text begins behind it."""
    return _is_timed(line) or is_dated(line.text) or (not line.sentence and _BYLINE.fullmatch(line.text) is not None)


def _is_timed(line: Line) -> bool:
    """Tell a short line all of which is marked up as a time."""
    if line.weight >= _BESIDE[0] or len(line.parts) > _FEW:
        return False
    inner = [
        holder if part == "text" else holder.getparent() for holder, part in line.parts if getattr(holder, part).strip()
    ]
    return all(
        up is not None and "time" in {up.tag, *(over.tag for over in islice(up.iterancestors(), 2))} for up in inner
    )


def is_dated(text: str) -> bool:
    """Tell a line that gives the date (and source, and people) from a first sentence that has one."""
    if _CLOCK.fullmatch(text):
        return True
    said = [item for item in read_line(text[:_SHORT]) if item.field in {"published", "modified"}]
    if not said or len(text) > _SHORT:
        return False
    beside = weigh(text) - weigh(said[0].value)
    told = text.rstrip(" ”」）)\"'")
    prose = told.endswith(("。", "！", "？")) or (beside > _BESIDE[1] and told[-1:] in {".", "!", "?"})
    return beside < _BESIDE[0] and (not prose or bool(_STAMP.match(text)))


def _is_label(line: Line) -> bool:
    """Tell a short line of the head (a column's name, minutes to read) from headings, credits and captions."""
    if line.node.tag in {"dt", "dd"}:
        return line.weight < 12
    return line.weight < 12 and line.node.tag in {"div", "li", "ul", "td"} and not _CREDITED.search(line.text)
