"""The people of an English credit: names, outlets, jobs and places between commas, `and` and bars.

Every part must be one of these, else the list is none and the line stays in the body. Text is folded (see `folding`).
"""

import re
from typing import Final

from ingest.article import Author
from pipelines.bylines.credit import Credit
from pipelines.bylines.english_terms import (
    FIRST_NAMES,
    FOR,
    FOR_OUTLET,
    JOB,
    NAME,
    NOISE,
    NOT_NAME,
    OUTLET_END,
    REGIONS,
    SIGNED_OUTLET,
    TEAM_BEFORE,
    WITH_AGENCIES,
)
from pipelines.bylines.expressions import expression
from pipelines.bylines.outlets import ENGLISH, is_placeholder

_LONGEST_PART: Final = 80  # characters of one name with its job and place
_PAPER: Final = (
    " Times",
    " News",
    " Post",
    " Journal",
    " Herald",
    " Tribune",
    " Star",
    " Daily",
    " Gazette",
    " Chronicle",
    " Agency",
    " Press",
)
_LOWER: Final = expression(r"\b[a-z]{2,}\b")
_MOST_LOWER: Final = 4  # words in lower case that a name with its job and place has at most
_PARTED: Final = expression(
    r"\s*(?:,\s*(?:and|AND)\s+|,\s*&\s*|,|;|\b(?:and|AND)\s|&|\bwith\s|\s?/\s?|\||●|\s-\s|$)\s*"
)
_INSIDE: Final = expression(r"(?P<name>.+?)\s+(?:in|from)\s+(?P<place>(?:the\s+|The\s+)?[A-Z][\w.' -]+)")
_HANDED: Final = expression(rf"(?P<name>.+?)\s+(?:{FOR})")
_WITHIN: Final = expression(r"(?P<name>[^()]+?)\s*\((?P<outlet>[A-Z][^()]*|[a-z ]+)\)?")


class NameList:
    """Names, outlets and jobs that commas, `and` and bars part; `read` is False when a part is none of these."""

    def __init__(self, *, signed: bool = False) -> None:
        self.signed = signed  # no By before the names: an outlet stands behind a mark
        self.names: list[str] = []
        self.outlet: str | None = None
        self.place: str | None = None
        self.job = False
        self.picture = False
        self.located = False  # the part before said where its person was

    def read(self, text: str, spelt: str) -> bool:
        """Read all parts of folded `text`, taking names from the source's spelling of it."""
        team = TEAM_BEFORE.match(text)
        if team:
            self.job = True
            self.outlet = spelt[slice(*team.span("outlet"))].strip() if team["outlet"] else None
            text, spelt = text[team.end() :], spelt[team.end() :]
        noise = WITH_AGENCIES.search(text) or NOISE.search(text)
        text = (text[: noise.start()] if noise else text).rstrip(" .,;/|-")
        begin = 0
        for match in _PARTED.finditer(text):
            part, stretch = text[begin : match.start()].strip(), spelt[begin : match.start()].strip()
            slash = begin > 0 and text[begin - 1] == "/"
            begin = match.end()
            if len(part) > _LONGEST_PART or len(_LOWER.findall(part)) > _MOST_LOWER:
                return False
            if not part or self._is_region(part) or "@" in part:
                continue
            part, stretch = self._unwrap(part, stretch)
            if not self._take(part, stretch, slash=slash, last=match.end() == len(text)):
                return False
        return True

    def _is_region(self, part: str) -> bool:
        return part in REGIONS and bool(self.located or self.names or self.outlet)

    def _unwrap(self, part: str, stretch: str) -> tuple[str, str]:
        """Take place and outlet off a name: `Jane Doe in Paris`, `Jane Doe for the Star`, `Jane Doe (Agency)`."""
        inside = _INSIDE.fullmatch(part)
        self.located = inside is not None
        if inside:
            self.place = self.place or stretch[slice(*inside.span("place"))]
            part, stretch = inside["name"], stretch[: inside.end("name")]
        for pattern in (_WITHIN,) if self.signed else (_HANDED, _WITHIN, SIGNED_OUTLET):
            found = pattern.fullmatch(part)
            if found and part not in ENGLISH and NAME.fullmatch(found["name"]):
                if found["outlet"][0].isupper() or found["outlet"].startswith("the "):
                    self.outlet = self.outlet or stretch[slice(*found.span("outlet"))]
                part, stretch = found["name"], stretch[: found.end("name")]
        return part, stretch

    def _take(self, part: str, stretch: str, *, slash: bool, last: bool) -> bool:
        found = FOR_OUTLET.fullmatch(part)
        staff = JOB.search(part)
        if found:
            self.outlet = self.outlet or stretch[slice(*found.span("outlet"))]
        elif staff and staff.end() == len(part):
            self._take_job(stretch[: self._lead_end(part, staff.start())].strip())
        elif self.names and part.endswith((" University", " College", " Institute")):
            self.job = True
        elif part in ENGLISH or (OUTLET_END.search(part) and " " in part):
            self.outlet = self.outlet or stretch
            self.picture = self.picture or (slash and bool(self.names))
        elif is_placeholder(part) or (self.names and " " not in part):
            pass  # nobody, or the place behind an outlet
        elif not self.names and last and _is_account(part):
            self.outlet = self.outlet or re.sub(r"\s+[Ss]taff$", "", stretch)
        elif is_name(part):
            self.names.append(" ".join(stretch.split()))
        else:
            return False
        return True

    @staticmethod
    def _lead_end(part: str, start: int) -> int:
        """Return where a job begins behind `Fox News` or `DAILY NEWS`, whose last word is no beat."""
        beat = re.match(r"\w+", part[start:])
        lead = part[:start].strip()
        single = bool(lead) and " " not in lead and lead.title() not in FIRST_NAMES
        known = beat is not None and f"{lead} {beat[0]}".title().endswith(_PAPER)
        return start + beat.end() if single and known and beat is not None else start

    def _take_job(self, lead: str) -> None:
        """Read what stands before a job: a name, or the outlet it is at (AP Technology Writer)."""
        self.job = True
        paper = lead.title().endswith(_PAPER) if " " in lead else bool(lead) and lead.title() not in FIRST_NAMES
        if paper and not self.names:
            self.outlet = self.outlet or lead
            return
        owner = next((agency for agency in ENGLISH if lead == agency or lead.startswith(agency + " ")), None)
        if lead and self.names:
            self.outlet = self.outlet or owner or (lead if OUTLET_END.search(lead) else None)
        elif lead and NAME.fullmatch(lead):
            self.names.append(lead)


def read_list(text: str, spelt: str, *, signed: bool = False) -> NameList | None:
    """Read a whole list, or return None when any part of it is something else; `signed` says that no `By` led it in."""
    listed = NameList(signed=signed)
    return listed if listed.read(text, spelt) else None


def _is_account(part: str) -> bool:
    """Say whether the only name of a byline is an outlet's: `CNN Staff`, `Euronews`, `RFE/RL`."""
    alone = " " not in part and part[:1].isupper() and part.title() not in FIRST_NAMES and not NOT_NAME.match(part)
    return alone or part.endswith((" Staff", " staff"))


def is_name(part: str) -> bool:
    """Say whether a part is written like a person's name."""
    named = NAME.fullmatch(part) and not part.endswith((" Staff", " staff")) and not re.search(r"\d", part)
    return bool(named) and not NOT_NAME.match(part.split(maxsplit=1)[0])


def vouches_for(outlet: str | None) -> bool:
    """Say whether an outlet makes the name before it an author's: a known one, or one called like a paper."""
    return outlet in ENGLISH or (outlet or "").endswith(_PAPER)


def read_picture(match: re.Match[str], source: str) -> Credit | None:
    """Return the photographer and the agency of what `PICTURE` has found in the folded text of `source`."""
    name = source[slice(*match.span("taken" if match["taken"] else "sent"))]
    house = source[slice(*match.span("agency" if match["agency"] else "house"))].removesuffix(" Photo")
    if match["taken"] and (OUTLET_END.search(name) or name in ENGLISH):
        return None
    people = [] if is_placeholder(name) else [Author(" ".join(name.split()), "photographer", "Photo")]
    return Credit(people, house or None, outlet_rank=1)
