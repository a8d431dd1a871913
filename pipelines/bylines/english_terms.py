"""English words of bylines: names, roles, jobs, outlets, dates, and the expressions built of them.

All are matched against folded text (see `folding`), so dashes are `-` and quotation marks are straight.
"""

import re
from typing import Final

from ingest.article import Role
from pipelines.bylines.outlets import ENGLISH

_NAME_WORD: Final = r"(?:[A-ZÀ-ÞĀ-Ž][\w'.’-]*|d'[A-Z][\w-]+|O'[A-Z]\w+|\"[A-Z][\w ]+\"|\([A-Z]\w+\))"
_PARTICLE: Final = r"(?:de|del|della|der|den|des|di|da|dos|du|van|von|la|le|el|al|bin|ibn|ter|ten|y|e|zu|st)"
NAME: Final = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{0,5}}")
MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE: Final = (
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s*\d{{4}})?"
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
ROLES: Final[tuple[tuple[str, Role], ...]] = (
    (r"with\s+(?:(?:additional\s+)?reporting|assistance|contributions)", "reporter"),
    (r"(?:additional\s+)?report(?:ing|ed)(?:\s+and\s+(?:writing|editing))?", "reporter"),
    (r"(?:photos?|photographs?|photography|pictures?|images?|photographed|video)", "photographer"),
    (r"(?:edit(?:ing|ed)|copy[- ]?edit(?:ing|ed))", "editor"),
    (r"translat(?:ion|ed)", "translator"),
    (
        r"(?:fact[- ]check(?:ing|ed)|produc(?:tion|ed)|graphics?|illustrations?|illustrated|design(?:ed)?|compil(?:ing|ed))",
        "other",
    ),
    (
        r"(?:writ(?:ing|ten)|story|words|text|article|analysis|opinion|posted|authored|submitted|contributed|commentary|compiled)",
        "author",
    ),
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
BY_WORDS: Final = re.compile(
    rf"(?:(?P<word>{'|'.join(pattern for pattern, _ in ROLES)})\s+(?:by|from)|\b(?P<by>by)|\b(?P<label>authors?|writers?|words|text|reporters?|source|editors?|photos?|photography|photographer|photographs|pictures|images?|translators?|producers?)\s*:)(?=[\s:]|(?<=:))[:\s]*(?:from\s+)?",
    re.IGNORECASE,
)
JOB: Final = re.compile(
    r"(?:(?:senior|staff|chief|special|national|foreign|political|business|economics?|science|sports|contributing|deputy|assistant|associate|managing|features?|investigative|freelance|city|metro|international|digital|data|general)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?|producers?|photographers?|bureau chief|analyst|critic|fellow|professor|m\.?d\.?|ph\.?d\.?)(?:\b|(?<=\.))\.?",
    re.IGNORECASE,
)
FOR_OUTLET: Final = re.compile(
    r"(?:special\s+(?:to|for)|for|of)\s+(?P<outlet>(?:the\s+)?[A-Z][\w.&' -]+)", re.IGNORECASE
)
OUTLET_END: Final = re.compile(
    r"\b(?:Times|News|Post|Journal|Herald|Tribune|Agency|Press|Magazine|Daily|Weekly|Network|Review|Today|Gazette|Chronicle|Star|Sun|Globe"
    r"|Observer|Guardian|Telegraph|Mail|Standard|Bulletin|Mirror|Examiner|Register|Wire|Service|Media|Radio|TV|Television|Newspapers?|Shimbun|Insider|Business|Online|\w+\.com|\w+\.org|\w+\.Com|staff)$"
)
NOT_NAME: Final = re.compile(
    r"^(?:The|This|That|These|A|An|It|In|On|At|If|When|While|As|But|And|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|June|July|August|September|October|November|December|All|Our|My|Your|His|Her|Their|Contrast|Then|Now|Far|Christmas|Easter|Summer|Winter|Spring|Autumn|Using|Now|Then|Comparison|Next|Last|Today|Tomorrow|Tonight|Default|Law|Chance|Hand|Car|Air|Sea|Phone|Email)$"
)
REGIONS: Final = frozenset(
    [
        "Alabama",
        "Alaska",
        "Arizona",
        "Arkansas",
        "California",
        "Colorado",
        "Connecticut",
        "Delaware",
        "Florida",
        "Georgia",
        "Hawaii",
        "Idaho",
        "Illinois",
        "Indiana",
        "Iowa",
        "Kansas",
        "Kentucky",
        "Louisiana",
        "Maine",
        "Maryland",
        "Massachusetts",
        "Michigan",
        "Minnesota",
        "Mississippi",
        "Missouri",
        "Montana",
        "Nebraska",
        "Nevada",
        "New Hampshire",
        "New Jersey",
        "New Mexico",
        "New York",
        "North Carolina",
        "North Dakota",
        "Ohio",
        "Oklahoma",
        "Oregon",
        "Pennsylvania",
        "Rhode Island",
        "South Carolina",
        "South Dakota",
        "Tennessee",
        "Texas",
        "Utah",
        "Vermont",
        "Virginia",
        "Washington",
        "West Virginia",
        "Wisconsin",
        "Wyoming",
        "D.C.",
        "England",
        "Scotland",
        "Wales",
        "Ontario",
        "Quebec",
        "British Columbia",
        "Alberta",
        "France",
        "Germany",
        "Italy",
        "Spain",
        "China",
        "Japan",
        "India",
        "Israel",
        "Iraq",
        "Iran",
        "Syria",
        "Turkey",
        "Russia",
        "Ukraine",
        "Poland",
        "Greece",
        "Egypt",
        "Kenya",
        "Nigeria",
        "South Africa",
        "Brazil",
        "Mexico",
        "Australia",
        "New Delhi",
        "Hong Kong",
        "Los Angeles",
        "San Francisco",
        "New York City",
        "Tel Aviv",
        "Buenos Aires",
        "Mexico City",
        "Cape Town",
        "Kuala Lumpur",
        "Abu Dhabi",
        "Sao Paulo",
        "Las Vegas",
        "San Diego",
        "Washington D.C.",
        "Washington DC",
        "The Hague",
        "Ho Chi Minh City",
    ]
)
CONTRIBUTED: Final = re.compile(
    r"^[\s(-]*(?P<who>[^.]{3,300}?|[^;!?]{3,300}?),?\s+(?:also\s+)?(?:contributed(?:\s+(?:to|reporting|from)\b[^.]{0,60})?|reported\s+from\s+[A-Z][^.]{2,40})\.?[\s)]*$"
)
TEAM: Final = re.compile(
    r"^(?:the\s+)?(?P<outlet>[A-Z][\w.&' ]+?)(?:'s?)?\s+(?P<job>(?:staff\s+)?(?:writers?|reporters?|correspondents?|journalists?|producers?))\s+(?=[A-Z])"
)
AGENCIES: Final = "|".join(re.escape(outlet) for outlet in ENGLISH)
SIGNED_OUTLET: Final = re.compile(rf"(?P<name>.+? .+?)\s+(?P<outlet>{AGENCIES})")
_PLACE: Final = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'-]*){0,3}(?:,\s?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?(?:/[A-Z][A-Z ]+)?"
)
DATELINE: Final = re.compile(
    rf"\s*(?:(?P<place>{_PLACE}?)(?:,\s?(?P<date>{MONTH}\s?\d{{1,2}}|\d{{1,2}}\s{MONTH}))?\s*"
    rf"(?:\((?P<agency>{AGENCIES}|[A-Z][\w. -]{{1,24}})\)\s*-+|-+(?=\s))|(?P<place2>[A-Z][\w. ]{{2,24}}?)(?:,\s?(?P<date2>{MONTH}\s?\d{{1,2}}))?\s*"
    rf"\((?P<agency2>{AGENCIES})\)\s*-+|\((?P<agency3>{AGENCIES})\)\s*-+)\s*"
)
TEAM_BEFORE: Final = re.compile(
    rf"(?:(?:the\s+)?(?P<outlet>{AGENCIES})(?:'s)?\s+)?(?:staff\s+|senior\s+|special\s+)*(?:writers?|reporters?|correspondents?)\s+(?=[A-Z])",
    re.IGNORECASE,
)
FROM_AGENCY: Final = re.compile(rf"(?:from\s+)(?:the\s+)?(?P<outlet>{AGENCIES})", re.IGNORECASE)
BARE_AGENCY: Final = re.compile(rf"(?:the\s+)?(?:{AGENCIES})", re.IGNORECASE)
FURNITURE: Final = re.compile(
    r"(?:news|world|share|politics|home|business|top|story|stories|more|read|sports?|opinion|video|photos?|live|latest|breaking|follow|us|sign|in|up|subscribe"
    r"|newsletter|menu|search|comments?|facebook|twitter|email|print|save|markets?|tech(?:nology)?|science|health|culture|arts?|travel|money|finance|economy"
    r"|local|national|international|asia|europe|africa|america|middle|east|uk|china|by|updated|published|posted|min|listen|watch|gallery|advertisement|related|press|release)",
    re.IGNORECASE,
)
