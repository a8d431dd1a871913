"""Invented records in any number, of the form that `Replica.serve_records` takes."""

from typing import Any

OUTLETS = ("海屿日报", "澄江晚报", "栖澜财经", "北汀新闻")
SENTENCES = (
    "港区码头的吞吐量在入秋之后稳步回升，堆场里的货柜比上月多出一成",
    "渔市的清晨从四点开始，第一批船靠岸时天色还没有亮透",
    "企业负责人介绍，新生产线投入使用以后，每班能够少用三名工人",
    "分析人士认为，价格的波动主要来自运费，而不是需求本身",
    "居民议事会讨论了两个小时，最后决定先修排水沟再铺路面",
)


def many_records(count: int, *, day: str = "2026-09-01") -> list[dict[str, Any]]:
    """Return press records with a byline, some paragraphs and a source line each; equal for equal arguments."""
    rows = []
    for number in range(count):
        code = f"NW{day.replace('-', '')}{7000000000 + number}"
        outlet = OUTLETS[number % len(OUTLETS)]
        text = "。".join(SENTENCES[(number + turn) % len(SENTENCES)] for turn in range(3))
        body = f"<p>本报记者 林知远</p>\r\n <p>第{number}期。{text}。</p>\r\n <p>{text}。</p>"
        body += f'<p class="em_media">（文章来源：{outlet}）</p>'
        rows.append(
            {
                "feed": "press",
                "code": code,
                "title": f"港区第{number}期简报",
                "showtime": f"{day} {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}",
                "link": f"http://choicewzp1.eastmoney.com/html_News/NewsShare.html?infoCode={code}",
                "from": outlet,
                "text": body,
            }
        )
    return rows
