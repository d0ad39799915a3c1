"""The SPARQL page: running, errors, completion, examples, pictures of answers."""

from __future__ import annotations

import json
import math
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page

from graph.questions import load_questions
from graph.store.parameters import bind
from ontology.iris import DEFAULT
from tests.browser.conftest import Opener
from tests.conftest import Server
from viz.environment import static_address
from viz.pages import runnable

pytestmark = pytest.mark.browser


def test_sparql_runs_shows_links_and_can_be_rerun_from_the_address(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        page.locator("#query").fill(
            "SELECT ?unit ?asked WHERE { ?unit rec:addressedTo ?asked } ORDER BY ?unit LIMIT 5"
        )
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#results table")
        assert page.locator("#results tbody tr").count() == 5
        assert page.locator("#query").input_value().startswith("PREFIX rec:")
        assert page.locator("#results a").first.get_attribute("href")
        page.reload()
        page.wait_for_selector("#results table")
        assert page.locator("#results tbody tr").count() == 5


def test_sparql_tells_the_line_of_an_error(opened: Opener) -> None:
    with opened(silent=False) as watched:
        page = watched.go("/sparql")
        page.locator("#query").fill("SELECT * WHERE {\n  ?a ?b ?c .\n  ?a ?? ?d .\n}")
        page.get_by_role("button", name="Run").click()
        page.wait_for_selector("#answer .error")
        assert "Line 3" in page.locator("#answer").inner_text()
        assert page.locator("#numbers .bad").inner_text().strip() == "3"


def test_sparql_completes_from_the_graph(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        page.locator("#query").fill("")
        page.locator("#query").press_sequentially("SELECT ?u WHERE { ?u rec:addressedT")
        page.wait_for_selector("#completions li")
        page.keyboard.press("Tab")
        page.keyboard.type("budap")
        page.wait_for_selector("#completions li")
        page.keyboard.press("Enter")
        text = page.locator("#query").input_value()
        assert text.startswith("PREFIX ")
        assert "rec:addressedTo id:budapest-convention" in text


def rows(server: Server, query: str) -> list[str]:
    """The rows of an answer, in an order of their own: a question may leave ties."""
    body = f"query={quote(query)}".encode()
    asked = Request(server.url + "/sparql", body, {"Accept": "application/sparql-results+json"})
    with urlopen(asked) as answer:
        found = json.load(answer)["results"]["bindings"]
    return sorted(json.dumps(row, sort_keys=True) for row in found)


@pytest.mark.parametrize("name", load_questions())
def test_every_example_gives_what_the_named_question_gives(server: Server, name: str) -> None:
    question = load_questions()[name]
    bound = bind(question.query, question.bindings(DEFAULT))
    assert rows(server, runnable(question, DEFAULT)) == rows(server, bound)


def test_most_examples_have_an_answer(server: Server) -> None:
    questions = load_questions()
    answered = [
        name for name, question in questions.items() if rows(server, runnable(question, DEFAULT))
    ]
    assert len(answered) > len(questions) / 2


CONSTRUCT = """CONSTRUCT { ?unit rec:instrument ?what ; rec:citation ?words }
WHERE { ?unit rec:instrument ?what ; rec:citation ?words }"""


def ask(page: Page, query: str) -> None:
    page.locator("#query").fill(query)
    page.keyboard.press("Control+Enter")


def test_a_constructed_graph_is_a_picture_a_table_and_text(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        ask(page, CONSTRUCT)
        page.wait_for_selector("#results svg")
        told = page.locator("figcaption").inner_text()
        things = page.locator("#results svg circle").count()
        assert told.startswith(
            f"{things} things, {page.locator('#results svg line').count()} links"
        )
        linked = page.locator("#results svg a").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert "/entities/budapest-convention" in linked
        page.get_by_role("button", name="Table").click()
        heads = page.locator("#results th").all_inner_texts()
        assert heads == ["subject", "predicate", "object"]
        page.get_by_role("button", name="Raw").click()
        page.wait_for_function(
            "() => document.querySelector('#results pre').textContent.length > 9"
        )
        assert "budapest-convention" in page.locator("#results pre").inner_text()


def test_rows_are_drawn_where_they_link_things(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        ask(page, "SELECT ?unit ?asked WHERE { ?unit rec:addressedTo ?asked } LIMIT 8")
        page.wait_for_selector("#results table")
        page.get_by_role("button", name="Graph").click()
        assert page.locator("#results svg line").count() == 8
        ask(page, "SELECT ?unit WHERE { ?unit a rec:Nothing }")
        page.get_by_text("0 rows").wait_for()
        page.get_by_role("button", name="Graph").click()
        assert "nothing to draw" in page.locator("#results").inner_text()


def test_yes_or_no(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        ask(page, "ASK { id:unodc ?p ?o }")
        page.locator("#answer .notice").wait_for()
        assert page.locator("#answer strong").inner_text() == "Yes"


def test_an_answer_is_downloaded(opened: Opener, tmp_path: Path) -> None:
    with opened() as watched:
        page = watched.go("/sparql?question=asked-of-body")
        page.wait_for_selector("#results table")
        page.locator("#results summary").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="CSV").click()
        waiting.value.save_as(tmp_path / "answer.csv")
        rows_ = (tmp_path / "answer.csv").read_text(encoding="utf-8").splitlines()
        assert rows_[0].startswith("citation,")
        assert len(rows_) > page.locator("#results tbody tr").count()


def test_the_picture_s_places_are_those_of_its_links(opened: Opener) -> None:
    run = """async address => { const { places } = await import(address);
        const links = [[0, 1], [1, 2], [2, 3], [4, 5]];
        return [places(6, links), places(6, links), places(1, []), places(0, [])]; }"""
    with opened() as watched:
        page = watched.go("/sparql")
        first, again, one, none = page.evaluate(run, static_address("sparql/placing.js"))
    assert first == again
    assert math.dist(first[0], first[1]) < math.dist(first[0], first[3])
    assert math.dist(first[4], first[5]) < math.dist(first[4], first[0])
    assert (len(one), none) == (1, [])
