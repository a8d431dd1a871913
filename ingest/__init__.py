"""Fetching and reading: an article's way, file by file.

 1. `seeds/<source>.yaml`      says where it is; `seeds/reader.py` checks and reads it.
 2. `commands/`                `scrapy ingest`, `crawl`, `explain` … begin a run.
 3. `run.py`                   takes the lock, opens the ledger, counts for the report.
 4. `spiders/loader.py`        makes a spider of the seed; `links.py` knows its share links.
 5. `spiders/feeds.py`         asks the feeds; `discovery/` reads records out of their bytes.
 6. `ledger.py`                remembers each article and says which ones want reading.
 7. `network/`                 guards, sends, waits and tries again, whatever is asked for.
 8. `spiders/seed.py`          asks for each article's text; `steps.py` has it read, `task.py` collects.
 9. `article.py`               is the record that then walks the stages, in the order of `settings.py`:
10. `pipelines/`               identity, dates, paragraphs, bylines, outlet, securities, gate;
11. `output/exporter.py`       the file.
12. `bookkeeper.py`            notes what became of it; `quarantine.py` keeps what may not be published.
13. `report.py`, `summary.py`  tell the run; `health.py` tells the sources; `explanation.py` an article.
14. `errors.py`                everything that may go wrong on the way.
15. `demo/`                    a source on this machine, for trying all of it.
"""
