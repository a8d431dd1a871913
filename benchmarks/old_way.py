"""Peer: the old way. Requests in five threads, files glued together from strings; python old_way.py SERVER FOLDER."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests
from pypinyin import lazy_pinyin


def write(record: dict) -> None:
    code = record["infocode"]
    text = requests.get(f"{server}/NewsData/GetNewsText.do?id={code}", timeout=30).json()["text"]
    outlet = record["from"]
    slug = "".join(lazy_pinyin(outlet))
    post = '---\nlayout: post\ntitle: "' + record["title"] + '"\ndate: ' + record["showtime"] + " +0800\n"
    post += "categories: " + slug + "\ntags: " + outlet + "新闻\n---\n" + text.replace("\u3000\u3000", "")
    post += "\n\n<http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode=" + code + ">"
    (folder / (record["showtime"][:10] + "-" + code + ".md")).write_text(post, "utf-8")


server, folder = sys.argv[1], Path(sys.argv[2])
folder.mkdir(parents=True)
listed = requests.get(f"{server}/web/webapi?type=45&count=100&newsid=1", timeout=30).json()["nodeList"]
with ThreadPoolExecutor(5) as pool:
    list(pool.map(write, listed))
