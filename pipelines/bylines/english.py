"""English bylines: `By …`, agency credit lines (`Reporting by …; Editing by …`), datelines (`LONDON (Agency) -`).

A line is read only when every word of it is a name, an outlet, a job, or a date of publication, so that
`By demonstrating past value, …` stays in the body. Text is folded (see `folding`), so all dashes are `-`.
"""

import re
from typing import Final

from ingest.article import Author, Role
from pipelines.bylines.credit import Credit
from pipelines.bylines.english_people import is_name, read_list, read_picture, vouches_for
from pipelines.bylines.english_terms import (
    AGENCIES,
    BY_WORDS,
    CONTRIBUTED,
    FROM_AGENCY,
    LABEL_ROLES,
    PICTURE,
    ROLES,
    TEAM,
)
from pipelines.bylines.expressions import expression

_CONTACT: Final = expression(r"To contact the (?P<job>reporter|editor|writer|author)s?\b[^:@]{0,60}:")
_MAILBOX: Final = expression(r"(?:\s+at)?\s+[\w.+-]+@[\w.-]+")
_PARTS: Final = expression(r"[,|/()●]|\s-\s")  # what parts a name from its job or its outlet
_LOGIN: Final = expression(r"\s*[a-z][a-z0-9_.-]*\s*$")
_SENTENCES: Final = expression(r"(?<=[a-z]\.)\s+(?=[A-Z])")


def read_english(folded: str, source: str) -> Credit | None:
    """Read a whole line or bracket as an English credit, or return None when it is anything else."""
    if len(folded) > 600 or not folded.strip():
        return None
    if "@" in folded:
        folded = _MAILBOX.sub(_blank, _CONTACT.sub(lambda match: f"{match['job']}:".rjust(len(match[0])), folded))
    text = folded.strip(" ()[]->*|")
    start = folded.index(text) if text else 0
    spelt = source[start : start + len(text)]
    picture = PICTURE.fullmatch(text)
    if picture:
        return read_picture(picture, spelt)
    agency = FROM_AGENCY.fullmatch(text)
    if agency:
        return Credit(outlet=spelt[slice(*agency.span("outlet"))], outlet_rank=0)
    if BY_WORDS.match(text):
        return _read_by(text, spelt)
    if "contribut" in text or "reported from" in text or "wrote from" in text:
        return _read_contributed(text, spelt)
    return _read_signed(text, spelt)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _role(word: str | None) -> Role:
    for pattern, role in ROLES:
        if word and re.fullmatch(pattern, word, re.IGNORECASE):
            return role
    return "author"


def _read_by(text: str, spelt: str) -> Credit | None:
    heads = [match for match in BY_WORDS.finditer(text) if not match["by"] or match.start() == 0]
    if not heads or text[: heads[0].start()].strip():
        return None
    credit = Credit(outlet_rank=0)
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        label = (head["label"] or "").casefold().removesuffix("s")
        if label == "source":
            credit.outlet = re.split(r"[|;,]", spelt[head.end() : end])[0].strip()
            continue
        if label == "editor" and _LOGIN.match(text[head.end() : end]):
            continue
        listed = read_list(text[head.end() : end], spelt[head.end() : end])
        if listed is None:
            return None
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


def _read_contributed(text: str, spelt: str) -> Credit | None:
    """Read `Jane Doe contributed to this report.`, also several such sentences in a row."""
    whole = Credit(outlet_rank=0)
    begin = 0
    for end in [*(match.start() for match in _SENTENCES.finditer(text)), len(text)]:
        credit = _read_contribution(text[begin:end].strip(), spelt[begin:end].strip())
        if credit is None:
            return _read_contribution(text, spelt) if begin == 0 else None
        whole.authors += credit.authors
        whole.outlet = whole.outlet or credit.outlet
        begin = end
    return whole


def _read_contribution(text: str, spelt: str) -> Credit | None:
    match = CONTRIBUTED.match(text)
    if match is None:
        return None
    agency = re.fullmatch(rf"(?:[Tt]he )?(?P<outlet>{AGENCIES})", match["who"].strip())
    if agency:
        start = match.start("who")
        return Credit(outlet=spelt[start + agency.start("outlet") : start + agency.end("outlet")], outlet_rank=0)
    who, start = match["who"], match.start("who")
    outlet, word = None, "contributed"
    team = TEAM.match(who)
    if team is None:
        team = re.match(rf"(?:the\s+)?(?P<outlet>{AGENCIES})'s?\s+(?P<job>)", who)
    if team:
        outlet = spelt[start + team.start("outlet") : start + team.end("outlet")]
        word = spelt[start : start + team.end()].strip()
        start, who = start + team.end(), who[team.end() :]
    listed = read_list(who, spelt[start : start + len(who)])
    if listed is None or not listed.names:
        return None
    if match["other"] and is_name(match["other"]):
        listed.names.append(spelt[slice(*match.span("other"))])
    return Credit([Author(name, "reporter", word) for name in listed.names], outlet or listed.outlet, outlet_rank=0)


def _read_signed(text: str, spelt: str) -> Credit | None:
    """Read `Jane Doe, Staff Writer` and `Jane Doe | Agency`: a name that a job or an outlet vouches for."""
    if len(text) > 100 or not text[:1].isupper() or not _PARTS.search(text):
        return None
    listed = read_list(text, spelt, signed=True)
    if listed is None or not listed.names or len(listed.names) > 3 or not (listed.job or vouches_for(listed.outlet)):
        return None
    if not all(" " in name for name in listed.names):
        return None
    role: Role = "reporter" if listed.job else "author"
    return Credit([Author(name, role) for name in listed.names], listed.outlet)
