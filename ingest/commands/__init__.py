"""Our commands beside Scrapy's own, by Scrapy's own mechanism: each file is one command of its name."""
