"""HTML: notes that marks point to, headers and footers, contents that are no notes."""

from __future__ import annotations

import pytest

from graph.reading import accounted, read_source
from ontology.vocabularies import load_vocabularies

LISTED = """<ol><li>Recalling resolution 74/247<sup><a href="#fn1" id="ref1">1</a></sup> of
2019.</li></ol><section><ol><li id="fn1"><p>See A/74/130. <a href="#ref1">↩</a></p>
<p>And its annex.</p></li></ol></section>"""
ANCHORED = """<ol><li><p>Recalling resolution 74/247<a name="1anc" href="#1sym"><sup>1</sup></a> of
2019.</p></li></ol><div id="footnote1"><p><a name="1sym" href="#1anc">1</a>See A/74/130.</p>
<p>And its annex.</p></div>"""


@pytest.mark.parametrize(("page", "rest"), [(LISTED, True), (ANCHORED, False)])
def test_what_a_mark_points_to_is_a_note(page: str, rest: bool) -> None:
    document = read_source(
        f"<html><body>{page}</body></html>".encode(), "a.html", load_vocabularies()
    )
    assert document.units[0].text == "Recalling resolution 74/247¹ of 2019."
    note = document.notes[0]
    assert (note.mark, note.unit) == ("1", "1")
    assert note.text.startswith("See A/74/130.")
    assert ("And its annex." in note.text) == rest
    assert accounted(document) == []


def test_contents_are_no_notes_and_page_margins_no_units() -> None:
    page = """<html><body><header>A/HRC/27/3</header><p><a href="#s1">1</a></p>
    <h2 id="s1">I. Introduction</h2><p>1. The Working Group met in Geneva.</p>
    <div title="footer"><p>2/3 V.18-02042</p></div></body></html>"""
    document = read_source(page.encode(), "a.html", load_vocabularies())
    assert [(unit.number, unit.section) for unit in document.units] == [("1", "I. Introduction")]
    assert document.notes == ()
    assert document.metadata.symbol == "A/HRC/27/3"
    assert [piece.text for piece in document.furniture] == ["A/HRC/27/3", "2/3 V.18-02042"]


def test_what_is_typed_in_pre_keeps_its_lines() -> None:
    page = """<html><body><pre>The General Assembly,

    Noting the work of the Office and the
reports on it,

    1.  Urges States to act;
    2.  Requests a report.</pre></body></html>"""
    document = read_source(page.encode(), "a.html", load_vocabularies())
    assert [(unit.number, unit.text) for unit in document.units] == [
        ("pp1", "Noting the work of the Office and the\nreports on it,"),
        ("1", "Urges States to act;"),
        ("2", "Requests a report."),
    ]
