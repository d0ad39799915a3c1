"""Verbs that do something with words, in every form in which a text may have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.statements.data import table
from graph.statements.inflection import inflections

__all__ = ["Verb", "VerbForm", "verb_forms"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that does something with words: its base form, class, strength and stance."""

    base: str
    group: str
    strength: int
    stance: str
    takes: str


class VerbForm(NamedTuple):
    """Words of a text that are a verb: as they stand, as they are told, and in which form."""

    text: str
    told: str
    verb: Verb
    form: str


def verb_forms() -> Iterator[VerbForm]:
    """Give all forms of the verbs in ``verbs.toml``.

    Examples
    --------
    >>> forms = {found.text: found for found in verb_forms()}
    >>> forms["called once again upon"].told, forms["were deeply alarmed"].verb.base
    ('called upon', 'be alarmed')
    """
    for group, fields in table("verbs").items():
        for base in fields.get("verbs", ()):
            yield from _inflected(_verb(base, group, fields))
        for word in fields.get("minded", ()):
            yield from _minded(word, group, fields)
    yield from _divided()
    yield from _continued()


def _verb(base: str, group: str, fields: dict[str, Any]) -> Verb:
    return Verb(base, group, fields["strength"], fields["stance"], fields["takes"])


def _inflected(verb: Verb) -> Iterator[VerbForm]:
    third, past, progressive = inflections(verb.base)
    for text, form in (
        (third, "third"),
        (past, "past"),
        (verb.base, "base"),
        (progressive, "ing"),
        *_plurals(verb.base),
    ):
        yield VerbForm(text, text, verb, form)


def _plurals(base: str) -> Iterator[tuple[str, str]]:
    """Give "are of the view" and "were of the view" beside the singular forms."""
    head, space, rest = base.partition(" ")
    forms = table("inflection")["plural"].get(head, ())
    for text, form in zip(forms, ("third", "past"), strict=False):
        yield text + space + rest, form


def _minded(word: str, group: str, fields: dict[str, Any]) -> Iterator[VerbForm]:
    """Give "is deeply concerned", "remained, however, concerned" for "concerned"."""
    verb, degrees = _verb(f"be {word}", group, fields), table("verbs")["degrees"]
    for head in ("be", "remain"):
        third, past, _ = inflections(head)
        heads = ((third, "third"), (past, "past"), *_plurals(head))
        for degree in ("", *(degrees[head] if word in degrees["of"] else ())):
            for text, form in heads if degree else (*heads, (head, "base")):
                told = " ".join(part for part in (text, degree, word) if part)
                yield VerbForm(told, told, verb, form)
        for aside in degrees["asides"] if word in degrees["of"] else ():
            for text, form in heads:
                yield VerbForm(f"{text}, {aside}, {word}", f"{text} {word}", verb, form)


def _divided() -> Iterator[VerbForm]:
    """Give verbs with an adverb before their particle: "calls, in this regard, upon"."""
    divided, of_base = table("verbs")["divided"], _by_base()
    for base in divided["of"]:
        for form in _inflected(of_base[base]):
            if form.form == "ing":
                continue
            head, _, particle = form.text.partition(" ")
            for between in divided["words"]:
                yield form._replace(text=f"{head} {between} {particle}")
            for between in divided["asides"]:
                yield form._replace(text=f"{head}, {between}, {particle}")


def _by_base() -> dict[str, Verb]:
    return {
        base: _verb(base, group, fields)
        for group, fields in table("verbs").items()
        for base in fields.get("verbs", ())
    }


def _continued() -> Iterator[VerbForm]:
    """Give "continues to urge", which urges."""
    of_base = _by_base()
    for base in table("verbs")["continued"]["of"]:
        for head, form in (("continues to", "third"), ("continued to", "past")):
            yield VerbForm(f"{head} {base}", f"{head} {base}", of_base[base], form)
