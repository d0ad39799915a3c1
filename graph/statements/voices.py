"""Whose words a document's are, and how far what somebody said goes on."""

from __future__ import annotations

import re
from functools import cache

from graph.document import Document
from graph.mentions.gazetteer import gazetteer_of
from graph.statements.attribution import UNSPECIFIED, Voice
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.sentence import Sentence, word_pattern
from ontology.vocabularies import Vocabularies

__all__ = ["carries_on", "voice_in"]

# "We, the Heads of State and Government, assembled in New York,": what follows are its verbs.
_WE_THE = re.compile(
    r"(?:^|\n)[ \t]*[“\"]?We, (?:the|as|representing|representatives|ministers|heads|members)\b"
    r"[^.;]{5,900}?[,:][ \t]*\n\s*(?:1\.|\(?[a1]\)|[A-Z][a-z]+[a-rt-z] )"
)
_REPORT = re.compile(
    r"(?:draft |final |annual |first |second |third )?reports? (?:of|on the (?:work|meeting"
    r"|(?:[\w-]+ ){1,3}(?:session|meeting)) of)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^[\W_]*(?:interim |final )?report (?:of|by) the (?:united nations )?(special rapporteur"
    r"|independent expert|special representative|special envoy|secretary-general"
    r"|high commissioner|executive director|executive secretary|director-general|inspectors?"
    r"|emergency relief coordinator|special adviser)\b",
    re.IGNORECASE | re.MULTILINE,
)
# The outcomes of a meeting of ministers are theirs: "Ministers agreed".
_HOSTS = re.compile(
    r"\b(?P<hosts>ministers|leaders)(?:['’]s?)? (?:meeting|summit|conference|retreat|dialogue)\b"
    r"|\b(?:meeting|conference|council|summit|retreat) of (?:the )?(?:[\w-]+ ){0,3}?"
    r"(?P<met>ministers|leaders|heads of (?:state|government|delegations?))\b"
    r"|\b(?P<ministerial>ministerial) (?:meeting|conference|session|summit|dialogue|forum)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:outcomes?|communiqu[eé]|declaration|joint statement|chair(?:man|person)?['’]s "
    r"(?:statement|summary)|conclusions)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\breports?\b", re.IGNORECASE)
# How a report goes on with what somebody told: "The bill had been drafted and would be passed".
_BACKSHIFTED = ("had", "would")
_FINITE = re.compile(
    r"(?<![\w-])(?:had|would|is|are|was|were|has|have|will|may|can|could|should|must)(?![\w-])"
)


def voice_in(document: Document, vocabularies: Vocabularies) -> Voice:
    """Give what of a document decides whose voice its words are.

    Parameters
    ----------
    document
        As read: its body, its title and what stands before its units.
    vocabularies
        The bodies that a title can name.
    """
    return Voice(
        document.metadata.body,
        _WE_THE.search(document.text) is not None,
        _reporting(document.metadata.title or "", vocabularies),
        _offices(document),
    )


def _reporting(title: str, vocabularies: Vocabularies) -> frozenset[str]:
    """Give the bodies whose report a title says it is: "Report on the work of the Committee"."""
    if not _REPORT.match(title):
        return frozenset()
    found = gazetteer_of(vocabularies).find(title)
    return frozenset(hit.entity for hit in found if hit.type == "organization")


def _offices(document: Document) -> frozenset[str]:
    """Give the office whose words a document's are by its head: "Report of the Rapporteur on"."""
    head = document.text[: document.units[0].start] if document.units else ""
    head = f"{document.metadata.title or ''}\n{head}"
    found = _OFFICE.search(head)
    if found is None:
        return _hosts(head)
    office = found[1].lower()
    return frozenset((f"the {office}", office, "the mandate holder"))


def _hosts(head: str) -> frozenset[str]:
    """Give those whose meeting's outcome a document is: "Forum Economic Ministers Meeting"."""
    met = _HOSTS.search(head)
    if met is None or _ABOUT.search(head) or not _OUTCOME.search(head):
        return frozenset()
    hosts = (met["hosts"] or met["met"] or "ministers").lower()
    return frozenset((hosts, f"the {hosts}"))


@cache
def _anaphors() -> re.Pattern[str]:
    return re.compile(rf"[\"“'(]*{word_pattern(table('clauses')['anaphors'])}")


def carries_on(sentence: Sentence, draft: Draft, before: Draft) -> bool:
    """Tell whether a statement is said by who said the one before it.

    So it is where it points back ("Such activities should") or goes on in the past perfect: "The
    bill had been drafted".
    """
    if not before.attribution.holder:
        return False
    if _anaphors().match(sentence.low, sentence.start):
        return True
    told = before.attribution.holder not in ("^", "collective", UNSPECIFIED)
    first = _FINITE.search(sentence.low, draft.start, draft.end)
    if not (told and before.rule.startswith("active:")) or draft.rule != "fact" or first is None:
        return False
    relative = sentence.low.endswith(("which ", "who ", "that "), draft.start, first.start())
    return first.group() in _BACKSHIFTED and not relative
