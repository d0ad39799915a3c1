"""The SPARQL page: an editor, the named questions as examples, and where answers are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.parameters import bind
from viz.environment import render, static_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.questions import Question
    from ontology.iris import Iris

__all__ = ["runnable", "sparql_html"]

FIRST = """PREFIX rec: <https://w3id.org/recgraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>

# Recommendations and whom they ask
SELECT ?citation ?title ?asked WHERE {
  ?unit a rec:Recommendation ;
        rec:citation ?citation ;
        dcterms:title ?title .
  OPTIONAL { ?unit rec:addressedTo ?asked }
}
ORDER BY ?citation
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A named question as the page lists it."""

    name: str
    title: str
    text: str
    answer: str
    parameters: list[str]


def runnable(question: Question, iris: Iris) -> str:
    """Write a question with its parameters' defaults as VALUES, so that it can be run and edited.

    Parameters
    ----------
    question
        The named question.
    iris
        Makes IRIs from keys.

    Examples
    --------
    >>> from graph.questions import load_questions
    >>> from ontology.iris import DEFAULT
    >>> text = runnable(load_questions()["asked-of-body"], DEFAULT)
    >>> "VALUES ?body { <https://w3id.org/recgraph/id/unodc> }" in text
    True
    """
    body = "\n".join(line for line in question.query.splitlines() if not line.startswith("#"))
    body = bind(body.strip(), question.bindings(iris))
    return f"# {question.text}\n{body}\n"


def sparql_html(
    *, version: str, questions: Mapping[str, Question], iris: Iris, query: str, chosen: str | None
) -> str:
    """Write the page.

    Parameters
    ----------
    version
        Of the data.
    questions
        The named questions.
    iris
        Makes IRIs from keys.
    query
        What stands in the editor; empty for an example.
    chosen
        The name of a question to put there instead.
    """
    question = questions.get(chosen or "")
    return render(
        "sparql.html",
        title="SPARQL",
        here="/sparql",
        version=version,
        query=runnable(question, iris) if question else query or FIRST,
        run=bool(question or query),
        chosen=question.name if question else None,
        base=iris.base,
        modules=[*static_names("sparql/"), "explore/dom.js", "explore/labels.js"],
        examples=[
            Example(
                q.name, q.title, q.text, q.answer, [f"{p.name}: {p.meaning}" for p in q.parameters]
            )
            for q in questions.values()
        ],
    )
