"""Passive frames: "it was recommended that", "States are invited to", "the view was expressed"."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.addressees import phrase_heads
from graph.statements.attribution import UNSPECIFIED, Attribution
from graph.statements.clauses import clause_start, content_start
from graph.statements.data import table
from graph.statements.frame import Frame
from graph.statements.holders import holder_behind, holder_by, holder_in
from graph.statements.sentence import Sentence, adverbs_before, word_pattern
from graph.statements.triggers import Mark, Verb

__all__ = ["expressed_frame", "noted_frame", "passive_frame"]

_IT = re.compile(r"(?:^|[^\w-])(?:it|there)$")
_NONE = re.compile(r"(?<!\w)(?:no|little|neither|nor)(?: +[a-z-]+){0,2} +$")
_SIDES = ("support", "opposition")
# "Before any facility is approved": what is still to come takes no side.
_HANGS = re.compile(r"(?<![\w-])(?:before|after|until|once|if|when|unless)\b[^,;]*$")
# "Considered by some delegations as a matter of priority": a view, not a deed of the meeting.
_AS = re.compile(r" +by +[^,;:]{3,60}? +(?:as +(?:an?|the|being|\w+)|to be)\b")
_FOLLOWING = re.compile(
    r"[ ,]*(?:accordingly|therefore|also|in addition)?[ ,]*(?:the )?following (?:[a-z]+ ){0,3}"
    r"(?:recommendations?|proposals?|suggestions?|points|views|conclusions|comments|observations)\b"
)
_UNVOICED = ("agreement", "decision", "hope", "opposition", "demand")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    expressed = table("speakers")["expressed"]
    nouns = [*expressed["views"], *expressed["support"], *expressed["opposition"]]
    reporting = word_pattern(table("modals")["complement"]["reporting"])
    return {
        "noun": re.compile(word_pattern(nouns)),
        "noted": re.compile(rf" +(?:also +|further +|[a-z]+ly +)*be +(?:[a-z]+ly +)?{reporting}"),
    }


def noted_frame(sentence: Sentence, mark: Mark, floor: int) -> Frame | None:
    """A clause that is only to be noted: "it should be recalled that States must cooperate"."""
    if not sentence.low.endswith("it ", floor, mark.start):
        return None
    noted = _patterns()["noted"].match(sentence.low, mark.end, sentence.end)
    content = content_start(sentence.low, noted.end(), sentence.end) if noted else None
    if noted is None or content is None:
        return None
    verb = Verb("note", "saying", 0, "statement", "content")
    return Frame(
        verb, floor, mark, noted.end(), "fact", Attribution(), content, "impersonal", begin=floor
    )


def passive_frame(
    sentence: Sentence, mark: Mark, floor: int, be: int, *, negated: bool
) -> Frame | None:
    """A passive of saying or asking: "it was recommended that", "States are invited to".

    ``be`` is where its auxiliary begins.
    """
    verb = mark.trigger.verb
    if verb is None:
        return None
    start = clause_start(sentence, floor, be, after_verb=floor > sentence.start)
    end = adverbs_before(sentence.low, start, be)
    subject = sentence.low[start:end].rstrip(" ,")
    if subject.endswith((" that", " which", " who")) or _introduces(sentence, start, end):
        return None
    content = content_start(sentence.low, mark.end, sentence.end)
    impersonal = bool(_IT.search(subject))
    heads = () if impersonal else phrase_heads(sentence, start, end)
    if sentence.low.startswith("will", be) and not (heads and _will_ask(sentence, verb, start)):
        return None
    past = sentence.low[be : be + 2] in ("wa", "we", "ha")
    kind = "impersonal" if impersonal else "passive"
    attribution = _passive_voice(sentence, mark, start, be, reported=impersonal or past)
    if not impersonal and (
        verb.group in _UNVOICED or (verb.group == "saying" and not _reports(sentence, mark, verb))
    ):
        return None
    if verb.group in _SIDES and not past and _HANGS.search(sentence.low, floor, be):
        return None
    return Frame(
        verb, start, mark, mark.end, mark.trigger.text, attribution, content, kind,
        subject=heads, begin=start, negated=negated, topic=subject,
    )  # fmt: skip


def _introduces(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a list follows: "The following proposals were put forward by speakers:"."""
    listed = sentence.low.endswith(":", 0, sentence.end)
    return listed and _FOLLOWING.match(sentence.low, start, end) is not None


def _will_ask(sentence: Sentence, verb: Verb, start: int) -> bool:
    """Tell whether "will be" asks: "the IAEA will be requested to", not "decides that it will"."""
    told = sentence.low[sentence.start : start].rstrip()
    return verb.takes == "person" and verb.group != "saying" and not told.endswith("that")


def _reports(sentence: Sentence, mark: Mark, verb: Verb) -> bool:
    """Tell whether a passive reports a view: "was stressed", "was considered by some as urgent"."""
    reporting = table("speakers")["reporting"]
    if verb.base in reporting["judging"]:
        return _AS.match(sentence.low, mark.end, sentence.end) is not None
    return verb.base in reporting["passives"]


def _passive_voice(
    sentence: Sentence, mark: Mark, start: int, be: int, *, reported: bool
) -> Attribution:
    named = holder_by(sentence, mark.end) or holder_in(sentence, start, be)
    named = named or holder_behind(sentence, mark.end)
    return named or Attribution(UNSPECIFIED if reported else None)


def expressed_frame(sentence: Sentence, mark: Mark, floor: int, be: int) -> Frame | None:
    """An expressed noun: "the view was expressed that", "support was expressed for"."""
    start = clause_start(sentence, floor, be, after_verb=floor > sentence.start)
    match = _patterns()["noun"].search(sentence.low, start, be)
    if match is None or sentence.low[max(start, match.start() - 3) : match.start()] == "of ":
        return None
    if _introduces(sentence, start, be):
        return None
    expressed = table("speakers")["expressed"]
    noun = match.group()
    stance, group = "statement", "saying"
    if _NONE.search(sentence.low, start, match.start()):
        stance = "statement"
    elif noun in expressed["support"]:
        stance, group = "support", "support"
    elif noun in expressed["opposition"]:
        stance, group = "oppose", "opposition"
    elif noun in expressed["asking"]:
        stance, group = "recommend", "proposal"
    takes = "content" if stance != "recommend" else "action"
    verb = Verb(noun, group, 4 if stance == "recommend" else 0, stance, takes)
    attribution = _passive_voice(sentence, mark, start, be, reported=True)
    content = content_start(sentence.low, mark.end, sentence.end)
    told = expressed["told"].get(noun, mark.trigger.text)
    return Frame(
        verb, start, mark, mark.end, told, attribution, content, "expressed",
        begin=start, topic=sentence.low[start:be],
    )  # fmt: skip
