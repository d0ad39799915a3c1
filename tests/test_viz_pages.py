"""The pages: what they show, that they escape it, that they run nothing inline."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from graph.catalogue import Catalogue, Filters, Outline
from graph.document import Furniture, Heading, Mention, Statement
from graph.questions import load_questions
from graph.relations.comparison import compare
from ontology.iris import DEFAULT
from tests.viz_catalogue import entity, small
from viz import pages
from viz.environment import render, static_address, static_file
from viz.naming import document_names
from viz.pages.listing import Asked

DESCRIBED = {
    "info": {"version": "1"},
    "paths": {"/store": {"get": {"tags": ["store"], "parameters": [{"name": "g", "in": "query"}]}}},
}
HOSTILE = "<img src=x onerror=alert(1)></title></script>\"'"


def every_page(catalogue: Catalogue) -> dict[str, str]:
    """Each page once, of a catalogue like :func:`small`."""
    unit = next(unit for unit in catalogue.units if unit.key == "2(b)")
    word = unit.text.split()[0]
    mention = Mention("judiciary", "actor", word, unit.start, unit.start + len(word), "label")
    statement = Statement(unit.text, 0, 9, ("unodc",), modality="should", strength=4)
    selection = catalogue.select()
    page = catalogue.page(selection, limit=3)
    first, second = list(catalogue.documents)
    profile = catalogue.profile("electronic-evidence")
    assert profile
    return {
        "overview": pages.overview_page(catalogue, load_questions()),
        "explore": pages.explore_page(catalogue),
        "recommendations": pages.listing_page(catalogue, selection, page, Asked("q=x", "x")),
        "recommendation": pages.recommendation_page(catalogue, unit, [mention], [statement]),
        "panel": pages.recommendation_panel(catalogue, unit, [mention], [statement]),
        "documents": pages.documents_page(catalogue),
        "document": pages.document_page(
            catalogue, catalogue.documents[first], lambda _: {unit.iri: [mention]}
        ),
        "entity": pages.entity_page(catalogue, profile),
        "compare": pages.compare_page(catalogue, compare(catalogue, first, second)),
        "compare-empty": pages.compare_page(catalogue, None),
        "sparql": pages.sparql_html(
            version="v1", questions=load_questions(), iris=DEFAULT, query=HOSTILE, chosen=None
        ),
        "about": pages.about_page(catalogue),
        "interface": pages.interface_page(DESCRIBED, [(503, "store", HOSTILE)], "v1"),
        "error": pages.error_page(404, "Not Found", HOSTILE),
    }


def hostile() -> Catalogue:
    """The small catalogue with every word that a document or vocabulary can say made hostile."""
    plain = small()
    documents = {
        key: replace(d, title=HOSTILE, place=HOSTILE, file=HOSTILE, document_type=HOSTILE)
        for key, d in plain.documents.items()
    }
    units = [
        replace(u, title=HOSTILE, text=f"{HOSTILE} {u.text}", section=HOSTILE, citation=HOSTILE)
        for u in plain.units
    ]
    entities = {
        key: replace(e, label=HOSTILE, definition=HOSTILE, alt=(HOSTILE,), subtype=HOSTILE)
        for key, e in plain.entities.items()
    }
    relations = [replace(r, reason=HOSTILE) for r in plain.relations]
    return Catalogue("hostile", documents, units, entities, relations)


@pytest.mark.parametrize("catalogue", [small(), hostile()], ids=["plain", "hostile"])
def test_no_page_runs_or_loads_anything_of_others(catalogue: Catalogue) -> None:
    for name, html in every_page(catalogue).items():
        tree = LexborHTMLParser(html)
        assert not tree.css("img, [onerror], [onclick], [style], style, iframe"), name
        for script in tree.css("script"):
            if script.attributes.get("type") == "application/ld+json":
                continue  # a data block, which browsers never run
            assert (script.attributes.get("src") or "").startswith("/static/"), name
            assert not script.text(), name
        for element in tree.css("link, a[href]"):
            href = element.attributes.get("href") or ""
            outside = href.startswith("http") and element.attributes.get("rel") != "external"
            assert not outside, (name, href)


def test_every_page_has_one_heading_and_names_its_inputs() -> None:
    for name, html in every_page(small()).items():
        if name == "panel":
            continue
        tree = LexborHTMLParser(html)
        assert len(tree.css("h1")) == 1, name
        for control in tree.css("input:not([type=hidden]), select, textarea"):
            labelled = control.attributes.get("id") and tree.css_first(
                f'label[for="{control.attributes["id"]}"]'
            )
            parent = control.parent
            assert labelled or (parent is not None and parent.tag == "label"), (name, control.html)


def test_every_static_address_leads_to_a_file() -> None:
    for name, html in every_page(small()).items():
        for address in re.findall(r'"/static/([^"]+)"', html):
            assert static_file(address), (name, address)
    assert static_file("digest/../environment.py") is None
    with pytest.raises(KeyError):
        static_address("nothing.css")


def test_a_recommendation_marks_its_mentions_and_keeps_its_words() -> None:
    catalogue = small()
    unit = catalogue.units[0]
    start = unit.text.index("work")
    mention = Mention("training", "theme", "work", start, start + 4, "label")
    tree = LexborHTMLParser(pages.recommendation_page(catalogue, unit, [mention], []))
    reading = tree.css_first(".reading")
    assert reading is not None
    assert reading.text() == unit.text
    why = "Training: theme, found as a name of the vocabulary (label)"
    marks = [(m.text(), m.attributes["href"], m.attributes["title"]) for m in reading.css(".m")]
    assert marks == [("work", "/entities/training", why)]


def test_related_units_are_shown_with_both_directions() -> None:
    catalogue = small()
    source, target = catalogue.units[5], catalogue.units[1]
    there = pages.recommendation_page(catalogue, source, [], [])
    back = pages.recommendation_page(catalogue, target, [], [])
    assert "Repeats" in there
    assert "Is repeated by" in back
    assert source.text[:40] in back


def test_a_document_shows_its_headings_and_on_demand_its_furniture() -> None:
    plain = small()
    units = [replace(u, start=100 * u.index, end=100 * u.index + 90) for u in plain.units]
    catalogue = Catalogue("v1", plain.documents, units, plain.entities)
    outline = Outline(
        (
            Heading("II. Recommendations", 5, 20, 1),
            Heading("A. Legislation", 95, 99, 2),
            Heading("IX. Nothing", 800, 820, 1),
        ),
        (Furniture("2/3", 130, 133, "page number"), Furniture("V.18-1", 900, 906, "job number")),
    )
    document = catalogue.documents["report-2018"]
    tree = LexborHTMLParser(pages.document_page(catalogue, document, lambda _: {}, outline))
    contents = [(a.text(), a.attributes["href"]) for a in tree.css(".contents a")]
    assert contents == [("II. Recommendations", "#heading-0"), ("A. Legislation", "#heading-1")]
    article = tree.css_first("article.document")
    assert article is not None
    shown = [(e.tag, e.attributes["id"]) for e in article.css("h2, h3, .para")]
    assert shown == [
        ("div", "2(a)"),
        ("h2", "heading-0"),
        ("h3", "heading-1"),
        ("div", "2(b)"),
        ("div", "2(j)"),
        ("div", "2(r)"),
    ]
    rows = [[td.text() for td in row.css("td")] for row in tree.css(".furniture tbody tr")]
    assert rows == [
        ["2/3", "page number", "in or before 2(b)", "130–133"],
        ["V.18-1", "job number", "after the last paragraph", "900–906"],
    ]


def test_without_two_documents_the_comparison_tells_what_to_do() -> None:
    plain = small()
    one = {"report-2018": plain.documents["report-2018"]}
    html = pages.compare_page(Catalogue("v1", one, plain.units[:4], plain.entities, ()), None)
    tree = LexborHTMLParser(html)
    notice = tree.css_first(".notice")
    assert notice is not None
    assert "takes two to compare" in notice.text()
    assert not tree.css("main select")


def test_facet_counts_and_totals_are_the_selection_s() -> None:
    catalogue = small()
    selection = catalogue.select()
    html = pages.listing_page(catalogue, selection, catalogue.page(selection, limit=2), Asked())
    tree = LexborHTMLParser(html)
    found = tree.css_first("#found strong")
    assert found is not None
    assert found.text() == "6"
    assert len(tree.css(".result")) == 2
    ticked = tree.css_first('input[name="theme"][value="electronic-evidence"]')
    assert ticked is not None
    assert ticked.parent is not None
    count = ticked.parent.css_first(".count")
    assert count is not None
    assert count.text() == "3"


def test_themes_are_told_as_a_tree_with_the_facet_s_counts() -> None:
    plain = small()
    entities = dict(plain.entities)
    entities["criminalization"] = replace(entities["criminalization"], broader=("law",))
    entities["law"] = replace(entities["training"], key="law", broader=("legislation",))
    catalogue = Catalogue("v1", plain.documents, plain.units, entities)
    selection = catalogue.select(Filters(theme=("criminalization",)))
    html = pages.listing_page(catalogue, selection, catalogue.page(selection, limit=2), Asked())
    told = []
    for label in LexborHTMLParser(html).css(".bare-switch"):
        box, count = label.css_first('input[name="theme"]'), label.css_first(".count")
        if box is not None and count is not None:
            depth = (label.attributes["class"] or "").removeprefix("switch bare-switch").strip()
            ticked = "checked" in box.attributes
            told.append((box.attributes["value"], depth, count.text(), ticked))
    assert told == [
        ("legislation", "", "1", False),
        ("criminalization", "depth-1", "1", True),
        ("electronic-evidence", "", "3", False),
        ("mutual-legal-assistance", "", "1", False),
        ("training", "", "1", False),
    ]


def test_an_entity_tells_who_takes_which_position_and_when_it_was_named() -> None:
    plain = small()
    units = [
        replace(u, attributions=("AUS", "some speakers")) if u.key == "2(r)" else u
        for u in plain.units
    ]
    entities = plain.entities | {"AUS": entity("AUS", "state", "Australia")}
    catalogue = Catalogue("v1", plain.documents, units, entities)
    profile = catalogue.profile("budapest-convention")
    assert profile
    tree = LexborHTMLParser(pages.entity_page(catalogue, profile))
    (card,) = tree.css(".card")
    assert [p.text() for p in card.css("p")][1] == "Said by Australia, “some speakers”"
    assert [quote.text() for quote in card.css("blockquote")] == [units[3].text]
    times = [[span.text() for span in li.css("span")] for li in tree.css(".ranked li")][-2:]
    assert times == [["4 Apr 2018", "1"], ["27 Jul 2020", "1"]]
    shapes = [e.tag for e in tree.css(".neighbourhood .theme, .neighbourhood .instrument")]
    assert shapes == ["polygon", "polygon"]


def test_documents_of_one_kind_and_month_get_names_of_their_own() -> None:
    documents = list(small().documents.values())
    alike = [replace(d, document_type="report", title=None, date="2018-04-04") for d in documents]
    names = document_names(alike)
    assert dict(names) == {
        "report-2018": "Report, Apr 2018 (report-2018)",
        "report-2020": "Report, Apr 2018 (report-2020)",
    }


def test_data_in_a_page_cannot_end_its_element() -> None:
    from viz.environment import template_environment

    template = template_environment().from_string("<script>{{ value|data }}</script>")
    written = template.render(value={"x": "</script><!--&\u2028"})
    assert written.count("</script>") == 1
    assert "<!--" not in written


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        render("error.html", title="x")


def test_examples_hold_their_parameters_as_values() -> None:
    for question in load_questions().values():
        text = pages.runnable(question, DEFAULT)
        for name in question.bindings(DEFAULT):
            assert f"VALUES ?{name} {{" in text, question.name


def test_a_long_quote_is_folded_and_nothing_of_it_is_lost() -> None:
    plain = small()
    long = " ".join(f"word{number}" for number in range(400))
    units = [replace(u, text=long) if u.key == "13" else u for u in plain.units]
    catalogue = Catalogue("v1", plain.documents, units, plain.entities, plain.relations)
    tree = LexborHTMLParser(pages.recommendation_page(catalogue, units[1], [], []))
    quoted = tree.css_first("blockquote")
    assert quoted is not None
    summary = quoted.css_first("summary")
    assert summary is not None
    summary.decompose()
    assert quoted.text() == long


def test_the_explorer_preloads_its_modules_and_the_graph_it_will_ask_for() -> None:
    tree = LexborHTMLParser(pages.explore_page(small(), "400"))
    preloaded = [link.attributes["href"] for link in tree.css('link[rel="preload"]')]
    assert preloaded == ["/api/graph?limit=400"]
    modules = {link.attributes["href"] for link in tree.css('link[rel="modulepreload"]')}
    assert static_address("explore/main.js") in modules


def test_a_citation_names_body_number_and_paragraph() -> None:
    plain = small()
    documents = dict(plain.documents)
    documents["report-2018"] = replace(
        documents["report-2018"], body="unodc", job_number="V.18-02042"
    )
    catalogue = Catalogue("v1", documents, plain.units, plain.entities)
    tree = LexborHTMLParser(pages.recommendation_page(catalogue, plain.units[0], [], []))
    cited = tree.css_first("#citation")
    assert cited is not None
    assert cited.text() == "UNODC, Report, V.18-02042, 4 Apr 2018, para. 2(a)."


def test_where_nothing_has_been_read_every_page_says_so_and_shows_no_empty_section() -> None:
    empty = Catalogue("v0", {}, [], {})
    selection = empty.select()
    listing = pages.listing_page(empty, selection, empty.page(selection, limit=3), Asked("", ""))
    for html in (pages.overview_page(empty, {}), pages.explore_page(empty), listing):
        assert "Nothing has been read yet" in html
    sections = LexborHTMLParser(pages.overview_page(empty, {})).css("section h2")
    assert [one.text() for one in sections] == ["Questions to ask"]
