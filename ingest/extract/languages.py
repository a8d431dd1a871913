"""The language that a text is really in, where its script says so."""

import re

_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE_CHARS = 5000


def language_of(text: str, declared: str) -> str:
    """Return the declared language, or `ja`, `ko`, `zh` where the text's script contradicts it.

    Templates often declare English over Chinese text. `text` may hold mark-up.
    """
    plain = re.sub(r"<[^>]*>", "", text[: 4 * _SAMPLE_CHARS])[:_SAMPLE_CHARS]
    letters = len(_LETTER.findall(plain)) or 1
    kana, han, hangul = (len(script.findall(plain)) for script in (_KANA, _HAN, _HANGUL))
    seen = ""
    if (kana + han + hangul) * 3 > letters:
        seen = "ja" if kana * 8 > han else "ko" if hangul > han else "zh"
    return seen if seen and not declared.lower().startswith(seen) else declared.replace("_", "-")
