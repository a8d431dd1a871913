"""Every recorded case gives its answer, one test a field, so that a failure reads `source/slug: field`.

A folder of cases is a source's, with its seed in `seeds/`. Structures of sites that are no source of ours have their
seed as `seed.yaml` beside the cases, or in the one case that needs it; those without any are read as any article page.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from ingest.authoring.cases import ANSWER, FIELDS, answer_of
from ingest.seeds import ANY_PAGE, Seed, read_seed

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob(f"*/*/{ANSWER}"))


@cache
def seed_of(case: Path) -> Seed:
    """Return the seed that reads a case."""
    source = case.parent
    for path in (case / "seed.yaml", ROOT / "seeds" / f"{source.name}.yaml", source / "seed.yaml"):
        if path.exists():
            return read_seed(path)
    return ANY_PAGE


@cache
def found(case: Path) -> dict[str, Any]:
    """Return what comes of a case, worked out once for all its fields."""
    settings = Settings()
    settings.setmodule("ingest.settings", priority="project")
    return answer_of(case, seed_of(case), settings)


@pytest.mark.parametrize(
    ("case", "field"),
    [pytest.param(case, field, id=f"{case.parent.name}/{case.name}: {field}") for case in CASES for field in FIELDS],
)
def test_case(case: Path, field: str) -> None:
    """The recorded inputs give the recorded answer; a field that the answer has not is absent."""
    wanted = json.loads((case / ANSWER).read_text(encoding="utf-8"))
    assert found(case).get(field) == wanted.get(field)
