"""Many machines on one queue: what a run else keeps in its STATE_DIR, kept in a Redis (extra `[cluster]`).

    server.py    one connection whose every failure is a WriteError; whose keys they are
    ledger.py    the ledger: the same calls as the SQLite one; what is due is leased, so a dead worker's work comes back
    listings.py  the ledger's listings, for manifest and feeds
    scripts.py   the changes that must happen at once, as Lua
    lock.py      one run that reads the feeds and writes the manifest
    slugs.py     one slug an outlet, whoever asks first

docs/cluster.md tells how to start it and what bounds it.
"""
