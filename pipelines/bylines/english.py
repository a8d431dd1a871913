"""English bylines: `By …`, agency credit lines (`Reporting by …; Editing by …`), datelines (`LONDON (Agency) -`).

A line is read only when every word of it is a name, an outlet, a job, or a date of publication, so that
`By demonstrating past value, …` stays in the body. Text is folded (see `folding`), so all dashes are `-`.
"""

import re
from typing import Final

from ingest.article import Author, Role
from pipelines.bylines.credit import Credit
from pipelines.bylines.english_terms import (
    AGENCIES,
    BY_WORDS,
    CONTRIBUTED,
    FIRST_NAMES,
    FOR_OUTLET,
    FROM_AGENCY,
    JOB,
    LABEL_ROLES,
    NAME,
    NOISE,
    NOT_NAME,
    OUTLET_END,
    REGIONS,
    ROLES,
    SIGNED_OUTLET,
    TEAM,
    TEAM_BEFORE,
    WITH_AGENCIES,
)
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
_LOWER: Final = re.compile(r"\b[a-z]{2,}\b")
_MOST_LOWER: Final = 4  # words in lower case that a name with its job and place has at most
_PARTED: Final = re.compile(r"\s*(?:,\s*and\s+|,\s*&\s*|,|;|\band\s|&|\bwith\s|\s?/\s?|\||●|\s-\s|$)\s*")
_INSIDE: Final = re.compile(r"(?P<name>.+?)\s+(?:in|from)\s+(?P<place>(?:the\s+|The\s+)?[A-Z][\w.' -]+)")
_HANDED: Final = re.compile(rf"(?P<name>.+?)\s+(?:{FOR_OUTLET.pattern})")
_WITHIN: Final = re.compile(r"(?P<name>[^()]+?)\s*\((?P<outlet>[A-Z][^()]*|[a-z ]+)\)?")


def read_english(folded: str, source: str) -> Credit | None:
    """Read a whole line or bracket as an English credit, or return None when it is anything else."""
    if len(folded) > 600 or not folded.strip():
        return None
    text = folded.strip(" ()[]->*|")
    start = folded.index(text) if text else 0
    spelt = source[start : start + len(text)]
    agency = FROM_AGENCY.fullmatch(text)
    if agency:
        return Credit(outlet=spelt[slice(*agency.span("outlet"))], outlet_rank=0)
    if BY_WORDS.match(text):
        return _read_by(text, spelt)
    if "contribut" in text or "reported from" in text:
        return _read_contributed(text, spelt)
    return _read_signed(text, spelt)


def _role(word: str | None) -> Role:
    for pattern, role in ROLES:
        if word and re.fullmatch(pattern, word, re.IGNORECASE):
            return role
    return "author"


def _read_by(text: str, spelt: str) -> Credit | None:
    heads = [match for match in BY_WORDS.finditer(text) if not match["by"] or match.start() == 0]
    if not heads or text[: heads[0].start()].strip():
        return None
    credit = Credit()
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        listed = _read_list(text[head.end() : end], spelt[head.end() : end])
        if listed is None:
            return None
        label = (head["label"] or "").casefold().removesuffix("s")
        if label == "source":
            credit.outlet = spelt[head.end() : end].strip(" |;,")
            continue
        role: Role = "reporter" if listed.job and head["by"] else LABEL_ROLES.get(label) or _role(head["word"])
        if role == "photographer" and not listed.names:
            return None
        role = "photographer" if listed.picture and head["by"] else role
        word = spelt[head.start() : head.end()].strip(" :：")
        credit.authors += [Author(name, role, word) for name in listed.names]
        credit.outlet = credit.outlet or listed.outlet
        if head["by"]:
            credit.place = credit.place or listed.place
    return credit if credit.authors or credit.outlet else None


class _List:
    """Names, outlets and jobs that commas, `and` and bars part; `read` is False when a part is none of these."""

    def __init__(self) -> None:
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
        for pattern in (_HANDED, _WITHIN, SIGNED_OUTLET):
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
        elif _is_name(part):
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


def _read_list(text: str, spelt: str) -> _List | None:
    listed = _List()
    return listed if listed.read(text, spelt) else None


def _is_account(part: str) -> bool:
    """Say whether the only name of a byline is an outlet's: `CNN Staff`, `Euronews`, `RFE/RL`."""
    alone = " " not in part and part[:1].isupper() and part.title() not in FIRST_NAMES and not NOT_NAME.match(part)
    return alone or part.endswith((" Staff", " staff"))


def _is_name(part: str) -> bool:
    named = NAME.fullmatch(part) and not part.endswith((" Staff", " staff")) and not re.search(r"\d", part)
    return bool(named) and not NOT_NAME.match(part.split(maxsplit=1)[0])


def _read_contributed(text: str, spelt: str) -> Credit | None:
    match = CONTRIBUTED.match(text)
    if match is None:
        return None
    who, start = match["who"], match.start("who")
    outlet, word = None, "contributed"
    team = TEAM.match(who)
    if team is None:
        team = re.match(rf"(?:the\s+)?(?P<outlet>{AGENCIES})'s?\s+(?P<job>)", who)
    if team:
        outlet = spelt[start + team.start("outlet") : start + team.end("outlet")]
        word = spelt[start : start + team.end()].strip()
        start, who = start + team.end(), who[team.end() :]
    listed = _read_list(who, spelt[start : start + len(who)])
    if listed is None or not listed.names:
        return None
    return Credit([Author(name, "reporter", word) for name in listed.names], outlet or listed.outlet)


def _read_signed(text: str, spelt: str) -> Credit | None:
    """Read `Jane Doe, Staff Writer` and `Jane Doe | Agency`: a name that a job or an outlet vouches for."""
    if len(text) > 100 or not re.match(r"[A-Z]", text):
        return None
    listed = _read_list(text, spelt)
    if listed is None or not listed.names or len(listed.names) > 3 or not (listed.job or listed.outlet in ENGLISH):
        return None
    if not all(" " in name for name in listed.names):
        return None
    role: Role = "reporter" if listed.job else "author"
    return Credit([Author(name, role) for name in listed.names], listed.outlet)
