"""Reads a body into blocks: paragraphs, headings, images, tables, lists, quotations.

The way of a body, file by file:

    parsing      markup to events: plain ones at once (`plain`), else by lxml or, where broken, by BeautifulSoup
    walking      events to elements; what is dropped whole (`noise`) stops here
    elements     what each element means: an opener each (`keywords`, `addresses`, `containers`)
    lines, runs  text to tidy runs, each line a draft (`drafts`)
    passes       what whole lines are: furniture, credits (`credits`), captions, topics, headings
    reading      drafts to blocks, and to the list of all that was dropped
    description  the digest to a description
    stage        all of it for an Article
"""

from .reading import ParagraphReading, read_paragraphs

__all__ = ["ParagraphReading", "read_paragraphs"]
