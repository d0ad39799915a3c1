"""What a reference's key stands for: from the number or symbol to the entity, and back."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.mentions.adopters import Body, load_bodies, years
from graph.mentions.europeanacts import european_act
from graph.mentions.labourconventions import labour_convention
from graph.mentions.numbering import NUMBER, Number, number_from_slug, number_of
from graph.mentions.seriesnumbers import series_number
from graph.mentions.symbols import symbol_from_key, symbol_key
from ontology.vocabularies import Entity

__all__ = ["OF_PARTIES", "dated_slug", "key_of_symbol", "mint", "parsed_key", "symbol_of"]


def key_of_symbol(symbol: str) -> str:
    """Give the key of what a document symbol names.

    Examples
    --------
    >>> key_of_symbol("A/RES/74/247"), key_of_symbol("S/RES/1373 (2001)"), key_of_symbol("A/75/816")
    ('general-assembly-resolution-74-247', 'security-council-resolution-1373-2001', 'a-75-816')
    """
    for body in load_bodies():
        numbered = body.numbered_by(symbol)
        number = NUMBER.fullmatch(numbered) if numbered else None
        if number and (slug := dated_slug(number_of(number), body)):
            return f"{body.key}-resolution-{slug}"
    return symbol_key(symbol)


def dated_slug(number: Number, body: Body) -> str | None:
    """Give a number as it stands in a key; ``None`` where it needs a year and none is known."""
    if number.form not in body.forms:
        return None
    if number.form != "undated":
        return number.slug
    year = years().get(number.text)
    return f"{number.slug}-{year}" if year else None


@lru_cache(maxsize=4096)
def mint(key: str) -> Entity | None:
    """Make the entity that a reference's key stands for, ``None`` where the key is of no such form.

    Returns
    -------
    Entity
        An instrument of subtype ``Resolution``, ``Decision``, ``Treaty`` or ``Document``; its
        symbol, where there is one, is among the alternative labels.

    Examples
    --------
    >>> entity = mint("general-assembly-resolution-74-247")
    >>> entity.label, entity.short, entity.alt
    ('General Assembly resolution 74/247', 'GA resolution 74/247', ('A/RES/74/247',))
    >>> mint("a-75-816").label
    'A/75/816'
    """
    symbol = symbol_of(key)
    if symbol and _PARTIES.fullmatch(key):
        return Entity(key, "instrument", f"Decision {symbol}", alt=(symbol,), subtype="Decision")
    numbered_apart = labour_convention(key) or european_act(key) or series_number(key)
    if numbered_apart is not None:
        return numbered_apart
    parsed = parsed_key(key)
    if parsed is not None:
        body, kind, numbered = parsed
        return Entity(
            key,
            "instrument",
            f"{body.names[0]} {kind} {numbered.text}",
            short=f"{body.short} {kind} {numbered.text}",
            alt=(symbol,) if symbol else (),
            subtype=kind.capitalize(),
        )
    return Entity(key, "instrument", symbol, subtype="Document") if symbol else None


# Numbers that tell by themselves whose they are.
OF_PARTIES = ("parties", "coded")
_PARTIES = re.compile(
    r"decision-(?P<number>\d{1,3}-(?:cp|cmp|cma|cop)-\d{1,3}"
    r"|(?:bc|rc|sc|mc|cp|np|oewg)-(?:\d{1,2}|[ivx]{1,5})-\d{1,3})"
)


def symbol_of(key: str) -> str | None:
    """Give the document symbol of a reference's key, ``None`` where there is none.

    Examples
    --------
    >>> symbol_of("general-assembly-resolution-54-237-c"), symbol_of("a-75-816")
    ('A/RES/54/237 C', 'A/75/816')
    """
    parties = _PARTIES.fullmatch(key)
    if parties:
        number = number_from_slug(parties.group("number"), OF_PARTIES)
        return number.text if number else None
    parsed = parsed_key(key)
    if parsed is None:
        return symbol_from_key(key)
    body, kind, number = parsed
    return body.symbol_for(number.text) if kind == "resolution" else None


def parsed_key(key: str) -> tuple[Body, str, Number] | None:
    """Give the body, the kind and the number that a key was made from."""
    for body in load_bodies():
        for kind in ("resolution", "decision"):
            head = f"{body.key}-{kind}-"
            if key.startswith(head):
                slug = key.removeprefix(head)
                number = number_from_slug(slug, body.forms)
                return (body, kind, number) if number else None
    return None
