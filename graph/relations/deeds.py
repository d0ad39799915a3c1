"""What statements ask to be done, or to be left undone, so that opposite ones can be found.

Words are compared by stem (Porter 1980, "An algorithm for suffix stripping",
https://doi.org/10.1108/eb046814). Words that refuse ("refrain from"), nouns that stand for verbs
("retention") and verbs that ask for the contrary ("maintain", "waive") are data
(``graph/relations/data/deeds.toml``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.statements.data import table as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import tantivy

    from graph.document import Action, Statement

__all__ = ["Deed", "deeds_of"]

_FILE = Path(__file__).with_name("data") / "deeds.toml"
_ASKING = frozenset({"recommend", "support"})
_TAKING_SIDES = frozenset({"oppose", "support"})
_NEEDLESS = re.compile(r"\bno (?:longer any )?need to (\w+)", re.IGNORECASE)
_EMPTY = ("should", "shall", "must", "may", "not", "its", "their", "any")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a statement asks to be done, or to be left undone.

    Attributes
    ----------
    verb
        Its stem.
    senses
        The stem of the verb, and the group of its opposites where it has some; with each, whether
        that is asked for or its contrary.
    head
        The stem of the noun that the deed is done to, empty where it is not known.
    words
        The stems of the other words that carry the statement's meaning.
    addressees
        Keys of those who are asked, "states" for all that stand for States in general; empty for
        nobody in particular.
    quote
        The statement.
    """

    verb: str
    senses: frozenset[tuple[str, bool]]
    head: str
    words: frozenset[str]
    addressees: frozenset[str]
    quote: str


def deeds_of(statements: Iterable[Statement]) -> tuple[Deed, ...]:
    """Give the deeds that statements ask for with any force, support or oppose.

    Examples
    --------
    >>> from graph.document import Action, Statement
    >>> said = "States should not retain the data of all users"
    >>> action = Action("retain", "the data of all users")
    >>> ask = Statement(said, 0, 46, strength=4, negative=True, action=action, stance="recommend")
    >>> [(dict(deed.senses)["retain"], sorted(deed.words)) for deed in deeds_of([ask])]
    [(False, ['all', 'data', 'user'])]
    """
    found = (_deed(said) for said in statements)
    return tuple(deed for deed in found if deed is not None)


def _deed(said: Statement) -> Deed | None:
    lexicon = _lexicon()
    if said.action is not None and said.strength and said.stance in _ASKING:
        verb, asked, about = lexicon.asked_for(said, said.action)
    elif said.action is None and said.stance in _TAKING_SIDES:
        verb, asked, about = lexicon.named(said.text), said.stance == "support", said.text
    else:
        return None
    if not verb:
        return None
    senses = {verb: asked} | {
        group: asked is does for group, does in lexicon.groups.get(verb, {}).items()
    }
    head = "" if about is said.text else lexicon.head(about)
    return Deed(
        verb,
        frozenset(senses.items()),
        "" if head == verb else head,
        frozenset(lexicon.roots(about)) - {verb} - lexicon.sides,
        frozenset("states" if a in lexicon.everyone else a for a in said.addressees),
        said.text,
    )


@dataclass(frozen=True)
class _Lexicon:
    """Verbs by stem: those that refuse, those that nouns stand for, those with opposites.

    ``sides`` are words that tell who takes which side, not of what; ``adders`` begin what is added
    to a noun.
    """

    everyone: frozenset[str]
    adders: frozenset[str]
    nouns: Mapping[str, str]
    refusals: frozenset[str]
    sides: frozenset[str]
    groups: Mapping[str, Mapping[str, bool]]

    def roots(self, text: str) -> list[str]:
        """Give the stems of a text's words, nouns as the verbs that they stand for."""
        return [self.nouns.get(stem, stem) for stem in _stems(text)]

    def root(self, verb: str) -> str:
        return next(iter(self.roots(verb)), "")

    def asked_for(self, said: Statement, action: Action) -> tuple[str, bool, str]:
        """Give the verb of a request, whether that is to be done, and the words about it."""
        verb, object_ = self.root(action.verb), action.object or ""
        if verb in self.refusals:
            words = object_.removeprefix("from ").split()
            doing = bool(words) and words[0].endswith("ing")
            refused = self.root(words[0]) if doing else self.named(object_)
            if refused:
                return refused, (said.modality or "").endswith("not"), object_
        if action.verb == "be":  # "be limited to": the subject is what the deed is about
            return self.root(object_.partition(" ")[0]), not said.negative, said.text
        return verb, not said.negative, object_ or said.text

    def head(self, phrase: str) -> str:
        """Give the last word of a noun phrase before what is added to it."""
        words = re.findall(r"\w+", phrase)
        ends = (n for n, w in enumerate(words) if n and (w in self.adders or w.endswith("ing")))
        return (self.roots(" ".join(words[: next(ends, None)])) or [""])[-1]

    def named(self, text: str) -> str:
        """Give the first verb that a text names, by a noun or as what there is no need to do."""
        needless = _NEEDLESS.search(text)
        if needless is not None:
            return self.root(needless[1])
        verbs = set(self.nouns.values())
        return next((root for root in self.roots(text) if root in verbs), "")


@cache
def _lexicon() -> _Lexicon:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups: dict[str, dict[str, bool]] = {}
    for number, opposite in enumerate(table["opposite"]):
        for side, does in (("do", True), ("undo", False)):
            for verb in opposite[side]:
                groups.setdefault(_stems(verb)[0], {})[f"opposite {number}"] = does
    return _Lexicon(
        everyone=frozenset(table["everyone"]),
        adders=frozenset((*words("clauses")["prepositions"], *table["adders"])),
        nouns={_stems(noun)[0]: _stems(verb)[0] for noun, verb in table["nouns"].items()},
        refusals=frozenset(_stems(words)[0] for words in table["refusal"]),
        sides=frozenset(_stems(" ".join(table["sides"]))),
        groups=groups,
    )


def _stems(text: str) -> list[str]:
    return _analyzer().analyze(text)


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    import tantivy  # a document that has no relations needs none

    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = plain.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    content = folded.filter(tantivy.Filter.stopword("english"))
    extra = content.filter(tantivy.Filter.custom_stopword(list(_EMPTY)))
    return extra.filter(tantivy.Filter.stemmer("english")).build()
