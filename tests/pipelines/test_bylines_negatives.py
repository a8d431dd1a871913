"""Sentences that speak of reporters, authors and pictures: nobody is read and every character stays. All is invented."""

from typing import Final

import pytest

from pipelines.bylines import read_bylines

_SENTENCES: Final = (
    "记者3月5日从江城市教育局获悉，今年春季学期推迟开学。",
    "记者昨日在江城大桥看到，桥面已经恢复通行。",
    "江城晚报记者日前走访了多家超市，货源充足。",
    "王小强对记者说，他每天五点起床。",
    "作者王小强在书中写道，江城的冬天很长。",
    "作者认为，这一政策还需要时间来检验。",
    "作者是江城人，写江城三十年。",
    "编辑王小强告诉记者，这本书的第一版只印了两千册。",
    "编辑部收到许多来信，读者的意见各不相同。",
    "摄影师李敏花了三年时间拍摄江城的老街。",
    "摄影爱好者李敏说，最好的光线在清晨。",
    "这张照片由摄影家赵文拍摄于1978年。",
    "通讯员们冒雨赶到现场，发回了第一手消息。",
    "本报记者提醒市民，雨天路滑，小心驾驶。",
    "本报讯息台的电话昨天被打爆了。",
    "有消息说，江城将举办马拉松比赛。",
    "据悉，江城电视台记者王小强当时也在车上。",
    "曾任江城日报记者、编辑的王小强出席了会议。",
    "“你是记者吗？”老人问。",
    "记者问：请介绍一下江城今年的财政情况。",
    "记者：您怎么看待这个问题？",
    "记者：这是您第三次来江城？",
    "江城网记者：请问部长，下一步有什么打算？",
    "问：作者为什么选择江城？答：因为那里是他的故乡。",
    "《江城记者》杂志创刊号昨天出版。",
    "他的作品由江城出版社出版，责任编辑换了三次。",
    "翻译李敏陪同代表团参观了工厂。",
    "校对是一项细致的工作，容不得半点马虎。",
    "（图片来源：视觉中国）",
    "（图／美聯社）",
    "（圖／翻攝自臉書）",
    "（資料照，讀者提供）",
    "（新华社资料图片）",
    "图为江城大桥。（受访单位供图）",
    "江城大桥夜景。（视觉中国 图）",
    "江城港。（东方IC供图）",
    "暴雨過後的江城。（圖／記者資料照）",
    "消息来源：江城市统计局公布的数据显示，物价平稳。",
    "发自内心的微笑最能打动人。",
    "电影《江城往事》讲述了一个记者的故事。",
    "这部书的译者李敏是江城大学教授，他说翻译用了五年。",
    "见习记者小王第一次出差就遇上了台风。",
    "By the end of 2019, the reporter had left the paper.",
    "By Friday evening the water had gone down.",
    "By working together, the two towns built a bridge.",
    "By Thursday, Jane Doe had visited all twelve schools.",
    "The photo was taken by John Roe in 1978.",
    "Editors of the Rivertown Star said they would appeal.",
    "Jane Doe, a reporter for the Rivertown Star, was not there.",
    "A story written by Jane Doe won the prize last year.",
    "(Photo by Getty Images)",
    "Reporting by the police is required by law.",
    "【记者手记】江城的冬天很长，人心很暖。",
    "【编辑推荐】这本书讲的是江城的故事。",
    "【作者简介】王小强，江城人，著有《江城往事》。",
    "【记者观察】城市更新怎么走",
    "（记者注：江城旧称江陵）",
    "（编者按：本文有删节）",
    "江城市记协组织百名记者下基层。",
    "记者节那天，王小强收到一束花。",
    "责编和作者吵了一架，书还是出版了。",
    "图为记者王小强在现场采访。",
    "记者王小强今年三十岁，在江城工作了八年。",
    "文中图片均为作者提供，未经许可不得转载。",
)


@pytest.mark.parametrize("where", ["lead", "tail", "inline", "meta"])
@pytest.mark.parametrize("line", _SENTENCES)
def test_a_sentence_keeps_its_people(line: str, where: str) -> None:
    """Words of the trade within a sentence, questions, and pictures of agencies or readers are no byline."""
    reading = read_bylines([line], where)  # type: ignore[arg-type]  # a parameter is a plain str
    assert reading.authors == ()
    assert where == "meta" or reading.rest([line]) == [line]
