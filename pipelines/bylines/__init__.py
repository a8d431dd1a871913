"""Bylines: who wrote an article, for which outlet, from where; read out of the text, which keeps all the rest.

A line walks through: `folding` (one spelling for reading) → `signs` (role words, marks, words) →
`credits` (what each word means by where it stands) → `people` and `names` (a run of names cut by knowledge of
surnames) → `heads`, `tails`, `header`, `english` (where credits stand) → `reading` (the lines as a whole) → `stage`.
The knowledge is in tables beside them: `surnames.tsv`, `given.tsv`, `minority.tsv`, `variants.tsv`, `places.tsv`,
`outlets.tsv`, `roles.tsv`.
"""

from pipelines.bylines.lines import Where, read_bylines
from pipelines.bylines.reading import BylineReading, Span

__all__ = ["BylineReading", "Span", "Where", "read_bylines"]
