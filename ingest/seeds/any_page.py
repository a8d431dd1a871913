"""The seed of any article page: no feed, no link of its own, one step that reads the page.

It alone has no zone ("" instead of a name): each page's language and country say in which its times are written.
"""

from pydantic import ValidationError

from ingest.errors import UsageError
from ingest.seeds.model import Seed


def any_page(zone: str) -> Seed:
    """Return the seed for pages from a zone, which counts for times that name none; UsageError for an unknown one."""
    try:
        return Seed.model_validate(
            {
                "name": "article",
                "title": "Any article page",
                "language": "",
                "zone": zone,
                "article": {"page": {"kind": "page", "url": "{link}"}},
            }
        )
    except ValidationError as error:
        fix = "write a name of the tz database, such as Asia/Shanghai"
        raise UsageError("no such time zone", field="zone", raw=zone, fix=fix) from error


ANY_PAGE = any_page("UTC").model_copy(update={"zone": ""})
