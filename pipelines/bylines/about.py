"""Notes about an author: (作者系某某大学教授 王强), (王强 作者为…), where the person is to be told from the rest.

Text is folded (see `folding`). A note that names nobody is no credit and stays in the body.
"""

import re
from typing import Final

from ingest.article import Author
from pipelines.bylines.credit import Credit
from pipelines.bylines.expressions import expression
from pipelines.bylines.names import name_cost

_HAN: Final = "\u4e00-\u9fff"
_ABOUT_NATS: Final = 8.2  # per character of a name that a note tells about
_CALLING: Final = (
    r"(?:教授|研究员|院长|主任|作家|学者|评论员|博士|律师"
    r"|会长|馆长|所长|校长|专家|记者|编辑|书记|局长|委员|经济学家|老师|讲师)"
)
# 作者王强系…, 王强 作者为…, 王强、李明(作者单位:…): people, then what they are
_NAME_FIRST: Final = expression(
    rf"[\s(\[]*(?:本文)?(?:作者)?[:\s]*(?P<names>[{_HAN}]{{2,4}}?(?:\s?[、,]\s?(?!作者)[{_HAN}]{{2,4}}?|\s(?!作者)[{_HAN}]{{2,4}}?)*)"
    r"[\s,;]*(?:\(?作者)?(?:(?:均|分别)?[系为是]|(?:作者)?(?:单位|简介|介绍)\s?:)[^。]{2,80}"
)
# 作者是某某大学教授王强
_NAME_LAST: Final = expression(
    rf"[\s(\[]*(?:本文)?作者?[系为是][^。]{{2,60}}{_CALLING}[\s,]*(?P<names>[{_HAN}]{{2,3}})[\s)\]]*"
)


def read_about(folded: str, source: str) -> Credit | None:
    """Read a note about an author as a whole, or return None when it is none or names nobody.

    >>> read_about("作者王强系某大学教授", "作者王强系某大学教授").authors[0].name
    '王强'
    """
    match = _NAME_LAST.fullmatch(folded) or _NAME_FIRST.fullmatch(folded)
    if match is None:
        return None
    credit = Credit()
    for name in re.finditer(rf"[{_HAN}]+", match["names"]):
        if name_cost(name[0]) > _ABOUT_NATS * len(name[0]):
            return None
        start = match.start("names") + name.start()
        credit.authors.append(Author(source[start : start + len(name[0])], "author", "作者"))
    return credit
