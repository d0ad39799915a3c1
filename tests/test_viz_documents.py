"""The pages of documents where there are many: pages of the list, words that find them."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from graph.catalogue import Catalogue, DocumentRecord
from graph.relations.comparison import compare
from viz import pages
from viz.pages.documents import DOCUMENTS_ON_A_PAGE

MANY = 250


def many() -> Catalogue:
    """Documents of two kinds, one a day of 2000 and following."""
    documents = {
        f"d{n}": DocumentRecord(
            f"d{n}",
            "",
            title=f"{'Report' if n % 5 else 'Decision'} of meeting {n}",
            symbol=f"A/{n}",
            date=f"20{n // 28:02}-01-{n % 28 + 1:02}",
        )
        for n in range(MANY)
    }
    return Catalogue("v1", documents, (), {})


def rows(html: str) -> list[str]:
    return [td.text() for td in LexborHTMLParser(html).css("tbody td:nth-child(2)")]


def test_the_pages_of_the_list_together_are_the_list() -> None:
    catalogue = many()
    listed = [rows(pages.documents_page(catalogue, page=page)) for page in (1, 2, 3)]
    assert [len(found) for found in listed] == [DOCUMENTS_ON_A_PAGE, DOCUMENTS_ON_A_PAGE, 50]
    symbols = [symbol for found in listed for symbol in found]
    assert sorted(symbols) == sorted(f"A/{n}" for n in range(MANY))
    assert rows(pages.documents_page(catalogue, page=99)) == listed[2]
    first = LexborHTMLParser(pages.documents_page(catalogue))
    later = first.css_first("a[rel=next]")
    assert later is not None
    assert later.attributes["href"] == "/documents?page=2"
    assert not first.css("a[rel=prev]")


def test_words_of_the_head_find_documents() -> None:
    catalogue = many()
    html = pages.documents_page(catalogue, "decision 2003")
    found = rows(html)
    assert found
    assert all(int(symbol[2:]) % 5 == 0 for symbol in found)
    assert "<input" in html
    assert "in its head" in pages.documents_page(catalogue, "<zebra>")
    assert "<zebra>" not in pages.documents_page(catalogue, "<zebra>")


def test_of_many_documents_two_are_looked_up_by_words() -> None:
    catalogue = many()
    several = pages.Pick.of(catalogue, "first", "decision")
    one = pages.Pick.of(catalogue, "second", "A/7")
    none = pages.Pick.of(catalogue, "second", "zebra")
    assert (several.key, one.key, none.matches) == (None, "d7", ())
    tree = LexborHTMLParser(pages.compare_page(catalogue, None, [several, one]))
    assert len(tree.css("select#first option")) == 50
    second = tree.css_first("input#second")
    assert second is not None
    assert pages.Pick.of(catalogue, "second", second.attributes["value"]).key == "d7"
    settled = pages.compare_page(catalogue, compare(catalogue, "d1", "d7"), [one])
    assert len(settled) < 10_000
    assert "No document has" in pages.compare_page(catalogue, None, [several, none])
