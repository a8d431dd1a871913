"""English bylines: `By …`, agency credit lines (`Reporting by …; Editing by …`), datelines (`LONDON (Agency) -`).

A line is read only when every word of it is a name, an outlet, a job, or a date of publication, so that
`By demonstrating past value, …` stays in the body. Text is folded (see `folding`), so all dashes are `-`.
"""

import re
from typing import Final, NamedTuple

from ingest.article import Author, Role
from pipelines.bylines.credits import Credit
from pipelines.bylines.outlets import ENGLISH, is_placeholder

_NAME_WORD: Final = r"(?:[A-ZÀ-ÞĀ-Ž][\w'.’-]*|d'[A-Z][\w-]+|O'[A-Z]\w+|\"[A-Z][\w ]+\"|\([A-Z]\w+\))"
_PARTICLE: Final = r"(?:de|del|della|der|den|des|di|da|dos|du|van|von|la|le|el|al|bin|ibn|ter|ten|y|e|zu|st)"
NAME: Final = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{0,5}}")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE: Final = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s*\d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)
# what follows a byline in a page header and names nobody
NOISE: Final = re.compile(
    rf"(?:\s*(?:[-|/,;·]|\bon\b|\bat\b|\b(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?\b:?|{_DATE}"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\b(?:UTC|GMT|ET|EST|EDT|PT|PST|BST|CST|HKT|IST|JST|CET)\b"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b,?|@\w+|\bFollow\b|\d+\s+(?:comments?|shares?|views?|min(?:ute)?s?\s+read|hours? ago|days? ago|minutes? ago)"
    r"|\b(?:share|print|email|comments?)\b))+\s*$",
    re.IGNORECASE,
)
_ROLES: Final[tuple[tuple[str, Role], ...]] = (
    (r"with\s+(?:(?:additional\s+)?reporting|assistance|contributions)", "reporter"),
    (r"(?:additional\s+)?report(?:ing|ed)(?:\s+and\s+(?:writing|editing))?", "reporter"),
    (r"(?:photos?|photographs?|photography|pictures?|images?|photographed|video)", "photographer"),
    (r"(?:edit(?:ing|ed)|copy[- ]?edit(?:ing|ed))", "editor"),
    (r"translat(?:ion|ed)", "translator"),
    (r"(?:fact[- ]check(?:ing|ed)|produc(?:tion|ed)|graphics?|illustrations?|illustrated|design(?:ed)?|compil(?:ing|ed))", "other"),
    (r"(?:writ(?:ing|ten)|story|words|text|article|analysis|opinion|posted|authored|submitted|contributed|commentary|compiled)", "author"),
)
_LABEL_ROLES: Final[dict[str, Role]] = {
    "reporter": "reporter",
    "editor": "editor",
    "photo": "photographer",
    "photography": "photographer",
    "photographer": "photographer",
    "photograph": "photographer",
    "picture": "photographer",
    "image": "photographer",
    "translator": "translator",
    "producer": "other",
}
_BY: Final = re.compile(
    rf"(?:(?P<word>{'|'.join(pattern for pattern, _ in _ROLES)})\s+(?:by|from)|\b(?P<by>by)|\b(?P<label>authors?|writers?|words|text|reporters?|source|editors?|photos?|photography|photographer|photographs|pictures|images?|translators?|producers?)\s*:)(?=[\s:]|(?<=:))[:\s]*(?:from\s+)?",
    re.IGNORECASE,
)
_JOB: Final = re.compile(
    r"(?:(?:senior|staff|chief|special|national|foreign|political|business|economics?|science|sports|contributing|deputy|assistant|associate|managing|features?|investigative|freelance|city|metro|international|digital|data|general)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?|producers?|photographers?|bureau chief|analyst|critic|fellow|professor|m\.?d\.?|ph\.?d\.?)(?:\b|(?<=\.))\.?",
    re.IGNORECASE,
)
_FOR: Final = re.compile(r"(?:special\s+(?:to|for)|for|of)\s+(?P<outlet>(?:the\s+)?[A-Z][\w.&' -]+)", re.IGNORECASE)
_OUTLET_END: Final = re.compile(
    r"\b(?:Times|News|Post|Journal|Herald|Tribune|Agency|Press|Magazine|Daily|Weekly|Network|Review|Today|Gazette|Chronicle|Star|Sun|Globe"
    r"|Observer|Guardian|Telegraph|Mail|Standard|Bulletin|Mirror|Examiner|Register|Wire|Service|Media|Radio|TV|Television|Newspapers?|Shimbun|Insider|Business|Online|\w+\.com|\w+\.org|\w+\.Com|staff)$"
)
_NOT_NAME: Final = re.compile(
    r"^(?:The|This|That|These|A|An|It|In|On|At|If|When|While|As|But|And|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|June|July|August|September|October|November|December|All|Our|My|Your|His|Her|Their|Contrast|Then|Now|Far|Christmas|Easter|Summer|Winter|Spring|Autumn|Using|Now|Then|Comparison|Next|Last|Today|Tomorrow|Tonight|Default|Law|Chance|Hand|Car|Air|Sea|Phone|Email)$"
)
_STATES: Final = frozenset(
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky"
    "|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont"
    "|Virginia|Washington|West Virginia|Wisconsin|Wyoming|D.C.|England|Scotland|Wales|Ontario|Quebec|British Columbia|Alberta|France|Germany|Italy"
    "|Spain|China|Japan|India|Israel|Iraq|Iran|Syria|Turkey|Russia|Ukraine|Poland|Greece|Egypt|Kenya|Nigeria|South Africa|Brazil|Mexico|Australia|New Delhi|Hong Kong|Los Angeles|San Francisco|New York City|Tel Aviv|Buenos Aires|Mexico City|Cape Town|Kuala Lumpur|Abu Dhabi|Sao Paulo|Las Vegas|San Diego|Washington D.C.|Washington DC|The Hague|Ho Chi Minh City".split("|")
)
_CONTRIBUTED: Final = re.compile(
    r"^[\s(-]*(?P<who>[^.]{3,300}?|[^;!?]{3,300}?),?\s+(?:also\s+)?(?:contributed(?:\s+(?:to|reporting|from)\b[^.]{0,60})?|reported\s+from\s+[A-Z][^.]{2,40})\.?[\s)]*$"
)
_TEAM: Final = re.compile(
    r"^(?:the\s+)?(?P<outlet>[A-Z][\w.&' ]+?)(?:'s?)?\s+(?P<job>(?:staff\s+)?(?:writers?|reporters?|correspondents?|journalists?|producers?))\s+(?=[A-Z])"
)
_AGENCIES: Final = "|".join(re.escape(outlet) for outlet in ENGLISH)
_SIGNED_OUTLET: Final = re.compile(rf"(?P<name>.+? .+?)\s+(?P<outlet>{_AGENCIES})")
_PLACE: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'-]*){0,3}(?:,\s?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?(?:/[A-Z][A-Z ]+)?"
_DATELINE: Final = re.compile(
    rf"\s*(?:(?P<place>{_PLACE}?)(?:,\s?(?P<date>{_MONTH}\s?\d{{1,2}}|\d{{1,2}}\s{_MONTH}))?\s*"
    rf"(?:\((?P<agency>{_AGENCIES}|[A-Z][\w. -]{{1,24}})\)\s*-+|-+(?=\s))|(?P<place2>[A-Z][\w. ]{{2,24}}?)(?:,\s?(?P<date2>{_MONTH}\s?\d{{1,2}}))?\s*"
    rf"\((?P<agency2>{_AGENCIES})\)\s*-+|\((?P<agency3>{_AGENCIES})\)\s*-+)\s*"
)
_TEAM_BEFORE: Final = re.compile(
    rf"(?:(?:the\s+)?(?P<outlet>{_AGENCIES})(?:'s)?\s+)?(?:staff\s+|senior\s+|special\s+)*(?:writers?|reporters?|correspondents?)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_FROM_AGENCY: Final = re.compile(rf"(?:from\s+)(?:the\s+)?(?P<outlet>{_AGENCIES})", re.IGNORECASE)
_BARE_AGENCY: Final = re.compile(rf"(?:the\s+)?(?:{_AGENCIES})", re.IGNORECASE)


class _List(NamedTuple):
    names: list[str]
    outlet: str | None
    place: str | None
    job: bool
    picture: bool


def read_english(folded: str, source: str) -> Credit | None:
    """Read a whole line or bracket as an English credit, or return None when it is anything else."""
    if len(folded) > 600 or not folded.strip():
        return None
    text = folded.strip(" ()[]->*|")
    start = folded.index(text) if text else 0
    spelt = source[start : start + len(text)]
    agency = _FROM_AGENCY.fullmatch(text)
    if agency:
        return Credit(outlet=spelt[slice(*agency.span("outlet"))], outlet_rank=0)
    if _BY.match(text):
        return _read_by(text, spelt)
    if "contribut" in text or "reported from" in text:
        return _read_contributed(text, spelt)
    return _read_signed(text, spelt)


def _role(word: str | None) -> Role:
    for pattern, role in _ROLES:
        if word and re.fullmatch(pattern, word, re.IGNORECASE):
            return role
    return "author"


def _read_by(text: str, spelt: str) -> Credit | None:
    heads = [match for match in _BY.finditer(text) if not match["by"] or match.start() == 0]
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
        role: Role = "reporter" if listed.job and head["by"] else _LABEL_ROLES.get(label) or _role(head["word"])
        if role == "photographer" and not listed.names:
            return None
        role = "photographer" if listed.picture and head["by"] else role
        word = spelt[head.start() : head.end()].strip(" :：")
        credit.authors += [Author(name, role, word) for name in listed.names]
        credit.outlet = credit.outlet or listed.outlet
        if head["by"]:
            credit.place = credit.place or listed.place
    return credit if credit.authors or credit.outlet else None


def _read_list(text: str, spelt: str) -> _List | None:
    """Read names, outlets and jobs that commas, `and` and bars part."""
    team = _TEAM_BEFORE.match(text)
    crew = spelt[slice(*team.span("outlet"))].strip() if team and team["outlet"] else None
    if team:
        text, spelt = text[team.end() :], spelt[team.end() :]
    noise = NOISE.search(text)
    text = (text[: noise.start()] if noise else text).rstrip(" .,;/|-")
    names: list[str] = []
    outlet, place = crew, None
    job, picture = team is not None, False
    located = False
    begin = 0
    for match in re.finditer(r"\s*(?:,\s*and\s+|,\s*&\s*|,|;|\band\s|&|\bwith\s|\s?/\s?|\||\s-\s|$)\s*", text):
        part, stretch = text[begin : match.start()].strip(), spelt[begin : match.start()].strip()
        slash = begin > 0 and text[begin - 1] == "/"
        begin = match.end()
        if not part:
            continue
        inside = re.fullmatch(r"(?P<name>.+?)\s+(?:in|from)\s+(?P<place>(?:the\s+|The\s+)?[A-Z][\w.' -]+)", part)
        if inside:
            part, place = inside["name"], place or stretch[slice(*inside.span("place"))]
            stretch = stretch[: len(part)]
        elif part in _STATES and (located or names or outlet):
            continue
        located = inside is not None
        handed = re.fullmatch(rf"(?P<name>.+?)\s+(?:{_FOR.pattern})", part, re.IGNORECASE)
        if handed and NAME.fullmatch(handed["name"]):
            outlet = outlet or stretch[slice(*handed.span("outlet"))]
            part = handed["name"]
            stretch = stretch[: len(part)]
        within = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<outlet>[^()]+)\)?", part)
        if within and NAME.fullmatch(within["name"]):
            outlet = outlet or stretch[slice(*within.span("outlet"))]
            part, stretch = within["name"], stretch[: within.end("name")]
        signed = _SIGNED_OUTLET.fullmatch(part)
        if signed and part not in ENGLISH and NAME.fullmatch(signed["name"]):
            outlet = outlet or stretch[slice(*signed.span("outlet"))]
            part, stretch = signed["name"], stretch[: signed.end("name")]
        found = _FOR.fullmatch(part)
        staff = _JOB.search(part)
        if "@" in part:
            continue
        if found:
            outlet = outlet or stretch[slice(*found.span("outlet"))]
        elif staff and staff.end() == len(part):
            job = True
            lead = stretch[: staff.start()].strip()
            owner = next((agency for agency in ENGLISH if lead == agency or lead.startswith(agency + " ")), None)
            if lead and names:
                outlet = outlet or owner or (lead if _OUTLET_END.search(lead) else None)
            elif lead and NAME.fullmatch(lead):
                names.append(lead)
        elif part in ENGLISH or (_OUTLET_END.search(part) and (names or part.count(" ") >= 1) and (names or " " in part)):
            outlet = outlet or stretch
            picture = picture or (slash and bool(names))
        elif is_placeholder(part) or (names and " " not in part and not part.isupper()):
            continue  # nobody, an address, or the place behind an outlet
        elif not names and match.end() == len(text) and _is_account(part):
            outlet = outlet or re.sub(r"\s+[Ss]taff$", "", stretch)
        elif NAME.fullmatch(part) and not part.endswith((" Staff", " staff")) and not _NOT_NAME.match(part.split()[0]) and not re.search(r"\d", part):
            names.append(" ".join(stretch.split()))
        else:
            return None
    return _List(names, outlet, place, job, picture)


def _is_account(part: str) -> bool:
    """Say whether the only name of a byline is an outlet's: `CNN Staff`, `Euronews`, `RFE/RL`."""
    return part.endswith((" Staff", " staff")) or (" " not in part and part[:1].isupper() and not _NOT_NAME.match(part))


def _read_contributed(text: str, spelt: str) -> Credit | None:
    match = _CONTRIBUTED.match(text)
    if match is None:
        return None
    who, start = match["who"], match.start("who")
    outlet, word = None, "contributed"
    team = _TEAM.match(who)
    if team is None:
        team = re.match(rf"(?:the\s+)?(?P<outlet>{_AGENCIES})'s?\s+(?P<job>)", who)
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


def is_agency(folded: str) -> bool:
    """Say whether a line is only the name of an agency or outlet."""
    return _BARE_AGENCY.fullmatch(folded.strip()) is not None


def read_dateline(folded: str, source: str) -> tuple[int, Credit] | None:
    """Read `LONDON, Dec 17 (Agency) -` before an English sentence: where it ends and what it says."""
    match = _DATELINE.match(folded[:120])
    if match is None:
        return None
    spelt = {key: source[slice(*match.span(key))] if match[key] else None for key in match.groupdict()}
    place = spelt["place"] or spelt["place2"]
    agency = spelt["agency"] or spelt["agency2"] or spelt["agency3"]
    if agency is None and (place is None or len(place) < 4):
        return None
    return match.end(), Credit(outlet=agency, outlet_rank=0, place=place, date_text=spelt["date"] or spelt["date2"], wire=True)
