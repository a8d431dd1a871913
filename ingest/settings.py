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

# Scrapy's own parts, ours in their places
SPIDER_MODULES: list[str] = []
SPIDER_LOADER_CLASS = "ingest.spiders.loader.SeedSpiderLoader"
COMMANDS_MODULE = "ingest.commands"
EXTENSIONS = {"ingest.bookkeeper.Bookkeeper": 0, "ingest.progress.Progress": 0}

# the stages, in order
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

# the network
HOST_OVERRIDES = "{}"
ALLOW_HOSTS: list[str] = []
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.5
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
COOKIES_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "application/json,text/html;q=0.9,application/xml;q=0.8,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}

# cost: the default of 100 starts a hundred tasks for every response, more than half of a crawl's time
CONCURRENT_ITEMS = 4
TELNETCONSOLE_ENABLED = False
PROGRESS = True
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 60.0
