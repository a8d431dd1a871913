"""API answers: wrappers opened, values as text, and the three kinds of nothing told apart."""

import pytest

from ingest.errors import ReadError
from ingest.extract.api import REFUSED, read_answer, read_items

FIELDS = {"code": "id", "title": "title"}


@pytest.mark.parametrize(
    "answer",
    [
        '{"items":[{"id":1,"title":"桥"}]}',
        'var ajaxResult={"items":[{"id":1,"title":"桥"}]};\n',
        'ajaxResult={"items":[{"id":1,"title":"桥"}]}',
        'callback({"items":[{"id":1,"title":"桥"}]})',
        '/**/jQuery12_3({"items":[{"id":1,"title":"桥"}]});',
        '\ufeff{"items":[{"id":1,"title":"桥"}]}',
        ')]}\',\n{"items":[{"id":1,"title":"桥"}]}',
    ],
)
def test_every_wrapper_is_opened(answer: str) -> None:
    """JSON, JSONP, a variable, a byte order mark and a guard prefix all give the same items."""
    assert read_items(answer.encode(), items="items", fields=FIELDS) == [{"code": "1", "title": "桥"}]


def test_an_old_encoding_is_read() -> None:
    """An answer in GB18030 is no obstacle."""
    assert read_answer('{"title":"老桥今天重新开放了，居民来到桥头"}'.encode("gb18030"), fields=FIELDS)[
        "title"
    ].startswith("老桥")


def test_missing_and_null_values_are_empty_text() -> None:
    """A field that is absent or null is "", a number keeps every digit."""
    answer = b'{"data":{"id":202112172217019011,"title":null}}'
    assert read_answer(answer, fields=FIELDS | {"more": "none.such"}, wrapper="data") == {
        "code": "202112172217019011",
        "title": "",
        "more": "",
    }


def test_an_empty_list_is_no_error() -> None:
    """Nothing new means no items."""
    assert read_items(b'{"data":{"list":[]}}', items="data.list", fields=FIELDS) == []


def test_one_object_in_the_lists_place_is_one_item() -> None:
    """A source that gives a single item as an object is read."""
    assert read_items(b'{"list":{"id":"7"}}', items="list", fields=FIELDS) == [{"code": "7", "title": ""}]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (b'{"code":0,"message":"Required parameter is not present"}', "Required parameter is not present"),
        (b"<!DOCTYPE html><html><body>blocked</body></html>", "web page"),
        ("系统繁忙，请稍后再试。".encode(), "plain text"),
        (b'{"list":[', "broken"),
        (b"", "empty"),
        (b'{"other":1}', "expected a list at `data.list`, found nothing"),
        (b'{"data":null}', "found nothing or null"),
        (b'{"data":{"list":null}}', "found nothing or null"),
        (b'{"data":{"list":7}}', "found a number"),
        (b'{"data":{"list":"x"}}', "found text"),
        (b'{"data":{"list":{}}}', "found an object with nothing in it"),
        (b'{"data":{"list":{"a":1}}}', "found an object with a"),
        (b'{"data":{"list":{"0":{"id":"7"}}}}', "found an object with 0"),
        (b'{"data":{"list":[1,2]}}', "expected records in `data.list`, found a number"),
        (b'{"data":{"list":["x",null]}}', "expected records in `data.list`, found text"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(answer: bytes, what: str) -> None:
    """A ReadError names what came instead of the list."""
    with pytest.raises(ReadError, match=what):
        read_items(answer, items="data.list", fields=FIELDS)


def test_a_missing_article_is_an_error() -> None:
    """No data node means that the article is not there."""
    with pytest.raises(ReadError, match="holds nothing"):
        read_answer(b'{"data":null}', fields=FIELDS, wrapper="data")


def test_a_bad_expression_is_named() -> None:
    """A slip in the seed's JMESPath is the seed's fault and says so."""
    with pytest.raises(ReadError, match="correct it in the seed"):
        read_answer(b"{}", fields={"title": "a..b"})


@pytest.mark.parametrize(
    ("value", "kind"), [('["桥"]', "a list"), ('{"text": "桥"}', "an object"), ("true", "true or false")]
)
def test_value_of_the_wrong_type_is_refused(value: str, kind: str) -> None:
    """A list, an object or a truth value is no text: the field is empty, and what came in its place is told."""
    found = read_answer(f'{{"id": 7, "title": {value}}}'.encode(), fields=FIELDS)
    assert found == {"code": "7", "title": "", REFUSED: f"title: {kind}"}


def test_empty_list_is_nothing() -> None:
    """An empty list or object in a field's place is nothing, and no fault."""
    assert read_answer(b'{"id": 7, "title": []}', fields=FIELDS) == {"code": "7", "title": ""}


def test_several_authors_stand_one_a_line() -> None:
    """Authors alone may be a list of names; a list of objects is refused as anywhere."""
    answer = '{"a": ["安然", null, "白杨"], "b": [{"name": "安然"}]}'.encode()
    assert read_answer(answer, fields={"authors": "a"}) == {"authors": "安然\n白杨"}
    assert read_answer(answer, fields={"authors": "b"}) == {"authors": "", REFUSED: "authors: a list"}
    assert read_answer(answer, fields={"authors": "b[].name"}) == {"authors": "安然"}
