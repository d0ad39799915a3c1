"""The words with which a resolution is enacted, and those with which its paragraphs begin."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["declares_list", "enacts", "opens_operative", "opens_preambular", "resolves"]

_BODY = (
    r"(?:Assembly|Council|Commission|Committee|Conference|Congress|Board|Parties|Meeting|"
    r"Authority|Organization|Union|Group)"
)
_NAMED = (
    r"The\s+(?:\d{1,3}(?:st|nd|rd|th)\s+|[A-Z][\w’'-]*\s+|of\s+|the\s+|on\s+|and\s+|for\s+|to\s+|as\s+|serving\s+|meeting\s+)"
    rf"{{0,24}}{_BODY}(?:\s+(?:of|on|for|to)\s+(?:[\w\s’'()-]|,\s(?=[A-Z])){{2,120}}?)?"
)
_RESOLVING = re.compile(rf"{_NAMED}:$")
_ENACTING = re.compile(
    rf"{_NAMED}"
    r"(?:,?$|,?\s(?:having\smet|meeting|acting|assembled|convened|under|pursuant\sto|in\saccordance"
    r"\swith)\s[^;:]{5,200}[,:]$)"
)
_ENACTING_ROMANCE = re.compile(
    r"(?:L[’']|La |Le |El )(?:Assemblée|Conseil|Commission|Conférence|Comité|Asamblea|Consejo"
    r"|Comisión|Conferencia)(?: [\w’'-]{1,30}){0,12},$"
)
_LONGEST_DECLARING = 200
_PARTICIPLE = re.compile(
    r"(?:(?:Whereas|Also|Further|Deeply|Gravely|Fully|Strongly|Seriously|Alarmed|Aware|Cognizant|Concerned"
    r"|Confident|Conscious|Convinced|Desirous|Determined|Disturbed|Encouraged|Guided|Inspired|Mindful"
    r"|Resolved|[A-Z][a-z]{2,}ing"
    r"|Alarmée?|Animée?|Ayant|Consciente?|Convaincue?|Désireu(?:x|se)|Étant|Gravement|Guidée?"
    r"|Pleinement|Préoccupée?|Profondément|Résolue?|Vivement"
    r"|(?:Se [a-z]|S[’'][a-zé]|[A-ZÉ])[a-zéèêëîïç]{2,}ant"
    r"|Alarmad[ao]|Animad[ao]|Convencid[ao]|Decidid[ao]|Deseos[ao]|Gravemente|Guiad[ao]|Preocupad[ao]"
    r"|Profundamente|Resuelt[ao]|[A-Z][a-zñ]{2,}(?:ando|iendo))\b"
    r"|[A-Z]{3,}ING\b)"
)
_DECLARING = re.compile(
    r"(?:we,?\s)?(?:do\s)?(?:hereby\s)?"
    r"(?:adopt|agree|call|commit|declare|decide|pledge|proclaim|recommend|resolve|undertake)s?\b"
    r"[^.;]{0,120}:$",
    re.IGNORECASE,
)


def declares_list(text: str) -> bool:
    """True for the words that open what a declaration declares, as a list.

    >>> declares_list("DO HEREBY DECLARE TO:"), declares_list("Recalling the following:")
    (True, False)
    """
    return len(text) < _LONGEST_DECLARING and bool(_DECLARING.match(text))


def enacts(text: str) -> bool:
    """True for a text that says who enacts and nothing else, in French and Spanish too.

    >>> enacts("The General Assembly,"), enacts("THE COUNCIL OF THE EUROPEAN UNION,")
    (True, True)
    """
    if text.isupper() and text.endswith(","):
        text = text.title()
    return bool(_ENACTING.match(text) or _ENACTING_ROMANCE.match(text))


def resolves(text: str) -> bool:
    """True for a text that says who resolves, behind the recitals, and nothing else.

    >>> resolves("The Assembly:"), resolves("The Assembly,"), resolves("The Assembly decided:")
    (True, False, False)
    """
    return bool(_RESOLVING.match(text))


def opens_preambular(text: str) -> bool:
    """True for a paragraph that begins as preambular ones do.

    >>> opens_preambular("Deeply concerned at it"), opens_preambular("Rappelant sa résolution")
    (True, True)
    """
    return bool(_PARTICIPLE.match(text))


def opens_operative(text: str) -> bool:
    """True for a paragraph that begins as operative ones do: ``Urges States to act``.

    >>> opens_operative("Further requests a report"), opens_operative("Recalling its resolution")
    (True, False)
    """
    return text[:1].isupper() and bool(_operative_verbs().match(text[:60]))


@cache
def _operative_verbs() -> re.Pattern[str]:
    data = files("graph.reading").joinpath("operatives.toml").read_text(encoding="utf-8")
    words = {name: "|".join(row.split()) for name, row in tomllib.loads(data)["verbs"].items()}
    before = words.pop("before")
    return re.compile(rf"(?:(?:{before})\s)?(?:{'|'.join(words.values())})\b", re.IGNORECASE)
