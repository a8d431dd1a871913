"""Broken markup to events, by BeautifulSoup on lxml; loaded with the first body that needs it."""

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import Comment, Declaration, Doctype, NavigableString, ProcessingInstruction, Tag

if TYPE_CHECKING:
    from .parsing import Target

_UNSHOWN = (Comment, Declaration, Doctype, ProcessingInstruction)


def walk_soup(html: str, target: "Target") -> None:
    """Read a body and tell it as events, without recursion, as hostile soups are thousands of levels deep."""
    soup = BeautifulSoup(html, "lxml", multi_valued_attributes=None)
    open_tags: list[Tag] = [soup]
    for node in soup.descendants:
        while node.parent is not open_tags[-1]:
            target.end(open_tags.pop().name)
        if isinstance(node, Tag):
            target.start(node.name, {key: str(value) for key, value in node.attrs.items()})
            open_tags.append(node)
        elif isinstance(node, Comment):
            target.comment(node)
        elif isinstance(node, NavigableString) and not isinstance(node, _UNSHOWN):
            target.data(node)
    for tag in reversed(open_tags[1:]):
        target.end(tag.name)
