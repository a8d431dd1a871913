"""The one place that names and orders the stages, and gives every setting its default.

docs/settings.md explains each; `-s NAME=VALUE` changes it for a run.
"""

BOT_NAME = "sharepress"
USER_AGENT = "sharepress/0.1 (+a reader that turns shared articles into Markdown)"

# what is read and where it goes
OUTPUT_DIR = "site"
PROFILE = "jekyll"
PROFILE_OPTIONS = "{}"
SEEDS_DIR = "seeds"
STATE_DIR = ""
KEEP_DAYS = 0
RECHECK_HOURS = 24
WITHDRAWN = "keep"
FEED_SIZE = 50
SITE_TITLE = "sharepress"
SITE_URL = ""
PERMALINK = ""
LEDGER_URL = ""
LEDGER_PREFIX = "sharepress"
LEASE_S = 300.0
WORKER = False
WORKER_WAIT_S = 60.0
METRICS_FILE = ""
MONITOR_FEEDS_BROKEN = 0
MONITOR_FAILED = 0
MONITOR_QUARANTINED = 0
MONITOR_ACTIONS: list[str] = []
SPIDERMON_ENABLED = False
SPIDERMON_SPIDER_CLOSE_MONITORS = ["ingest.monitoring.suites.SourceSuite"]
FIXED_SLUGS = {"东财滚动新闻": "emnews"}

# Scrapy's own parts, ours in their places
SPIDER_MODULES: list[str] = []
SPIDER_LOADER_CLASS = "ingest.spiders.loader.SeedSpiderLoader"
COMMANDS_MODULE = "ingest.commands"
# Written out, as Scrapy's own lists import also what they leave out (aiohttp, tldextract, requests).
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
    "ingest.job.bookkeeper.Bookkeeper": 0,
    "ingest.job.progress.Progress": 0,
    "ingest.monitoring.extension.Monitors": 900,  # after the bookkeeper
}

# the stages, in order; built when the first article comes
ITEM_PROCESSOR = "ingest.stages.LateStages"
ITEM_PIPELINES = {
    "pipelines.identity.IdentityStage": 100,
    "pipelines.dates.stage.DatesStage": 200,
    "pipelines.paragraphs.stage.ParagraphsStage": 300,
    "pipelines.bylines.stage.BylinesStage": 400,
    "pipelines.outlet.OutletStage": 500,
    "pipelines.securities.SecuritiesStage": 600,
    "pipelines.gate.GateStage": 700,
    "output.exporter.Exporter": 900,
}

# the network: see ingest/network/__init__.py for the way of a request through these
HOST_OVERRIDES = "{}"
ALLOW_HOSTS: list[str] = []
RETRY_TIMES = 3
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, *range(520, 530)]
BACKOFF_INITIAL_S = 1.0
BACKOFF_MAX_S = 60.0
RETRY_AFTER_MAX_S = 60.0
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the article's own line says it
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
FEED_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 2
HTTPPROXY_ENABLED = False
COOKIES_ENABLED = False
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}  # as with the extensions
DOWNLOADER_MIDDLEWARES = {
    "ingest.network.guard.GuardMiddleware": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "ingest.network.robots.RobotsMemoryMiddleware": 540,
    "ingest.network.backoff.BackoffMiddleware": 550,
    "ingest.network.limits.LimitedMetaRefreshMiddleware": 580,
    "ingest.network.limits.LimitedCompressionMiddleware": 590,
    "ingest.network.limits.LimitedRedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # as before, and each wraps every output of every answer once more
SPIDER_MIDDLEWARES = {"ingest.network.failures.StatusMiddleware": 50}
DOWNLOAD_HANDLERS = {
    "http": "ingest.network.transport.GuardedDownloadHandler",
    "https": "ingest.network.transport.GuardedDownloadHandler",
}
SCHEDULER = "ingest.network.waiting.WaitingScheduler"
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.5
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DEFAULT_REQUEST_HEADERS = {
    "Accept": "application/json,text/html;q=0.9,application/xml;q=0.8,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}

# cost: the default of 100 starts a hundred tasks for every response, more than half of a crawl's time;
# ours hold one article each
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
PROGRESS = True
LOG_LEVEL = "INFO"
LOG_FORMATTER = "ingest.job.lines.PlainLines"
STATS_DUMP = False
LOGSTATS_INTERVAL = 60.0
