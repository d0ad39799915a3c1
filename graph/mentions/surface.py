"""The forms in which a label stands in text: plurals, British and American spellings.

Forms are made once, when an automaton is built, so that reading pays nothing for them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources

from daachorse import DoubleArrayAhoCorasick

from graph.folding import fold_label

__all__ = [
    "case_rule",
    "cased_forms",
    "coordinated_forms",
    "head_of",
    "shortened_names",
    "surface_forms",
]

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Rules of spelling; the automaton tells which of them have their letters in a form."""

    rules: tuple[tuple[str, re.Pattern[str], str], ...]
    letters: DoubleArrayAhoCorasick
    kept: frozenset[str]
    joints: frozenset[str]
    shared_heads: frozenset[str]
    plurals: dict[str, str]
    short_names: dict[str, str]


@cache
def _spelling() -> _Spelling:
    data = tomllib.loads(
        resources.files("graph.mentions.data").joinpath("spelling.toml").read_text("utf-8")
    )
    rules = [rule for a, b in data["pairs"] for rule in (_rule(a, b), _rule(b, a))]
    return _Spelling(
        tuple(rules),
        DoubleArrayAhoCorasick([letters.encode() for letters, _, _ in rules]),
        frozenset(data["kept"]),
        frozenset(data["joints"]),
        frozenset(data["shared_heads"]),
        data["plurals"],
        data["short_names"],
    )


def _rule(old: str, new: str) -> tuple[str, re.Pattern[str], str]:
    """Make letters to look for, a pattern and what replaces them; see ``spelling.toml``."""
    left = r"(\w{3,})" if old.startswith("-") else r"\b()"
    apart = old.endswith(" -") or new.endswith(" -")
    right = r"(?=\w)" if apart else "" if old.endswith("-") else r"\b"
    letters = old.strip("-")
    return letters, re.compile(left + re.escape(letters) + right), new.strip("-")


def surface_forms(label: str, *, plural: bool) -> frozenset[bytes]:
    """Give the folded forms of a label.

    Parameters
    ----------
    label
        A label as a vocabulary has it.
    plural
        Make the other number too; not for proper names.

    Examples
    --------
    >>> sorted(surface_forms("criminalization", plural=False))
    [b'criminalisation', b'criminalization']
    >>> sorted(surface_forms("chain of custody", plural=True))
    [b'chain of custody', b'chains of custody']
    """
    word = fold_label(label).lower().decode("ascii", "replace")
    forms = {word}
    if plural:
        head = head_of(word)
        forms |= {other for other in (_plural(word, head), _singular(word, head)) if other}
    for form in tuple(forms):
        forms |= _spellings(form)
    return frozenset(form.encode("ascii", "replace") for form in forms if form)


def cased_forms(label: str, *, plural: bool) -> frozenset[bytes]:
    """Give the folded forms of a label whose case binds: itself, its plural, a name in capitals.

    Examples
    --------
    >>> sorted(cased_forms("ISP", plural=True)), sorted(cased_forms("Chad", plural=False))
    ([b'ISP', b'ISPs'], [b'CHAD', b'Chad'])
    """
    form = fold_label(label)
    if case_rule(label) == "capital":
        return frozenset({form, form.upper()})
    counted = plural and label[-1:].isalpha() and not label.endswith("s")
    return frozenset({form, form + b"s"} if counted else {form})


def shortened_names(label: str) -> tuple[str, ...]:
    """Give the names of an organ with the short name of the organization it belongs to.

    Examples
    --------
    >>> shortened_names("African Union Commission")
    ('AU Commission',)
    >>> shortened_names("Commission of the African Union")
    ('Commission of the AU', 'Commission of AU', 'AU Commission')
    """
    for name, short in _spelling().short_names.items():
        if label.startswith(f"{name} "):
            return (f"{short}{label.removeprefix(name)}",)
        organ = label.removesuffix(name).removesuffix("the ")
        if organ != label and organ.endswith(" of "):
            organ = organ.removesuffix(" of ")
            return (f"{organ} of the {short}", f"{organ} of {short}", f"{short} {organ}")
    return ()


def coordinated_forms(form: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """Give how a form begins where its head follows a second modifier, and that head.

    Examples
    --------
    >>> coordinated_forms(b"judicial authorities")
    ((b'judicial and', b'judicial or', b'judicial,'), b'authorities')
    >>> coordinated_forms(b"judges")
    ((), b'')
    """
    modifier, _, head = form.rpartition(b" ")
    if not modifier or head.decode() not in _spelling().shared_heads:
        return (), b""
    return (modifier + b" and", modifier + b" or", modifier + b","), head


def _spellings(form: str) -> set[str]:
    spelling = _spelling()
    made = {form}
    fitting = {rule for _, _, rule in spelling.letters.find_overlapping(form.encode())}
    for letters, pattern, new in (spelling.rules[rule] for rule in sorted(fitting)):
        for known in tuple(made):
            if letters in known:
                made.add(pattern.sub(partial(_respelt, new), known))
        if len(made) > 16:
            break
    return made


def _respelt(new: str, found: re.Match[str]) -> str:
    return found.group() if found.group() in _spelling().kept else found.group(1) + new


def head_of(label: str) -> str:
    """Give the part of a label before its first preposition: its head stands last in it.

    Examples
    --------
    >>> head_of("United Nations Convention against Corruption")
    'United Nations Convention'
    """
    words = label.split()
    joints = _spelling().joints
    end = next((i for i, w in enumerate(words) if i and w.strip(",").lower() in joints), len(words))
    return " ".join(words[:end]).rstrip(",")


def _plural(form: str, head: str) -> str | None:
    first, _, last = head.rpartition(" ")
    if not last.isalpha() or (last.endswith("s") and last not in _spelling().plurals):
        return None
    made = _spelling().plurals.get(last) or _regular_plural(last)
    return f"{first} {made}".strip() + form[len(head) :]


def _regular_plural(word: str) -> str:
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _singular(form: str, head: str) -> str | None:
    """The singular of a phrase; never of one word ("nationals" would give an adjective)."""
    first, _, last = head.rpartition(" ")
    if not first or not last.endswith("s") or last.endswith(("ss", "us", "is", "als", "ics")):
        return None
    if last.endswith("ies") and len(last) > 4:
        made = last[:-3] + "y"
    else:
        made = last[:-2] if last.endswith(("sses", "xes", "ches", "shes")) else last[:-1]
    return f"{first} {made}" + form[len(head) :]


def case_rule(label: str) -> str:
    """Say how the case of a label binds: "exact" (acronyms), "capital" (single names) or "any".

    Examples
    --------
    >>> [case_rule(label) for label in ("WHO", "ICTs", "Chad", "Member States", "cybercrime")]
    ['exact', 'exact', 'capital', 'any', 'any']
    """
    if label.isupper():
        return "exact"
    if " " in label:
        return "any"
    letters = sum(c.isalpha() for c in label)
    if letters <= 7 and sum(c.isupper() for c in label) >= 2:
        return "exact"
    return "capital" if label[:1].isupper() else "any"
