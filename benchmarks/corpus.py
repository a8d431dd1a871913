"""Invented articles of about 1,700 characters, with the markup that the source's texts have; any number of them."""

from collections.abc import Iterator
from typing import Any

OUTLETS = ("海屿日报", "澄江晚报", "栖澜财经", "北汀新闻")
NAMES = ("林知远", "沈若川", "顾明棠", "程砚秋")
SENTENCES = (
    "港区码头的吞吐量在入秋之后稳步回升，堆场里的货柜比上月多出一成",
    "渔市的清晨从四点开始，第一批船靠岸时天色还没有亮透",
    "企业负责人介绍，新生产线投入使用以后，每班能够少用三名工人，而产量反而提高了百分之十二",
    "分析人士认为，价格的波动主要来自运费，而不是需求本身，因此不必过分担心明年的订单",
    "居民议事会讨论了两个小时，最后决定先修排水沟再铺路面",
    "按照规划，到二〇二八年，这里将建成一座能够停靠十万吨级货轮的泊位",
    "“我们算过一笔账，”老船长说，“油价每降一角，一趟就能省下两千元”",
    "银行方面表示，对符合条件的养殖户，贷款利率可以再下浮三十个基点",
    "记者在现场看到，十几辆冷链车排成一列，司机们一边等候一边查看手机上的订单",
    "数据显示，前三季度全市水产品出口额为41.7亿元，同比增长8.3%，其中深加工产品占六成以上",
)
PARAGRAPHS = 9


def text_html(number: int) -> str:
    """Return the body of one article, equal for equal numbers."""
    outlet, name = OUTLETS[number % 4], NAMES[number // 4 % 4]
    parts = [f"<p>　　本报记者 {name}</p>"]
    for row in range(PARAGRAPHS):
        chosen = (SENTENCES[(number + row * 3 + turn * (1 + row % 3)) % len(SENTENCES)] for turn in range(5))
        text = "。".join(chosen) + "。"
        if row == 2:
            code, symbol = f"0.300{number % 1000:03}", f"0,300{number % 1000:03}"
            link = (
                f'<a href="http://quote.eastmoney.com/unify/r/{code}" class="keytip" data-code="{symbol}">港屿科技</a>'
            )
            text = f'<span id="stock_{code}">{link}</span><span id="quote_{code}"></span>{text}'
        if row in {3, 7}:
            parts.append(f"<p>　　<strong>泊位与航线（第{number}期之{row}）</strong></p>")
        parts.append(f"<p>　　{text}</p>")
    parts.append(f'<p class="em_media">（文章来源：{outlet}）</p>')
    return "\r\n ".join(parts)


def records(count: int) -> Iterator[dict[str, Any]]:
    """Yield press records as the source lists them, with their text beside them under `text`."""
    for number in range(count):
        outlet = OUTLETS[number % 4]
        title = f"港区第{number}期简报：货柜回升，渔市早开"
        yield {
            "title": title,
            "from": outlet,
            "infocode": f"NW20260901{7000000000 + number}",
            "showtime": f"2026-09-01 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}",
            "simtitle": title,
            "simdigest": SENTENCES[number % len(SENTENCES)] + "。",
            "text": text_html(number),
        }


def page_html(number: int) -> str:
    """Return the same body as the barest page: peers that read whole pages get no more to do than that."""
    title = f"港区第{number}期简报：货柜回升，渔市早开"
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1><p>2026年09月01日 10:12</p>{text_html(number)}</article></body></html>"
    )
