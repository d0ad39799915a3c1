"""Named questions: SPARQL queries that answer what users ask, each documented in its own header.

A question is a file ``graph/questions/<name>.rq`` that begins with comment lines::

    # title: What a body is asked to do
    #
    # question: What is this body asked to do, how strongly, and where?
    #
    # parameter: body (entity, default unodc): who is asked
    #
    # answer: One row for each unit that asks it for something ...

The bare lines between are for SPARQLWrapper, which guesses a query's form from its text: it strips
only every other comment line, and words such as "addressee" then pass for an update.

A parameter is a variable of the query. Values are bound to it as terms, never written into the
text; a parameter that is ``optional`` and not given stays free.

A parameter of the type ``rows`` is a number in the query: with the default 1000 it stands in each
``LIMIT 1000``, and ``offset`` leaves out the first of the rows that are asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ontology.errors import RecgraphError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontology.iris import Iris

__all__ = ["Parameter", "ParameterError", "Question", "load_questions"]

_FOLDER = Path(__file__).with_name("questions")
_FIELD = re.compile(r"(title|question|parameter|answer):\s*(.*)")
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>entity|document|unit|string|integer|rows),"
    r" (?:optional|default (?P<default>[^)]+))\): (?P<meaning>.+)"
)


class ParameterError(RecgraphError):
    """A question has no such parameter, or the value is not of the parameter's type."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that its caller may give a value.

    Attributes
    ----------
    name
        The variable's name.
    type
        entity, document or unit (a key, or an IRI; a unit's key is "document/unit"), string,
        integer, or rows (a number of rows).
    default
        The value where none is given; ``None`` where the variable then stays free.
    meaning
        What it stands for.
    """

    name: str
    type: str
    default: str | None
    meaning: str

    def term(self, value: str, iris: Iris) -> NamedNode | Literal:
        """Give the term for a value as a person writes it.

        Raises
        ------
        ParameterError
            The value is not of the parameter's type.

        Examples
        --------
        >>> from ontology.iris import DEFAULT
        >>> Parameter("body", "entity", "unodc", "who is asked").term("ccpcj", DEFAULT).value
        'https://w3id.org/recgraph/id/ccpcj'
        """
        try:
            return self._term(value.strip(), iris)
        except ValueError as error:
            raise ParameterError(
                f"{value!r} is no value for the parameter {self.name} ({self.type}): {error}"
            ) from None

    def rows(self, value: str) -> int:
        """Give the number of rows that a person writes.

        Raises
        ------
        ParameterError
            The value is no number of rows.

        Examples
        --------
        >>> Parameter("limit", "rows", "1000", "rows at most").rows("20")
        20
        """
        if re.fullmatch(r"\s*[0-9]{1,9}\s*", value, re.ASCII) is None:
            raise ParameterError(
                f"{value!r} is no value for the parameter {self.name} ({self.type}): "
                "write a whole number from 0 on"
            )
        return int(value)

    def _term(self, value: str, iris: Iris) -> NamedNode | Literal:
        if self.type == "integer":
            return Literal(int(value))
        if self.type == "string":
            return Literal(value)
        if "://" in value:
            return NamedNode(value)
        if self.type == "unit":
            document, _, unit = value.partition("/")
            return iris.unit(document, unit)
        return iris.document(value) if self.type == "document" else iris.entity(value)


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Attributes
    ----------
    name
        The file's name without its ending.
    title, text, answer
        A heading, the question in words, and what comes back.
    parameters
        Its parameters, in the order of the header.
    query
        The SPARQL query, header included.
    """

    name: str
    title: str
    text: str
    answer: str
    parameters: tuple[Parameter, ...]
    query: str

    def bindings(
        self, iris: Iris, values: Mapping[str, str] | None = None
    ) -> dict[str, NamedNode | Literal]:
        """Give the terms to bind, by variable name: the values given, else the defaults.

        Numbers of rows are not bound: :meth:`sized` writes them into the query.

        Parameters
        ----------
        iris
            Makes IRIs from keys.
        values
            Values as a person writes them, by parameter name.

        Raises
        ------
        ParameterError
            There is no such parameter, or a value is not of its type.

        Examples
        --------
        >>> from ontology.iris import DEFAULT
        >>> question = load_questions()["asked-of-body"]
        >>> question.bindings(DEFAULT)["body"].value
        'https://w3id.org/recgraph/id/unodc'
        """
        given = self._known(values)
        chosen = ((p, given.get(p.name, p.default)) for p in self.parameters if p.type != "rows")
        return {p.name: p.term(value, iris) for p, value in chosen if value is not None}

    def sized(self, values: Mapping[str, str] | None = None) -> str:
        """Give the query with the numbers of rows that are asked for.

        Parameters
        ----------
        values
            Values as a person writes them, by parameter name.

        Raises
        ------
        ParameterError
            There is no such parameter, or a value is no number of rows.

        Examples
        --------
        >>> query = load_questions()["conditions"].sized({"limit": "20", "offset": "40"})
        >>> query.endswith("LIMIT 20 OFFSET 40\\n"), "LIMIT 60" in query
        (True, True)
        """
        given = self._known(values)
        sizes = {p.name: p.rows(given.get(p.name, p.default or "0")) for p in self._sizes}
        offset = sizes.pop("offset", 0)
        text = self.query
        for parameter in self._sizes:
            if parameter.name in sizes:
                size = sizes[parameter.name] + offset
                text = text.replace(f"LIMIT {parameter.default}\n", f"LIMIT {size}\n")
        if offset:
            head, _, last = text.rstrip().rpartition("LIMIT ")
            text = f"{head}LIMIT {int(last) - offset} OFFSET {offset}\n"
        return text

    @property
    def _sizes(self) -> tuple[Parameter, ...]:
        return tuple(p for p in self.parameters if p.type == "rows")

    def _known(self, values: Mapping[str, str] | None) -> dict[str, str]:
        given = dict(values or {})
        unknown = sorted(given.keys() - {parameter.name for parameter in self.parameters})
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise ParameterError(
                f"the question {self.name} has no parameter {unknown[0]!r}; it has: {known}"
            )
        return given


@cache
def load_questions() -> Mapping[str, Question]:
    """Read the named questions, sorted by name.

    Raises
    ------
    RecgraphError
        A file's header lacks something, or a parameter's line is not of the documented form.

    Examples
    --------
    >>> load_questions()["two-themes"].title
    'Recommendations that concern two themes together'
    """
    files = sorted(_FOLDER.glob("*.rq"))
    return MappingProxyType({path.stem: _question(path) for path in files})


def _question(path: Path) -> Question:
    query = path.read_text(encoding="utf-8")
    fields: dict[str, list[str]] = {"title": [], "question": [], "parameter": [], "answer": []}
    last: list[str] = []
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        words = line.lstrip("# ")
        found = _FIELD.match(words)
        if found:
            last = fields[found[1]]
            last.append(found[2])
        elif last and words:
            last[-1] += f" {words}"
    for name in ("title", "question", "answer"):
        if len(fields[name]) != 1:
            raise RecgraphError(f"{path.name}: its header needs one line '# {name}: ...'")
    return Question(
        path.stem,
        fields["title"][0],
        fields["question"][0],
        fields["answer"][0],
        tuple(_parameter(line, path) for line in fields["parameter"]),
        query,
    )


def _parameter(line: str, path: Path) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise RecgraphError(
            f"{path.name}: write '# parameter: name (type, default value): meaning', not {line!r}"
        )
    return Parameter(found["name"], found["type"], found["default"], found["meaning"])
