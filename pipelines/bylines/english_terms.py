"""English words of bylines: names, roles, jobs, outlets, dates, and the expressions built of them.

The word lists are in `english.tsv`. All are matched against folded text (see `folding`), so dashes are `-` and
quotation marks are straight.
"""

import re
from typing import Final

from ingest.article import Role
from pipelines.bylines.expressions import either, expression
from pipelines.bylines.folding import table_rows
from pipelines.bylines.outlets import ENGLISH

_TABLE: Final[dict[str, str]] = {row[0]: row[1] for row in table_rows("english.tsv")}
_NAME_WORD: Final = r"(?:[A-ZÀ-ÞĀ-Ž][\w'.’-]*|d'[A-Z][\w-]+|O'[A-Z]\w+|\"[A-Z][\w ]+\"|\([A-Z]\w+\))"
_PARTICLE: Final = r"(?:de|del|della|der|den|des|di|da|dos|du|van|von|la|le|el|al|bin|ibn|ter|ten|y|e|zu|st)"
_NAME: Final = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{0,5}}"
NAME: Final = expression(_NAME)
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE: Final = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s*\d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)
# what follows a byline in a page header and names nobody
NOISE: Final = expression(
    r"(?:\s*(?:[-|/,;·●]|\bon\b|\bat\b"
    rf"|(?:\b|(?<=[a-z]))(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?\b:?|{_DATE}"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\b(?:UTC|GMT|ET|EST|EDT|PT|PST|BST|CST|HKT|IST|JST|CET)\b"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b,?|@\w+|\bFollow\b"
    r"|\d+\s+(?:comments?|shares?|views?|min(?:ute)?s?\s+read|hours? ago|days? ago|minutes? ago)"
    r"|\b(?:share|print|email|comments?)\b))+\s*$",
    re.IGNORECASE,
)
# behind a byline: the rest of the text came from agencies that are not named
WITH_AGENCIES: Final = expression(
    r"\s*(?:,|/|\+|&|\band\b|\bwith\b)\s*(?:additional\s+)?(?:news\s+|wire\s+)?(?:agenc(?:y|ies)|wires?|wire services?)"
    r"(?:\s+(?:reports?|inputs?|staff))?\s*$",
    re.IGNORECASE,
)
ROLES: Final[tuple[tuple[str, Role], ...]] = (
    (r"with\s+(?:files|(?:additional\s+)?reporting|assistance|contributions)", "reporter"),
    (r"(?:additional\s+)?report(?:ing|ed)(?:\s+and\s+(?:writing|editing))?", "reporter"),
    (r"(?:photos?|photographs?|photography|pictures?|images?|photographed|video)", "photographer"),
    (r"(?:edit(?:ing|ed)|copy[- ]?edit(?:ing|ed))", "editor"),
    (r"translat(?:ion|ed)", "translator"),
    (r"(?:fact[- ]check(?:ing|ed)|produc(?:tion|ed)|graphics?|illustrat(?:ions?|ed)|design(?:ed)?)", "other"),
    (r"(?:(?:medically )?reviewed|verified|approved)", "other"),
    (r"compil(?:ing|ed)", "other"),
    (r"(?:writ(?:ing|ten)|story|words|text|article|interview|analysis|opinion|commentary)", "author"),
    (r"(?:guest )?(?:column|essay|op-ed)", "author"),
    (r"(?:posted|authored|submitted|contributed)", "author"),
)
LABEL_ROLES: Final[dict[str, Role]] = {
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
_LABELS: Final = f"(?:author|writer|words|story|text|source|{'|'.join(sorted(LABEL_ROLES, key=len, reverse=True))})s?"
BY_WORDS: Final = expression(
    rf"(?:(?P<word>{'|'.join(pattern for pattern, _ in ROLES)})\s+(?:by|from)|\b(?P<by>by)|\b(?P<label>{_LABELS})\s*:)"
    r"(?=[\s:]|(?<=:))[:\s]*(?:from\s+)?",
    re.IGNORECASE,
)
JOB: Final = expression(rf"(?:(?:{_TABLE['beat']})\s+)*(?:{_TABLE['job']})(?:\b|(?<=\.))\.?", re.IGNORECASE)
JOB_END: Final = expression(rf"\b(?:{_TABLE['job']})$", re.IGNORECASE)
FOR: Final = r"(?:[Ss]pecial\s+(?:[Tt]o|[Ff]or)|[Ff]or|[Oo]f|FOR|OF)\s+(?P<outlet>(?:[Tt]he\s+)?[A-Z][\w.&' -]+)"
FOR_OUTLET: Final = expression(FOR)
OUTLET_END: Final = expression(rf"\b(?:{_TABLE['outlet_end']})$")
NOT_NAME: Final = expression(rf"^(?:{_TABLE['not_name']})$")
FURNITURE: Final = expression(rf"(?:{_TABLE['furniture']})", re.IGNORECASE)
FIRST_NAMES: Final = frozenset(_TABLE["first_name"].split("|"))
CITIES: Final = frozenset(_TABLE["city"].split("|"))
REGIONS: Final = frozenset(_TABLE["region"].split("|"))
CONTRIBUTED: Final = expression(
    r"^[\s(-]*(?P<who>[^.]{3,300}?|[^;!?]{3,300}?),?\s+(?:also\s+)?"
    r"(?:contributed(?:\s+(?:to|reporting|from)\b[^.]{0,60})?"
    r"|(?:reported|wrote)\s+from\s+[A-Z][^.,]{2,40}(?:,? and (?P<other>[A-Z][^.,]{3,40}) from [A-Z][^.,]{2,40})?)"
    r"\.?[\s)]*$"
)
_CREW: Final = r"(?:writers?|reporters?|correspondents?|journalists?|producers?)"
TEAM: Final = expression(
    rf"^(?:the\s+)?(?P<outlet>[A-Z][\w.&' ]+?)(?:'s?)?\s+(?P<job>(?:staff\s+)?{_CREW})\s+(?=[A-Z])"
)
AGENCIES: Final = either(ENGLISH)
TEAM_BEFORE: Final = expression(
    rf"(?:(?:the\s+)?(?P<outlet>{AGENCIES})(?:'s)?\s+)?(?:staff\s+|senior\s+|special\s+)*{_CREW}\s+(?=[A-Z])",
    re.IGNORECASE,
)
SIGNED_OUTLET: Final = expression(rf"(?P<name>.+? .+?)\s+(?P<outlet>{AGENCIES})")
FROM_AGENCY: Final = expression(rf"(?:from\s+)(?:the\s+)?(?P<outlet>{AGENCIES})", re.IGNORECASE)
BARE_AGENCY: Final = expression(rf"(?:the\s+)?(?:{AGENCIES})", re.IGNORECASE)
_HOUSE: Final = rf"(?:{AGENCIES}|REUTERS|EPA|[A-Z][\w.& ]{{1,24}} (?:Images|Pictures|Photos?|Agency|Press))"
# who took a picture: REUTERS/Jane Doe, AP Photo/Jane Doe, Photo by Jane Doe, Photo: Jane Doe/Agency
PICTURE: Final = expression(
    rf"(?:(?P<agency>{_HOUSE}?)(?: [Pp]hoto)?/(?P<sent>{_NAME})"
    rf"|(?:[Pp]hoto(?:graph)?s?|[Pp]ictures?|[Ii]mages?)(?: by|:|/)\s?(?P<taken>{_NAME})"
    rf"(?:\s?/\s?(?P<house>{_HOUSE}))?)\.?"
)
# the note on its author at a text's end
NOTE: Final = expression(
    rf"(?P<name>{_NAME}) (?:(?:is|was) (?:an?|the|our) [^.;:]{{0,60}}?"
    r"\b(?:writer|reporter|editor|correspondent|columnist|journalist|contributor|bureau chief|producer)\b"
    r"|(?:covers|writes about|reports on) [^.;:]{3,60}?)"
    r"[^.;:]{0,40}?(?: (?:at|for|with|of) (?P<outlet>(?:[Tt]he )?[A-Z][\w&' ]*?))?(?:,? (?:based )?in [A-Z][\w, ]+)?\.?"
)
# a place on a line of its own: PARIS, LIMA, Peru/QUITO
CAPITALS: Final = expression(
    r"[A-Z][A-Z .'-]{2,30}(?:,\s?[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?(?:/[A-Z][A-Z .'-]{2,30}(?:,\s?[A-Z][\w.]+)?){0,2}"
)
_PLACE: Final = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'-]*){0,3}(?:,\s?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?(?:/[A-Z][A-Z ]+)?"
)
DATELINE: Final = expression(
    rf"\s*(?:(?P<place>{_PLACE}?)(?:,\s?(?P<date>{_MONTH}\s?\d{{1,2}}|\d{{1,2}}\s{_MONTH}))?\s*"
    rf"(?:\((?P<agency>{AGENCIES}|[A-Z][\w. -]{{1,24}})\)\s*-+|-+(?=\s))"
    rf"|(?P<place2>[A-Z][\w. ]{{2,24}}?)(?:,\s?(?P<date2>{_MONTH}\s?\d{{1,2}}))?\s*\((?P<agency2>{AGENCIES})\)\s*-+"
    rf"|\((?P<agency3>{AGENCIES})\)\s*-+)\s*"
)
