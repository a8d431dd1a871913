"""Dates: reads when an article was published, with the zone, the precision and the rule that read it.

The way of a text: `formats` (the seed's), `machine` (shapes that machines write), `address`; then `plain`
folds it, `days` finds the day, `joins` its `clock` and its zone (`zones`), `labels` what it is the date of,
`resolve` the year and whether an article can be dated so; `relative` reads what is said from now. `words`
is the vocabulary, `human` the order of all this for what people write, `engine` the first order, `stage` the pipeline.
"""

from pipelines.dates.engine import read_date
from pipelines.dates.reading import DateReading

__all__ = ["DateReading", "read_date"]
