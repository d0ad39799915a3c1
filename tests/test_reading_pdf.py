"""PDF: words divided at line ends, notes, running headers, tables."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from graph.reading import accounted, read_source
from graph.reading.formats.pagechars import PageCharacters
from ontology.vocabularies import load_vocabularies
from tests.test_reading_formats import pdf


def lines(*texts: str, size: float = 10, top: float = 700) -> list[tuple[float, float, float, str]]:
    return [(60, top - 12 * row, size, text) for row, text in enumerate(texts)]


def test_a_word_divided_at_a_line_end_is_whole_and_a_compound_keeps_its_hyphen() -> None:
    page = lines(
        "1. States should consider international cooperation and the inter-",
        "national exchange of evidence, and should support capacity-",
        "building for the investigation and prosecution of such offen-",
        "ces by the authorities that they consider competent.",
    )
    document = read_source(pdf(page), "a.pdf", load_vocabularies())
    text = " ".join(document.units[0].text.split())
    assert "the international exchange" in text
    assert "support capacity-building for" in text
    assert "such offences by" in text
    assert accounted(document) == []


def test_a_note_below_the_text_is_tied_to_the_unit_that_cites_it() -> None:
    page = [
        *lines("1. Recalling the report of the Expert Group", "on its meeting of 2019."),
        (167, 691, 6, "1"),
        (60, 100, 8, "1"),
        (66, 100, 8, "See the report of the Secretariat and the"),
        (60, 90, 8, "comments of Member States."),
        (60, 60, 10, "2/3"),
    ]
    document = read_source(pdf(page), "a.pdf", load_vocabularies())
    assert [unit.number for unit in document.units] == ["1"]
    assert [(note.mark, note.unit) for note in document.notes] == [("1", "1")]
    assert document.notes[0].text.endswith("comments of Member States.")
    assert accounted(document) == []


def test_a_paragraph_after_a_gap_is_a_new_one_although_the_line_before_is_full() -> None:
    page = [
        *lines("1. States should act, whatever the measure that they may take", top=700),
        *lines("Recalling that every State has its own law on that matter", top=682),
        *lines("and that this law differs from place to place, as is known.", top=670),
    ]
    document = read_source(pdf(page), "a.pdf", load_vocabularies())
    assert len(document.units) == 2


def test_two_columns_below_a_large_title_are_running_text() -> None:
    words = ["States should act at", "once, and report."], ["Donors should pay,", "and soon."]
    page = [(60, 780 - 30 * row, 26, "Advice of the Committee") for row in range(3)]
    for column, (first, second) in enumerate(words):
        for row in range(3):
            number, y = 3 * column + row + 1, 660 - 40 * row
            page += [(60 + 250 * column, y, 10, f"{number}. {first}")]
            page += [(60 + 250 * column, y - 12, 10, second)]
    document = read_source(pdf(page), "a.pdf", load_vocabularies())
    found = [(unit.number, " ".join(unit.text.split())) for unit in document.units]
    advice = [" ".join(lines) for lines in words]
    assert found == [(str(n + 1), advice[n // 3]) for n in range(6)]


def test_a_table_without_rulings_is_kept_but_makes_no_units_or_headings() -> None:
    page = lines(
        "1. The table shows the deliverables of the programme, by year and by category, and the",
        "number of meetings that the Secretariat has served.",
    )
    for row, words in enumerate(["1. Documents of the Conference", "2. Meetings of the Committee"]):
        y = 650 - 12 * row
        page += [(70, y, 8, words), (300, y, 8, "32"), (360, y, 8, "25"), (420, y, 8, "58")]
    page += lines("2. The Committee took note of the table.", top=600)
    document = read_source(pdf(page), "a.pdf", load_vocabularies())
    assert [unit.number for unit in document.units] == ["1", "2"]
    assert document.headings == ()
    assert accounted(document) == []
    assert any("Documents" in document.text[start:end] for start, end in document.front)


def test_places_asked_for_together_are_those_asked_for_one_by_one() -> None:
    path = Path(__file__).parent / "data" / "seeds" / "000_6f4b878ded86092d.pdf"
    document = pypdfium2.PdfDocument(path.read_bytes())
    page = document[0].get_textpage()
    characters = PageCharacters(page)
    indices = range(0, len(characters.text), 7)
    boxes = characters.boxes(indices)
    for nth, index in enumerate(indices):
        glyph = characters.glyph(index)
        assert (boxes.left[nth], boxes.right[nth], boxes.foot[nth]) == glyph[:3]
        assert boxes.height(nth) == glyph.height
    document.close()
