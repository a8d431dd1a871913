"""Peer of the idle run: a spider that asks for nothing."""

import scrapy


class Empty(scrapy.Spider):
    name = "empty"

    async def start(self):
        for request in ():
            yield request
