"""A page that was asked for by a further link of its article (mobile, AMP, redirected): one article, one identity."""

from collections.abc import Mapping

from ingest.job.books import AnyLedger
from ingest.ledger.entry import Entry
from ingest.links import Claim, own_link
from ingest.task import REQUIRED, Task
from pipelines.identity import article_id, canonical_link, link_id


def link_of(task: Task, step: str, url: str, fields: Mapping[str, str]) -> str:
    """Return the link that names the article which a step's page is, "" where its name needs no link or is settled.

    A source's code is a name of its own; a published article keeps the name it has; a page that is no whole article
    (a front page, a log-in) names nothing.
    """
    asked = task.record.get("link", "")
    settled = task.record.get("bare") or task.followed or (task.entry and task.entry.file)
    lacking = any(not (task.record.get(name) or fields.get(name)) for name in REQUIRED)
    if settled or lacking or not asked or task.seed.article[step].url != "{link}":
        return ""
    return own_link(asked, url, fields.get("canonical", ""))


def note_name(ledger: AnyLedger, task: Task, known: Claim) -> Entry | None:
    """Note what names an article under its own name instead, and return it as the ledger knows it then."""
    seed, name = known.seed, name_of(known)
    old = ledger.get(task.id)
    for key, record in (old.records if old else {}).items():
        code = {"code": name} if known.code else {}
        ledger.note(name, seed.name, f"{seed.name}/{key.partition('/')[2]}", {**record, "link": known.link, **code})
    ledger.rename(task.id, name)
    return ledger.get(name)


def name_of(known: Claim) -> str:
    """Return the id of the article that a claimed link names."""
    return article_id(known.seed, known.code) if known.code else link_id(known.link)


def go_on(task: Task, named: Task, step: str, url: str, fields: Mapping[str, str]) -> Task:
    """Return the task of an article's own name, as it goes on behind the page that has told the name.

    The page of that name is asked for the text, so that it is the same by whichever link it came; where it gives
    none, this page's is taken, unless that is only the first of several.
    """
    if _bare(url) == _bare(named.record.get("link", "")):
        named.steps = task.steps
    else:
        named.followed = True
        named.spare = None if fields.get("next_page") else (step, url, fields)
    named.looked_up = task.looked_up
    return named


def _bare(link: str) -> str:
    return canonical_link(link).partition("://")[2]
