"""From bytes to characters: which encoding a text has, told by what makes words of it."""

from __future__ import annotations

import re

from graph.reading.errors import ReadingError

__all__ = ["decode", "wide_encoding"]

_SPOILT = "\ufffd"
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NARROW = {"cp1252": "Windows-1252", "mac-roman": "Mac Roman", "cp1251": "Windows-1251"}
_UNDEFINED = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LIKELY = re.compile(
    r"(?<=[^\W\d_])[à-öø-ÿœß’](?=[^\W\d_])|[à-öø-ÿœ](?=\W)|\b[À-ÖØ-Þ](?=[a-z])|[“”–—…•§°«»]"
)
_UNLIKELY = re.compile(
    r"(?<=[a-z])[^\x00-\x7fà-öø-ÿœß’“”–—…•§°«»\u00a0\u00ad\u2010\u2011](?=[a-z])"
)
_CYRILLIC = re.compile(r"(?<=[А-я])[а-я]")
_MIXED = re.compile(r"(?<=[A-Za-z])[А-я]|[А-я](?=[A-Za-z])")
_SAMPLE = 400_000
_PEEK = 4096


def wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 by their mark, UTF-16 also by where its zeros stand.

    >>> wide_encoding("Draft".encode("utf-16-be")), wide_encoding(b"Draft")
    ('utf-16-be', None)
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:_PEEK]
    odd, even = head[1::2].count(0), head[::2].count(0)
    half = len(head) // 2
    if half > 1 and odd * 2 > half and even * 10 < half:
        return "utf-16-le"
    if half > 1 and even * 2 > half and odd * 10 < half:
        return "utf-16-be"
    return None


def decode(data: bytes, file_name: str) -> tuple[str, tuple[str, ...]]:
    """Decode a text; give it with warnings of what may be wrong in it.

    Raises
    ------
    ReadingError
        The bytes are no text.

    Examples
    --------
    >>> decode("naïve".encode("cp1252"), "note.txt")[0]
    'naïve'
    >>> decode("Côte d’Ivoire’s".encode("mac-roman"), "note.txt")[0]
    'Côte d’Ivoire’s'
    """
    wide = wide_encoding(data)
    if wide:
        return _decode_wide(data, wide, file_name)
    try:
        return data.decode("utf-8-sig").removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        where, is_cut = error.start, error.reason == "unexpected end of data"
    text = data.decode("utf-8-sig", errors="replace")
    spoilt = text.count(_SPOILT)
    if is_cut or len(_FOREIGN.findall(text)) > 5 * spoilt:
        return text, (
            f"{spoilt} places are not UTF-8, the first at byte {where}: "
            f"their letters are lost and stand as {_SPOILT}.",
        )
    return _decode_narrow(data, where, file_name)


def _decode_wide(data: bytes, encoding: str, file_name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        kept = data[: error.start].decode(encoding, errors="ignore")
        if len(data) - error.start > 4 or not kept.strip():
            raise ReadingError(
                f"{file_name} begins as {encoding.upper()} but breaks off at byte {error.start}; "
                "save it as UTF-8."
            ) from error
        return kept, (f"The text breaks off in the middle of a letter at byte {error.start}.",)


def _decode_narrow(data: bytes, where: int, file_name: str) -> tuple[str, tuple[str, ...]]:
    """Decode a text of one byte per letter by the encoding that makes more words of it."""
    encoding = max(_NARROW, key=lambda name: _plausible(data[:_SAMPLE].decode(name, "replace")))
    text = data.decode(encoding, errors="replace")
    if len(_UNDEFINED.findall(text[:100_000])) * 50 > min(len(text), 100_000):
        raise ReadingError(
            f"{file_name} is no text: byte {where} is not UTF-8 and much of the rest is binary; "
            "give PDF, DOCX, ODT, HTML, Akoma Ntoso XML or text."
        )
    return text, (
        f"Not UTF-8 at byte {where}: read as {_NARROW[encoding]}, so some letters may be wrong.",
    )


def _plausible(text: str) -> int:
    likely = len(_LIKELY.findall(text)) + 2 * len(_CYRILLIC.findall(text))
    return likely - len(_UNLIKELY.findall(text)) - 2 * len(_MIXED.findall(text))
