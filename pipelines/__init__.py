"""Makes an article true, one stage a room; `ingest/settings.py` orders them.

identity -> dates -> paragraphs -> bylines -> outlet -> securities -> gate. Each stage has a pure function
that finishes its fields and notes how (`Article.provenance`, `Article.dropped`), and a small class that
joins it to Scrapy. Text only moves: from the body into a field, or into `dropped` with its rule.
"""
