"""Bytes to raw values: an API's answer (`api`) or any article page (`page`).

A page is read in the order of the files: `decoding` (bytes to text), `document` (text to a tree), then one reader a
file, each returning findings: `selectors` (the seed's), `linked_data` (JSON-LD, microdata), `meta`, `links`,
`script_data`, `headlines`, `visible` (lines near the headline; `datemarks` and `stamps`, their dates; `signed`, their
people). For the text: `lines`, `zones` and `teasers` see the page as its reader does, `library` asks trafilatura,
`body` finds the element, `media`, `head`, `tail` and `trim` (with `notices`) clean it, `scripted` looks into the
page's data, and `maintext` joins them. `choosing` ranks what was found; `headlines` chooses the title, `titles` takes
the site's name off a headline, `moments` chooses among times, for which `languages` knows the habits of languages and
countries, `writers` among bylines.
Nothing here fetches, and nothing here decides what a date or a name means.
"""
