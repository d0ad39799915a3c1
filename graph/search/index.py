"""The full-text index over units, and the words that matched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import tantivy

from graph.search.expression import All, AnyOf, Expression, Not, Phrase, Prefix, parse
from graph.search.labels import LabelIndex

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, EntityRecord

__all__ = ["SearchIndex", "Span"]

Span = tuple[int, int]
TITLE_BOOST = 2.0
HEAP_BYTES = 64_000_000
QUERIES_KEPT = 64


class SearchIndex:
    """Full text over a catalogue's units and the labels of its entities.

    Words are compared by their English stem, without case and accents; prefixes by the words as
    they stand. Ranking is BM25 (Robertson and Zaragoza 2009, doi:10.1561/1500000019) over text and
    title, the title counting double.

    Parameters
    ----------
    catalogue
        Whose units and entities are searched.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.version = catalogue.version
        self._units = catalogue.units
        self._labels = LabelIndex(tuple(catalogue.entities.values()))
        self._schema = _schema()
        index = tantivy.Index(self._schema)
        for name, analyzer in (("stems", _stemmer()), ("words", _splitter())):
            index.register_tokenizer(name, analyzer)
        writer = index.writer(HEAP_BYTES, 1)
        for unit in catalogue.units:
            writer.add_document(
                tantivy.Document(
                    index=unit.index,
                    text=unit.text,
                    title=unit.title,
                    words=f"{unit.title}\n{unit.text}",
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        self._hits = lru_cache(maxsize=QUERIES_KEPT)(self._look_up)

    def hits(self, query: str) -> dict[int, float]:
        """Find every unit that matches, with its score, the best first.

        Raises
        ------
        SearchError
            The query cannot be read.
        """
        return dict(self._hits(query))

    def spans(self, query: str, unit: int) -> tuple[Span, ...]:
        """Give the places in a unit's text that a query matches: code points, half-open.

        Words that must not be there match nothing; overlapping places are joined.
        """
        return matched(parse(query), self._units[unit].text)

    def entities(self, query: str, *, limit: int = 10) -> tuple[EntityRecord, ...]:
        """Suggest entities of which every word of the query begins a word of one label."""
        return self._labels.find(query, limit=limit)

    def _look_up(self, query: str) -> tuple[tuple[int, float], ...]:
        found = self._searcher.search(
            self._compiled(parse(query)), limit=max(len(self._units), 1), count=False
        ).hits
        indices = self._searcher.fast_field_values("index", [address for _, address in found])
        scored = ((int(i or 0), float(score)) for i, (score, _) in zip(indices, found, strict=True))
        return tuple(sorted(scored, key=lambda pair: (-pair[1], pair[0])))

    def _compiled(self, expression: Expression) -> tantivy.Query:
        match expression:
            case Phrase(text):
                return self._words(_stems(text))
            case Prefix(text):
                return self._prefix(_split(text))
            case Not(part):
                return _boolean(
                    [
                        (tantivy.Occur.Must, tantivy.Query.all_query()),
                        (tantivy.Occur.MustNot, self._compiled(part)),
                    ]
                )
            case All(parts):
                return self._all(parts)
            case AnyOf(parts):
                return _boolean([(tantivy.Occur.Should, self._compiled(part)) for part in parts])

    def _all(self, parts: Sequence[Expression]) -> tantivy.Query:
        wanted: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for part in parts:
            if isinstance(part, Not):
                wanted.append((tantivy.Occur.MustNot, self._compiled(part.part)))
            else:
                wanted.append((tantivy.Occur.Must, self._compiled(part)))
        if all(isinstance(part, Not) for part in parts):
            wanted.append((tantivy.Occur.Must, tantivy.Query.all_query()))
        return _boolean(wanted)

    def _words(self, stems: Sequence[str]) -> tantivy.Query:
        if not stems:
            return tantivy.Query.empty_query()
        text, title = (self._phrase(field, stems) for field in ("text", "title"))
        boosted = tantivy.Query.boost_query(title, TITLE_BOOST)
        return _boolean([(tantivy.Occur.Should, text), (tantivy.Occur.Should, boosted)])

    def _phrase(self, field: str, stems: Sequence[str]) -> tantivy.Query:
        if len(stems) == 1:
            return tantivy.Query.term_query(self._schema, field, stems[0])
        return tantivy.Query.phrase_query(self._schema, field, list(stems))

    def _prefix(self, words: Sequence[str]) -> tantivy.Query:
        if not words:
            return tantivy.Query.empty_query()
        if len(words) == 1:
            pattern = f"{re.escape(words[0])}.*"
            return tantivy.Query.regex_query(self._schema, "words", pattern)
        return tantivy.Query.phrase_prefix_query(self._schema, "words", list(words))


def matched(expression: Expression, text: str) -> tuple[Span, ...]:
    """Give the places in ``text`` that an expression's wanted words match, joined where they meet.

    Examples
    --------
    >>> matched(parse("train* OR judge NOT police"), "Trainings for judges and police.")
    ((0, 9), (14, 20))
    """
    tokens = _places(text)
    found = sorted(span for leaf in _wanted(expression) for span in _matches(leaf, tokens))
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class _Place:
    word: str
    stem: str
    start: int
    end: int


def _places(text: str) -> list[_Place]:
    """Split a text as the index does, with code point offsets."""
    found = []
    for match in _WORD.finditer(text):
        stems, words = _stems(match[0]), _split(match[0])
        if len(stems) == len(words) == 1:
            found.append(_Place(words[0], stems[0], match.start(), match.end()))
    return found


_WORD = re.compile(r"[^\W_]+")


def _wanted(expression: Expression) -> Iterator[Phrase | Prefix]:
    match expression:
        case Phrase() | Prefix():
            yield expression
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _wanted(part)
        case Not():
            return


def _matches(leaf: Phrase | Prefix, places: Sequence[_Place]) -> Iterator[Span]:
    wanted = _split(leaf.text) if isinstance(leaf, Prefix) else _stems(leaf.text)
    for first in range(len(places) - len(wanted) + 1 if wanted else 0):
        run = places[first : first + len(wanted)]
        if isinstance(leaf, Prefix):
            *whole, begun = [place.word for place in run]
            fits = tuple(whole) == wanted[:-1] and begun.startswith(wanted[-1])
        else:
            fits = tuple(place.stem for place in run) == wanted
        if fits:
            yield run[0].start, run[-1].end


def _boolean(parts: list[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
    return tantivy.Query.boolean_query(parts)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("index", fast=True)
    builder.add_text_field("text", tokenizer_name="stems")
    builder.add_text_field("title", tokenizer_name="stems")
    builder.add_text_field("words", tokenizer_name="words")
    return builder.build()


@cache
def _splitter() -> tantivy.TextAnalyzer:
    simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    return folded.build()


@cache
def _stemmer() -> tantivy.TextAnalyzer:
    simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    return folded.filter(tantivy.Filter.stemmer("english")).build()


@lru_cache(maxsize=50_000)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(_stemmer().analyze(text))


@lru_cache(maxsize=50_000)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_splitter().analyze(text))
