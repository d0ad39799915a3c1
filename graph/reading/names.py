"""Names that reading itself looks up: issuing bodies, and the States of a periodic review.

They are made once for the vocabularies at hand, not once for each document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from unicodedata import normalize

from graph.mentions.heads import head_types

if TYPE_CHECKING:
    from ontology.vocabularies import Entity

__all__ = [
    "acronym_names",
    "body_names",
    "folded_state",
    "state_code",
    "state_names",
]

Names = dict[str, str]
_made: dict[str, tuple[Mapping[str, Entity], Names]] = {}
_INSIDE = re.compile(r"(?<=\() | (?=\))")
_SHORTEST = 6


def body_names(entities: Mapping[str, Entity]) -> Names:
    """Map the names of organizations, case folded, to their keys."""
    return _once("bodies", entities, _bodies)


def acronym_names(entities: Mapping[str, Entity]) -> Names:
    """Map the acronyms of organizations, as they are written, to their keys."""
    return _once("acronyms", entities, _acronyms)


def state_names(entities: Mapping[str, Entity]) -> Names:
    """Map the names of States, folded, to their codes; spoilt letters are masked."""
    return _once("states", entities, _states)


def folded_state(name: str) -> str:
    """Fold a State's name for comparison.

    >>> folded_state("Iran  (Islamic Republic of )")
    'iran (islamic republic of)'
    """
    plain = " ".join(name.replace("’", "'").replace("*", "").casefold().split())
    return _INSIDE.sub("", plain).strip(" .")


def spoilt_state(folded: str) -> str:
    """Put a mark for each letter that a wrong encoding may have spoilt.

    >>> spoilt_state("c™te dõivoire") == spoilt_state("côte d'ivoire")
    True
    """
    return "".join(c if c.isascii() and c != "'" else "\ufffd" for c in folded)


def squeezed_state(folded: str) -> str:
    """Leave only the letters of a State's name, for names run together or with other joints.

    >>> squeezed_state("guinea bissau") == squeezed_state("guinea-bissau")
    True
    >>> squeezed_state("côte d'ivoire")
    'cotedivoire'
    """
    return "".join(filter(str.isalpha, normalize("NFKD", folded)))


def state_code(name: str, states: Names) -> str | None:
    """Give the code of the State that has this name, as it may be written; ``None`` for none.

    >>> state_code("Guinea Bissau", {"guinea-bissau": "GNB", "guineabissau": "GNB"})
    'GNB'
    """
    folded = folded_state(name)
    code = states.get(folded) or states.get(folded.removeprefix("the "))
    if code is None and not folded.isascii():
        code = states.get(spoilt_state(folded))
    return code or states.get(squeezed_state(folded))


def _once(name: str, entities: Mapping[str, Entity], make: Callable[..., Names]) -> Names:
    made = _made.get(name)
    if made is None or made[0] is not entities:
        made = _made[name] = (entities, make(entities))
    return made[1]


def _bodies(entities: Mapping[str, Entity]) -> Names:
    return {
        name.casefold(): entity.key
        for entity in entities.values()
        if entity.type == "organization"
        for name in (*entity.hidden, *entity.alt, entity.label)
        if len(name) >= _SHORTEST and not name.isupper()
        # "Expert Group" is what many bodies are called.
        if name == entity.label or name.lower() not in head_types()
    }


def _acronyms(entities: Mapping[str, Entity]) -> Names:
    return {
        name: entity.key
        for entity in entities.values()
        if entity.type == "organization"
        for name in (*entity.hidden, *entity.alt, entity.short or "")
        if name.isupper() and " " not in name
    }


def _states(entities: Mapping[str, Entity]) -> Names:
    states: Names = {}
    for entity in entities.values():
        if entity.type == "state":
            for name in (*entity.hidden, *entity.alt, entity.short or "", entity.label):
                if name:
                    states[folded_state(name)] = entity.key
                    states[folded_state(name).removeprefix("the ")] = entity.key
    spoilt = {
        spoilt_state(name): key for name, key in states.items() if "'" in name or not name.isascii()
    }
    squeezed = {squeezed_state(name): key for name, key in states.items()}
    return squeezed | spoilt | states
