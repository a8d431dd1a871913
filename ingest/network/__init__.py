"""Where requests may go, how often they are tried again, and what a failed one says.

The way of one request, in order:

1. `waiting.py`   the scheduler keeps it back until its own wait, and its host's pause, are over.
2. `guard.py`     refuses what is neither http nor https, and addresses that are not public.
3. `transport.py` sends it where `overrides.py` says that it really goes; the answer carries the address asked for.
4. `guard.py`     the resolver hands out public addresses only, to this very connection.
5. `limits.py`    follows redirects and unpacks the body, both up to a limit.
6. `backoff.py`   orders another try after a passing fault and slows a host that asks for it.
7. `failures.py`  words what has failed for good: the errback gets a FetchError, always.

| setting               | meaning                                                               | default |
|-----------------------|-----------------------------------------------------------------------|---------|
| `HOST_OVERRIDES`      | JSON object, host or host:port or `*` to the server really asked      | `{}`    |
| `ALLOW_HOSTS`         | hosts (or host:port) that may have an address that is not public      | none    |
| `RETRY_TIMES`         | further tries after the first one; 0 for none                         | 3       |
| `RETRY_HTTP_CODES`    | statuses that are tried again: 408, 429, 500, 502 to 504, 520 to 529  | these   |
| `BACKOFF_INITIAL_S`   | seconds, the window of the first wait; it doubles with each try       | 1       |
| `BACKOFF_MAX_S`       | seconds, the widest window, and the largest delay of a slowed host    | 60      |
| `RETRY_AFTER_MAX_S`   | seconds, the longest `Retry-After` that is obeyed in full             | 60      |
| `DOWNLOAD_MAXSIZE`    | bytes of a body, as received and again as unpacked                    | 8 MiB   |
| `DOWNLOAD_TIMEOUT`    | seconds from the request to the last byte of its answer               | 30      |
| `REDIRECT_MAX_TIMES`  | redirects that one request follows                                    | 5       |
"""
