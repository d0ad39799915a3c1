"""The forms of English verbs: from a base form to its inflections and back."""

from __future__ import annotations

from functools import cache, lru_cache

from graph.statements.data import table

__all__ = ["base_form", "inflections"]

_VOWELS = "aeiou"
_SHORT_ELL = 5
_BEFORE_E = (
    *("at", "iz", "yz", "iv", "ov", "lv", "rv", "u", "uc", "nc", "rc", "dg", "rg", "ag"),
    *("bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl", "tr", "ns", "ps", "rs"),
    *("ang", "eng", "ing", "ung", "aus", "eas", "ous", "ais"),
)
_LATE_DOUBLES = ("ll", "ss", "ff", "zz", "dd", "ee", "oo")


def inflections(base: str) -> tuple[str, str, str]:
    """Give third person, past and -ing form of a verb or of a phrase headed by one.

    Examples
    --------
    >>> inflections("call upon")
    ('calls upon', 'called upon', 'calling upon')
    >>> inflections("reiterate")
    ('reiterates', 'reiterated', 'reiterating')
    """
    head, space, rest = base.partition(" ")
    third, past, progressive = table("inflection")["irregular"].get(head) or _regular(head)
    tail = space + rest
    return third + tail, past + tail, progressive + tail


def _regular(verb: str) -> tuple[str, str, str]:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    if verb.endswith("e"):
        return third, verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return third, verb[:-1] + "ied", verb + "ing"
    return third, verb + "ed", verb + "ing"


@cache
def _known() -> dict[str, str]:
    known = dict(table("inflection")["participles"])
    for base, forms in table("inflection")["irregular"].items():
        known |= dict.fromkeys(forms, base)
    for stem in table("inflection")["spelling"]["with_e"]:
        known |= dict.fromkeys((f"{stem}ing", f"{stem}ed", f"{stem}es"), f"{stem}e")
    for base in _listed_verbs():
        known |= dict.fromkeys((base, *inflections(base)), base)
    known |= {base: base for base in table("inflection")["irregular"]}
    for base in table("inflection")["spelling"]["without_e"]:
        known[base] = base
        known |= dict.fromkeys((f"{base}ing", f"{base}ed", f"{base}s"), base)
    return known


def _listed_verbs() -> list[str]:
    """Give the verbs that the other data files name, in their base form."""
    said = (verb for group in table("verbs").values() for verb in group.get("verbs", ()))
    return [*(verb.split(" ")[0] for verb in said), *table("contexts")["imperatives"]["verbs"]]


@lru_cache(maxsize=4096)
def base_form(word: str) -> str:
    """Give the base form of an inflected verb; a base form stays as it is.

    Parameters
    ----------
    word
        One lower-case word.

    Examples
    --------
    >>> [base_form(word) for word in ("using", "establishes", "ratified", "taken", "planning")]
    ['use', 'establish', 'ratify', 'take', 'plan']
    """
    known = _known().get(word)
    if known:
        return known
    if len(word) > 4 and word.endswith(("ied", "ies")):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith("ing"):
        return _restored(word[:-3])
    if len(word) > 4 and word.endswith("ed"):
        return _restored(word[:-2])
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _restored(stem: str) -> str:
    """Put back the final -e that a suffix took, or take away a doubled consonant."""
    if len(stem) > 3 and stem[-1] == stem[-2] and not stem.endswith(_LATE_DOUBLES):
        return stem[:-1]
    if stem.endswith("ell") and (len(stem) > _SHORT_ELL or stem.endswith("uell")):
        return stem[:-1]  # "cancelling", "fuelled"; but "spelling"
    if stem.endswith(_BEFORE_E):
        return stem + "e"
    open_end = len(stem) > 2 and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    if open_end and stem[-1] in "tdrsknmplgcv" and not stem.endswith(("en", "er", "on", "el")):
        return stem + "e"
    return stem
