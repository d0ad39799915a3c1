"""Wording: how values that stand in the data are told to people."""

from __future__ import annotations

__all__ = ["FACET_TITLES", "KIND_NAMES", "attribution_words", "strength_words"]

FACET_TITLES = {
    "document": "Document",
    "addressee": "Asked of",
    "strength": "Strength",
    "theme": "Theme",
    "organization": "Organization",
    "instrument": "Instrument",
    "actor": "Actor or State",
    "attribution": "Said by",
    "stance": "Stance",
    "kind": "Kind",
}
KIND_NAMES = {
    "recommendation": "Recommendation",
    "sub-item": "Sub-item",
    "chapeau": "Introduction of a list",
    "narrative": "Narrative paragraph",
    "statement": "List of those who spoke",
    "preamble": "Preambular paragraph",
}
STRENGTHS = {
    5: "must or shall",
    4: "should",
    3: "should consider",
    2: "may",
    1: "reported need",
    0: "no force",
}
ATTRIBUTIONS = {
    "own": "the document itself",
    "collective": "Member States together",
    "unspecified": "a speaker not named",
}


def strength_words(strength: int | None) -> str:
    """Name a strength's rank.

    Examples
    --------
    >>> strength_words(3), strength_words(None)
    ('should consider', 'asks nothing')
    """
    return "asks nothing" if strength is None else STRENGTHS[strength]


def attribution_words(attribution: str | None) -> str:
    """Tell who is said to say it.

    Examples
    --------
    >>> attribution_words("collective"), attribution_words("some interventions")
    ('Member States together', '“some interventions”')
    """
    if attribution is None:
        return ATTRIBUTIONS["own"]
    return ATTRIBUTIONS.get(attribution, f"“{attribution}”")
