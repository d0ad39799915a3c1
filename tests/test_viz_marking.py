"""Marking: runs join to the text, and each knows what covers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.document import Mention
from viz.marking import Mark, located, runs

texts = st.text(min_size=0, max_size=60)
spans = st.tuples(st.integers(-3, 70), st.integers(-3, 70))


@given(texts, st.lists(spans, max_size=8), st.lists(spans, max_size=4))
def test_joined_runs_are_the_text_and_every_mark_covers_its_span(
    text: str, marked: list[tuple[int, int]], hits: list[tuple[int, int]]
) -> None:
    marks = [Mark(start, end, f"e{i}", "theme") for i, (start, end) in enumerate(marked)]
    found = runs(text, marks, hits)
    assert "".join(run.text for run in found) == text
    for mark in marks:
        covered = "".join(run.text for run in found if mark in run.marks)
        expected = text[max(mark.start, 0) : max(mark.end, 0)] if mark.start < mark.end else ""
        assert covered == expected
    for start, end in hits:
        if 0 <= start < end <= len(text):
            assert text[start:end] in "".join(run.text if run.hit else "\0" for run in found)


def mention(quote: str, start: int, end: int | None = None) -> Mention:
    return Mention(quote, "theme", quote, start, start + len(quote) if end is None else end, "r")


def test_offsets_in_the_document_become_offsets_in_the_unit() -> None:
    marks = located("ask UNODC", 100, 109, [mention("UNODC", 104)])
    assert [(m.start, m.end) for m in marks] == [(4, 9)]


def test_furniture_cut_out_of_the_text_moves_what_follows_it() -> None:
    source = "tools for judges [2/3 V.18] and more judges here"
    text = source.replace("[2/3 V.18] ", "")
    found = [mention("judges", source.index("judges")), mention("judges", source.rindex("judges"))]
    marks = located(text, 0, len(source), found)
    assert [(m.start, m.end) for m in marks] == [
        (text.index("judges"), text.index("judges") + 6),
        (text.rindex("judges"), text.rindex("judges") + 6),
    ]


def test_a_mention_across_furniture_is_marked_as_a_whole() -> None:
    source = "the General [2/3] Assembly met"
    text = "the General Assembly met"
    marks = located(text, 0, len(source), [mention("General [2/3] Assembly", 4)])
    assert [text[m.start : m.end] for m in marks] == ["General Assembly"]


def test_a_mention_that_is_not_in_the_text_is_left_out() -> None:
    assert located("nothing here", 0, 12, [mention("UNODC", 3)]) == ()
