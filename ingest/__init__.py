"""Fetching and reading: an article's way, room by room.

 1. `seeds/<source>.yaml`      says where it is; `seeds/reader.py` checks and reads it.
 2. `commands/`                `scrapy ingest`, `crawl`, `explain` … begin a run; `command.py` is how they answer.
 3. `job/`                     is that run: `run.py` takes the lock, opens the ledger, counts for the report.
 4. `spiders/loader.py`        makes a spider of the seed; `links.py` knows its share links.
 5. `spiders/feeds.py`         asks the feeds; `discovery/` reads records out of their bytes.
 6. `ledger/`                  remembers each article and says which ones want reading.
 7. `network/`                 guards, sends, waits and tries again, whatever is asked for.
 8. `spiders/seed.py`          asks for each article's text; `extract/` reads it, `task.py` collects.
 9. `article.py`               is the record that then walks the stages, in the order of `settings.py`:
10. `pipelines/`               identity, dates, paragraphs, bylines, outlet, securities, gate;
11. `output/exporter.py`       the file.
12. `job/bookkeeper.py`        notes what became of it; `job/publishing.py` writes manifest and feeds at the end.
13. `job/report.py`            tells the run; `job/health.py` the sources; `explanation.py` an article.
14. `errors.py`                everything that may go wrong on the way.
15. `authoring/`, `preview/`   help who adds a source; `demo/` is one on this machine, for trying all of it.
"""
