"""Writes a finished article down.

`draft.py` decides the name and whether anything changed, `exporter.py` writes what is ready together; a profile
(`profiles/`) words the file with `frontmatter.py` and `markdown.py`; `writer.py` writes it whole or not at all.
`paths.py`, `slugs.py` and `safety.py` keep names, addresses and texts harmless.
"""
