"""Bylines: who wrote an article, for which outlet, from where; read out of the text, which keeps all the rest.

The way of a line:

    lines       the four places (lead, tail, paragraph, header) and what is looked for in each
    joining     mends lines that a layout broke
    heads       dispatch heads before a sentence (`brackets`: what a bracket says, `glued`: a name without any mark)
    tails       credits behind the last sentence
    header      the line under a headline
    credits     one stretch that is nothing but credits, walked sign by sign: `folding` gives one spelling, `signs`
                parts it, `settling`, `dispatching`, `sources`, `placing`, `finishing` say what the parts mean,
                `about` reads notes about authors; `credit` is what comes out
    people      the words where names stand: `items`, `offers`, and `names`, which cuts runs of names
    english     English credits and `english_people` in them; `english_lines` beside a text; `agencies`: datelines
    given       an author field, which holds a name as it stands; `tongues`: in other languages of Latin script
    reading     what was read; `cutting` and `stage` take it out of finished blocks

`expressions` holds regular expressions back until they are used. The knowledge is in tables beside them:
`surnames.tsv`, `given.tsv`, `minority.tsv` (the name model), `variants.tsv` (`folding`), `places.tsv` (`places`),
`outlets.tsv` (`outlets`), `roles.tsv` (`roles`), `starters.tsv` (`glued`), `english.tsv` (`english_terms`),
`tongues.tsv` (`tongues`).
"""

from pipelines.bylines.given import read_given
from pipelines.bylines.lines import Where, read_bylines
from pipelines.bylines.reading import BylineReading, Span

__all__ = ["BylineReading", "Span", "Where", "read_bylines", "read_given"]
