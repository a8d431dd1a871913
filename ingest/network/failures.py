"""What an errback gets: always a FetchError whose text says what failed, where, after how many tries.

FetchError                   the connection, or its answer, failed on every try
├── GuardError
│   ├── RequestRefusedError  must not be requested: scheme, address, robots.txt
│   └── AnswerRefusedError   must not be taken: too big, too many redirects
└── StatusError              a status outside 2xx; `response` is the answer (404 and 410: no retries)
"""

from typing import Final

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError, HttpErrorMiddleware
from scrapy.utils.response import response_status_message

from ingest.errors import FetchError, GuardError


class TrustError(DownloadFailedError):
    """The server's certificate is not trusted, or no common way to encrypt was found."""


_WORDS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (CannotResolveHostError, "the host name could not be resolved"),
    (DownloadConnectionRefusedError, "the connection was refused"),
    (DownloadTimeoutError, "no complete answer within DOWNLOAD_TIMEOUT"),
    (ResponseDataLossError, "the answer broke off before its end"),
    (TrustError, "no encrypted connection that can be trusted"),
    (DownloadFailedError, "the connection broke off"),
    (Exception, "the connection failed"),
)


class RequestRefusedError(GuardError, IgnoreRequest):
    """A request that must not be made; Scrapy takes it as a decision, not as a fault with a trace."""


class AnswerRefusedError(GuardError, IgnoreRequest):
    """An answer that must not be taken; another try may bring a better one."""


class StatusError(FetchError, HttpError):
    """A final answer outside 2xx; `response.status` tells a withdrawn page (404, 410) from a fault."""

    def __init__(self, response: Response) -> None:
        status = response_status_message(response.status)
        tries = after_tries(response.request) if response.request else ""
        super().__init__(f"the server answered {status}{tries}", url=response.url)
        self.response = response


class StatusMiddleware(HttpErrorMiddleware):
    """Scrapy's filter of statuses outside 2xx, with a text that tells which status it was."""

    def process_spider_input(self, response: Response) -> None:  # type: ignore[override]  # `spider` is gone
        """Raise StatusError where Scrapy raises HttpError; `handle_httpstatus_list` holds as ever."""
        try:
            super().process_spider_input(response)
        except HttpError as error:
            raise StatusError(response) from error


def fetch_error(request: Request, exception: Exception) -> FetchError:
    """Word a failed connection; Scrapy's own text would show where an overridden request really went."""
    words = next(words for kind, words in _WORDS if isinstance(exception, kind))
    return FetchError(words + after_tries(request), url=request.url)


def after_tries(request: Request) -> str:
    """Word how many tries were made for a request, the last one included; nothing if it was the only one."""
    retries = int(request.meta.get("retry_times", 0))
    return f" after {retries + 1} tries" if retries else ""
