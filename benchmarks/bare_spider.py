"""Peer: a spider of ten lines on Scrapy's default settings; it fetches the same texts and keeps nothing."""

import scrapy


class Bare(scrapy.Spider):
    name = "bare"

    async def start(self):
        yield scrapy.Request(f"{self.server}/web/webapi?type=45&count=100&newsid=1")

    def parse(self, response):
        for record in response.json()["nodeList"]:
            yield scrapy.Request(f"{self.server}/NewsData/GetNewsText.do?id={record['infocode']}", self.text)

    def text(self, response):
        response.json()["text"]
