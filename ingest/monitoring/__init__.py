"""Eyes on the running system (extra `[monitor]`), all of it off unless a setting asks for it.

    facts.py      what one source's part of a run says, as numbers: the stats that monitors and metrics read
    extension.py  SPIDERMON_ENABLED: Spidermon over those stats, when a spider closes
    suites.py     the monitors: articles missing, quarantine growing, source late, errors
    metrics.py    METRICS_FILE: the last run as Prometheus text, for node_exporter's textfile collector

docs/monitoring.md tells how to switch each on.
"""
