"""What the job costs, as ratios to peers measured in the same run; `make bench` writes docs/benchmarks.md.

`corpus` invents articles, `server` answers with them in a process of its own, `measure` runs peers in turn
and takes medians; `end_to_end`, `stages`, `standing` (idle, start, memory, size) and `profile` are the parts.
"""
