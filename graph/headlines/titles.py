"""Headlines of recommendations: three to six words that a reader can tell apart in a list.

The verb in the imperative and the compressed phrase behind it: words that carry nothing are left
out, long names stand as their short ones, and pieces are taken as long as they fit. A body other
than the States in general stands before its verb: "UNODC to engage in capacity-building".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.document import Mention, Statement
from graph.headlines.manner import manner_of, object_of, participle_of, undergoing
from graph.headlines.openings import clean_cut, is_sound, opened
from graph.headlines.phrases import (
    MAX_CHARACTERS,
    MAX_WORDS,
    MIN_WORDS,
    first_words,
    pieces,
    trimmed,
)
from graph.headlines.reported import EVERYBODY, told_words
from graph.headlines.shortening import shortened
from graph.headlines.simplified import simpler, without_preposed
from graph.headlines.subjects import PRONOUNS, being, predicate_of, subject_of
from graph.mentions.references import mint
from graph.statements.inflection import base_form
from graph.statements.lists import is_imperative
from ontology.vocabularies import Vocabularies

__all__ = ["title_of"]

# Of operative verbs in capitals: "CALLS ON", "BEARING IN MIND".
_CAPITALS = frozenset(("IN", "MIND", "ON", "UPON", "FOR", "THAT", "NOTE", "OF", "WITH", "INTO"))
# Verbs that a headline would leave out as words that carry nothing.
_OTHERWISE = {"further": "advance", "appropriate": "allocate"}
_THAT = re.compile(r"^.*\bthat\b,?", re.DOTALL)
_POINTS_BACK = re.compile(
    r"\b(?:to|with|support(?:ed)?|oppos\w+|to \w+) (?:it|them|this|that)(?:, [^,;]{3,40})?\W*$"
)
_NEED_TO = re.compile(r"\bthe (?:urgent |continued |continuing )?need to\b")
# "Efforts should be made to protect journalists".
_EFFORTS = re.compile(r"(?:[A-Z][a-z]+ )?[Ee]fforts (?:should|must|need)\b")
# A chapeau of more words tells a matter: "Recommends to the Assembly the adoption of the draft:".
_FEW_WORDS = 8
_WORDS = re.compile(r"[\w'’/.-]+")


def title_of(
    unit_text: str,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    vocabularies: Vocabularies,
) -> str:
    """Give a unit's headline: three to six words, at most 48 characters, in sentence case.

    Parameters
    ----------
    unit_text
        The unit's words.
    statements
        Its statements; the first that recommends, else opposes, else supports, gives the headline.
    mentions
        Its mentions; names of organizations and instruments stand in their short form.
    vocabularies
        Where short forms stand.

    Returns
    -------
    str
        Never empty for a text with a word in it, and never ending in a preposition, an article or
        a conjunction.

    Examples
    --------
    >>> from ontology.vocabularies import load_vocabularies
    >>> from graph.document import Action
    >>> said = Statement(
    ...     "States should adopt laws on cybercrime.", 0, 39, stance="recommend",
    ...     addressees=("states",), modality="should", action=Action("adopt", "laws on cybercrime"),
    ... )
    >>> title_of(said.text, (said,), (), load_vocabularies())
    'Adopt laws on cybercrime'
    """
    names = _names(mentions, vocabularies)
    said = _headline(statements)
    if said is None:
        return _finished(first_words(unit_text), unit_text)
    introduces = said.action is None and said.text.rstrip().endswith(":")
    short = said.rule.startswith(("operative", "active")) and said.text.count(" ") < _FEW_WORDS
    introduces = introduces and (short or said.rule.startswith("modal"))
    words = _asked_of(said, vocabularies) if introduces else []
    words = words or _opposed(said, vocabularies) or _asking(said, names, vocabularies)
    words = trimmed(words or _plain(said.text, names))
    if len(words) < MIN_WORDS:
        words = (
            _asked_of(said, vocabularies)
            or _themed(words, said.text, mentions)
            or trimmed(_plain(said.text, names))
        )
    words = _based(said, words)
    if not is_sound(words):
        words = clean_cut(said.text)
    elif len(trimmed(words)) < MIN_WORDS and not any(word.isupper() for word in words):
        words = max(words, clean_cut(said.text), key=len)
    if len(trimmed(words)) < MIN_WORDS - 1:
        words = max(words, clean_cut(unit_text), key=len)
    return _finished(words, unit_text)


def _based(said: Statement, words: list[str]) -> list[str]:
    """Write a paragraph's operative verb in its base form: "Encourage", not "Encourages"."""
    kind, _, base = said.rule.partition(":")
    head = base.split(" ")[0]
    if kind == "operative" and words and base_form(words[0].lower()) == head:
        return [head, *words[1:]]
    return words


def _headline(statements: Sequence[Statement]) -> Statement | None:
    for stance in ("recommend", "oppose", "support"):
        for statement in statements:
            if statement.stance == stance and _stands_alone(statement.text):
                return statement
    return statements[0] if statements else None


def _stands_alone(text: str) -> bool:
    """Tell whether words say what they are of: not "others disagreed", "some opposed it"."""
    return text.count(" ") >= MIN_WORDS - 1 and not _POINTS_BACK.search(text)


def _short(key: str, vocabularies: Vocabularies) -> str | None:
    entity = vocabularies.get(key) or mint(key)
    if entity is None:
        return None
    return entity.short or entity.label


def _names(mentions: Sequence[Mention], vocabularies: Vocabularies) -> dict[str, str]:
    """Give the short form of each long name in the text."""
    names = {}
    for mention in mentions:
        if mention.type in ("organization", "instrument"):
            short = _short(mention.entity, vocabularies)
            proposed = mention.entity.startswith("proposed")
            quote = " ".join(mention.quote.split())
            shorter = short and not proposed and (len(short) < len(quote) or quote.isupper())
            names[quote] = short if short and shorter else quote
    return names


def _asked_of(said: Statement, vocabularies: Vocabularies) -> list[str]:
    """Give the headline of a chapeau whose items say what is asked: "Asked of Member States"."""
    action = said.action
    if said.stance != "recommend" or not said.addressees or (action and action.object):
        return []
    short = _short(said.addressees[0], vocabularies)
    return ["Asked", "of", *short.split()] if short and len(short.split()) <= 4 else []


def _lead(said: Statement, vocabularies: Vocabularies) -> list[str]:
    """Give "UNODC to" where one body is asked, nothing where States in general are."""
    asked = [key for key in said.addressees if key not in EVERYBODY]
    acts = said.stance == "recommend" or said.modality == "will"
    if not acts or len(said.addressees) != 1 or not asked or said.attributed_to:
        return []
    if said.action is None:
        return []
    short = _short(asked[0], vocabularies)
    if asked[0].isupper() and short and short not in said.text:
        return []  # the one State that the document is about
    for name in (short, _subject_of(said)):
        if name and len(name.split()) <= 3 and len(name) <= 20:
            return [*name.split(), "to"]
    return []


def _subject_of(said: Statement) -> str:
    """Give who is asked as the text names it: "FIU" for "The FIU should"."""
    before, found, _ = said.text.partition(f" {said.modality.split(' ')[0]} ")
    subject = _THAT.sub("", before).strip(" ,")
    return re.sub("^[Tt]he ", "", subject) if found and said.rule.startswith("modal") else ""


def _opposed(said: Statement, vocabularies: Vocabularies) -> list[str]:
    """Give the headline of an objection: "No need to continue the Expert Group"."""
    if said.stance != "oppose":
        return []
    against = [target.entity for target in said.targets if target.stance == "opposes"]
    short = _short(against[0], vocabularies) if against else None
    if short is None or len(short.split()) > 3:
        return []
    needless = "no need" in said.text
    return (
        ["No", "need", "to", "continue", *short.split()]
        if needless
        else ["Opposition", "to", *short.split()]
    )


def _asking(said: Statement, names: dict[str, str], vocabularies: Vocabularies) -> list[str]:
    """Give the headline of a statement that asks for something, or welcomes it."""
    action = said.action
    if said.rule == "inherited" and not is_imperative(said.text) and not _does(said):
        return pieces(shortened(said.text, names), [])
    if action is None or (action.object or "it").lower() in PRONOUNS:
        acts = [*_lead(said, vocabularies), action.verb] if action and not said.negative else []
        return acts if len(acts) >= MIN_WORDS else told_words(said, names)
    if action.verb == "be" and said.rule.startswith(("operative", "active", "review")):
        lead = _lead(said, vocabularies) or being(said, names) or ["States", "to"]
        if " there be " in said.text:
            return pieces(shortened(action.object or "", names), [])
        matter = (action.object or "").split(",")[0]
        return pieces(shortened(f"be {matter}", names), lead)
    if action.verb == "be" or (said.negative and participle_of(said)):
        return predicate_of(said, names)
    lead = _lead(said, vocabularies) or subject_of(said, names)
    if participle_of(said) and said.addressees and " by " not in said.text:
        return undergoing(said, names)
    verb, lead = manner_of(said, _OTHERWISE.get(action.verb, action.verb), lead)
    deed = without_preposed(shortened(f"{verb} {object_of(said)}", names))
    words = pieces(deed, lead)
    if _is_thin(trimmed(words)[len(lead) :], deed):
        deed = simpler(shortened(simpler(deed), names))
        words = pieces(deed, lead)
    if len(words) >= len(lead) + 2 and len(words) >= MIN_WORDS:
        return words
    if participle_of(said) and not EVERYBODY.intersection(said.addressees):
        undergone = undergoing(said, names)
        if len(trimmed(undergone)) >= MIN_WORDS:
            return undergone
    longer = pieces(deed, [], stop=False)
    if len(longer) < MIN_WORDS:
        shows_who = len(words) >= MIN_WORDS and len(words) > len(lead) > 1
        shows_who = shows_who or bool(EVERYBODY.intersection(said.addressees))
        whole = [] if shows_who else _WORDS.findall(f"{verb} {object_of(said)}")
        whole = [word for word in whole if word not in ("the", "a", "an")]
        if MIN_WORDS <= len(whole) <= MAX_WORDS and len(" ".join(whole)) <= MAX_CHARACTERS:
            return whole
        opening = [] if lead else _short_opening(said, vocabularies)
        if opening:
            return [*opening, *longer]
    bare = len(longer) < MIN_WORDS or not said.addressees
    if bare and len(words) > len(lead) > 1 and len(words) >= MIN_WORDS:
        return words
    if len(longer) >= MIN_WORDS or not EVERYBODY.intersection(said.addressees):
        return longer
    return pieces(deed, ["States", "to"])


def _short_opening(said: Statement, vocabularies: Vocabularies) -> list[str]:
    """Give what may stand before a deed of two words: "Need to", "UNODC to"."""
    if said.modality == "need" or _NEED_TO.search(said.text):
        return ["need", "to"]
    if _EFFORTS.match(said.text):
        return ["efforts", "to"]
    if said.inherited:
        return []
    names = [_short(key, vocabularies) or "" for key in said.addressees]
    opening = f"{' and '.join(names)} to"
    fits = all(names) and len(opening.split()) <= MIN_WORDS + 1
    if len(names) == 1:
        who = said.addressees[0]
        return opening.split() if fits and not (who.isupper() or who in EVERYBODY) else []
    return opening.split() if fits and len(names) == 2 and not said.attributed_to else []


def _does(said: Statement) -> bool:
    """Tell whether an item has a verb of its own behind what stands before it."""
    action = said.action
    return action is not None and not said.text.startswith((action.object or said.text)[:24])


def _is_thin(words: list[str], deed: str) -> bool:
    """Tell whether a headline lost its verb or what the verb governs: "Foster", "avoid to"."""
    lost = bool(words) and not deed.lower().startswith(words[0].lower())
    hangs = len(words) > 1 and words[-2] == "to"
    return len(words) < MIN_WORDS or lost or hangs or words[-1].lower() in ("end", "and")


def _plain(text: str, names: dict[str, str]) -> list[str]:
    """Give the first words that tell the matter of a plain sentence."""
    words = pieces(opened(shortened(text, names)), [])
    return words if len(words) >= MIN_WORDS else pieces(shortened(text, names), [], stop=False)


def _themed(words: list[str], text: str, mentions: Sequence[Mention]) -> list[str]:
    """Say what a headline of too few words is about: "Create framework on jurisdiction"."""
    said = " ".join(words).lower()
    for mention in mentions:
        if mention.type == "theme" and words and mention.quote.lower() not in said:
            quote = " ".join(mention.quote.split())
            longer = [*words, "on", *quote.split()]
            stands = re.search(rf"\b(?:on|concerning|regarding) (?:the )?{re.escape(quote)}", text)
            if stands and len(longer) <= MAX_WORDS and len(" ".join(longer)) <= MAX_CHARACTERS:
                return longer
    return []


def _finished(words: Sequence[str], text: str) -> str:
    """Write a headline in sentence case; for one that came to nothing take the first words."""
    kept = trimmed(words)
    if not kept:
        kept = _WORDS.findall(text)[:MAX_WORDS]
        while len(" ".join(kept)) > MAX_CHARACTERS and len(kept) > 1:
            kept.pop()
    if kept[:1] and kept[0].isupper() and len(kept[0]) > 6:
        kept[0] = kept[0].lower()
    kept = [word.lower() if at < 4 and word in _CAPITALS else word for at, word in enumerate(kept)]
    title = " ".join(kept)[:MAX_CHARACTERS].strip(" .,;:-–")
    return title[:1].upper() + title[1:]
