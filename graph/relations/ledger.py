"""What all documents bear on each other, kept so that a build adds to it instead of starting anew.

A document's facts are kept with its runs of words as numbers, and with them which units repeat
which. What comes or goes is compared with the rest; the rest is not compared with itself again.
The result is what :func:`graph.relations.finding.find_relations` gives for all facts together.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.relations.bearing import Bearing, facts_from, facts_told
from graph.relations.finding import Relation, UnitFacts, find_relations, in_time
from graph.relations.repetition import Repetition, Runs, displaced, repetitions_of
from ontology.bytecache import key_of
from ontology.keptfile import read_kept, write_kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Entry", "Ledger", "Pairs"]

_HERE = Path(__file__).parent
_RULES = sorted((*_HERE.glob("data/*.toml"), _HERE / "repetition.py", _HERE / "finding.py"))
_MADE_BY = f"{key_of((*_RULES, Path(__file__)))}\n".encode()
_FEW = 4
"""Where more than one in so many texts must be compared, all are: that is quicker."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one document bears on others, its runs of words packed.

    Attributes
    ----------
    name
        Of the bearing that it was made from.
    facts
        Without their shingles.
    minted
        Keys that are minted for it.
    runs, lengths
        The shingles of all its units as numbers of four bytes, and how many each unit has.
    """

    name: str
    facts: tuple[UnitFacts, ...]
    minted: tuple[str, ...]
    runs: bytes
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, name: str, bearing: Bearing) -> Entry:
        """Pack a bearing."""
        texts = [unit.shingles for unit in bearing.facts]
        runs = np.array([run for text in texts for run in sorted(text)], np.uint32).tobytes()
        light = tuple(replace(unit, shingles=frozenset()) for unit in bearing.facts)
        return cls(name, light, bearing.minted, runs, tuple(map(len, texts)))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Repetitions as columns; texts are told by their places among all of them, the earliest first.

    Examples
    --------
    >>> pairs = Pairs.of([Repetition(1, 0, 1.0, 1.0, longer=False)])
    >>> list(pairs) == [Repetition(1, 0, 1.0, 1.0, longer=False)]
    True
    """

    later: NDArray[np.int64]
    earlier: NDArray[np.int64]
    shared: NDArray[np.float64]
    contained: NDArray[np.float64]
    longer: NDArray[np.bool_]

    @classmethod
    def of(cls, found: Iterable[Repetition]) -> Pairs:
        """Put repetitions into columns."""
        rows = [(r.later, r.earlier, r.shared, r.contained, r.longer) for r in found]
        columns = zip(*rows, strict=True) if rows else ((),) * 5
        types = (np.int64, np.int64, np.float64, np.float64, np.bool_)
        return cls(*(np.array(c, t) for c, t in zip(columns, types, strict=True)))

    def __iter__(self) -> Iterator[Repetition]:
        columns = (self.later, self.earlier, self.shared, self.contained, self.longer)
        return map(Repetition, *(column.tolist() for column in columns))

    def moved(self, places: NDArray[np.int64], stay: NDArray[np.bool_]) -> Pairs:
        """Give the pairs of which both texts stay, by the texts' new places."""
        kept = stay[self.later] & stay[self.earlier]
        return Pairs(
            places[self.later[kept]],
            places[self.earlier[kept]],
            self.shared[kept],
            self.contained[kept],
            self.longer[kept],
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """Documents with what they bear on others, and the repetitions among their units."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    pairs: Pairs = field(default_factory=lambda: Pairs.of(()))

    def changed(self, entries: Mapping[str, Entry]) -> Ledger:
        """Give the ledger of these documents; only what came or went is compared."""
        ours, theirs = set(_names(self.entries)), set(_names(entries))
        if ours == theirs:
            return self
        kinds = {**dict.fromkeys(ours & theirs, 0), **dict.fromkeys(ours - theirs, -1)}
        everything = {pair: self.entries[pair[0]] for pair in ours}
        everything |= {pair: entries[pair[0]] for pair in theirs}
        kinds |= dict.fromkeys(theirs - ours, 1)
        kind, texts = _dated(everything, kinds)
        gone, come = kind < 0, kind > 0
        compared = (come | displaced(texts, gone, come)) & ~gone
        if compared.sum() * _FEW > len(compared):
            compared = ~gone
        places = np.cumsum(~gone) - 1
        stay = ~(gone | compared)
        known = self.pairs.moved(places[~come], stay[~come])
        found = Pairs.of(repetitions_of(_without(texts, gone), compared[~gone]))
        return Ledger(entries, _together(known, found))

    def relations(self) -> tuple[Relation, ...]:
        """Find the relations among all units."""
        facts = (unit for entry in self.entries.values() for unit in entry.facts)
        return find_relations(facts, self.pairs)

    @classmethod
    def kept(cls, directory: Path) -> Ledger:
        """Read what was kept; an empty ledger where that is nothing."""
        facts, rest = (read_kept(directory / name, _MADE_BY) for name in ("facts", "pairs"))
        if facts is None or rest is None:
            return cls()
        told = marshal.loads(facts)
        of, runs, columns = marshal.loads(rest)
        if of != [(key, name) for key, name, *_ in told]:
            return cls()
        entries = {
            key: Entry(name, facts_from(rows), minted, *packed)
            for (key, name, rows, minted), packed in zip(told, runs, strict=True)
        }
        types = (np.int64, np.int64, np.float64, np.float64, np.bool_)
        return cls(entries, Pairs(*map(np.frombuffer, columns, types)))

    def keep(self, directory: Path) -> None:
        """Keep the ledger for the next build."""
        same: dict[object, object] = {}
        told = [
            (key, entry.name, facts_told(entry.facts, same), entry.minted)
            for key, entry in self.entries.items()
        ]
        write_kept(directory / "facts", _MADE_BY, marshal.dumps(told))
        of = [(key, name) for key, name, *_ in told]
        del told
        runs = [(entry.runs, entry.lengths) for entry in self.entries.values()]
        pairs = self.pairs
        columns = (pairs.later, pairs.earlier, pairs.shared, pairs.contained, pairs.longer)
        told_pairs = tuple(column.tobytes() for column in columns)
        write_kept(directory / "pairs", _MADE_BY, marshal.dumps((of, runs, told_pairs)))


def _names(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    return ((key, entry.name) for key, entry in entries.items())


def _dated(
    entries: Mapping[tuple[str, str], Entry], kinds: Mapping[tuple[str, str], int]
) -> tuple[NDArray[np.int8], Runs]:
    """Give the kind of each unit's document, and the units' runs, the earliest unit first."""
    names = sorted(entries)
    units = [unit for name in names for unit in entries[name].facts]
    number = {id(unit): place for place, unit in enumerate(units)}
    order = np.array([number[id(unit)] for unit in in_time(units)], np.int64)
    counts = [len(entries[name].facts) for name in names]
    kind = np.repeat(np.array([kinds[name] for name in names], np.int8), counts)
    every = [n for name in names for n in entries[name].lengths]
    lengths = np.array(every, np.int64)
    values = np.frombuffer(b"".join(entries[name].runs for name in names), np.uint32)
    starts = np.cumsum(lengths) - lengths
    lengths, starts = lengths[order], starts[order]
    ends = np.cumsum(lengths)
    places = np.arange(len(values)) + np.repeat(starts - (ends - lengths), lengths)
    return kind[order], Runs(values[places], lengths)


def _without(texts: Runs, gone: NDArray[np.bool_]) -> Runs:
    if not gone.any():
        return texts
    return Runs(texts.values[np.repeat(~gone, texts.lengths)], texts.lengths[~gone])


def _together(one: Pairs, other: Pairs) -> Pairs:
    """Put pairs of both in order."""
    columns = [
        np.concatenate((getattr(one, name), getattr(other, name))) for name in Pairs.__slots__
    ]
    order = np.lexsort((columns[1], columns[0]))
    return Pairs(*(column[order] for column in columns))
