"""Frames of saying: "it was recommended that", "several speakers stressed", "Requests"."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.statements.attribution import Attribution, Voice, subject_holder
from graph.statements.clauses import clause_start, content_start
from graph.statements.data import table
from graph.statements.expression import expressing
from graph.statements.frame import Frame
from graph.statements.nominals import is_noun, is_participle, lacks_object
from graph.statements.passives import expressed_frame, passive_frame
from graph.statements.sentence import Actor, Sentence, adverbs_after, adverbs_before
from graph.statements.triggers import Mark

__all__ = ["continued_frame", "frame_at"]

_BE = re.compile(
    r"(?:^|[^\w-])(?P<be>is|are|was|were|(?:has|have|had) +been|will +be|being)(?P<not> +not)?"
    r"(?: +(?:also|further|furthermore|again|therefore|thus|then|generally|still|often|in addition"
    r"|once again|moreover|[a-z]+ly))*,? +$"
)
# "(Agreed ad ref) [Decide", "Option 1: Request".
_OPENING = re.compile(
    r" *(?:\((?:agreed|ad ref)[^()]{0,30}\) *|(?:option|alternative|alt\.?) *\w{0,2}[:.] +)?"
    r"[\"“‘'(*_ \[]*"
)
# "Several States did not support it".
_NOT_DONE = re.compile(r"(?<!\w)(?:(?:did|do|does|could|can|would) +not|cannot) +(?:[a-z]+ly +)?$")
_INFINITIVE = re.compile(r"to +(?:(?:also|further|once again|[a-z]+ly) +)*")
_OPERATIVE_JOINT = re.compile(
    r"(?:[,;] +(?:and +|while +|but +)?|[^a-z]and +|^)"
    r"(?:in +(?:this|that) +(?:regard|context|respect|connection),? +|to +(?:this|that) +end,? +)?"
    r"(?:(?:also|further|furthermore|therefore|again|strongly|once +again|in +particular|hereby"
    r"|likewise|accordingly|moreover|in +addition|solemnly|reiterates +that +it|[a-z]+ly),? +)*$"
)
# "DO HEREBY DECLARE TO:": who declares stands before the recitals.
_HEREBY = re.compile(r"(?:do +)?hereby +(?:(?:further|also|jointly|solemnly) +)?")
_NOUN_THAT = re.compile(r"((?: +[a-z-]+){1,4}?) +that(?!\w) *,?")
_AGAIN = ("reiterate", "reaffirm", "restate", "repeat", "maintain", "share")
_VIEWS = ("position", "conviction", "view", "belief", "opinion", "stance", "understanding")
_SOME = ("some", "several", "many", "most", "others", "another", "one")
_DECLARED = ("request", "invitation", "commitment", "opposition", "decision", "proposal")
_OBJECT = re.compile(
    r" +(?:the|a|an|that|all|its|their|to|of|on|upon|for|with|each|every|any|this|these|those|such"
    r"|both|how|whether|when|what|why|about|no|some|new|recent|existing|strong|early|better|clear|close|closer|several|others|another|one|donors|delegations|experts|participants|civil"
    r"|stakeholders|developed|developing|further|members?|states|parties|governments|countries|relevant|other"
    r"|interested|deep|grave|it|them|him|her|us|information|details|clarifications?|assistance"
    r"|support|updates?|data|more|additional|increased|greater|continued|urgent|immediate|full"
    r"|[a-z]+(?:ive|ous|able|ful)|[a-z]{3,}ing|comprehensive|requested|requesting|our|your|his|private|public|national|local|regional"
    r"|international|particular|special|concrete|efforts|measures|attention|action|progress)\b"
)
# "Exhorts creditors to"; but "mandated events to" asks no events.
_ASKED = re.compile(
    r" +(?:(?!(?:to|by|in|on|at|that|and|or|with|from|for)\b)[a-z-]+ +){0,3}[a-z-]+s +to\b"
)
_ADJECTIVES = ("mandate", "require", "order", "direct", "commit", "authorize", "authorise")
_CONTINUES = re.compile(
    r"(?:[,;]\d{0,3}|[^a-z]and|[^a-z]but|, and)"
    r"(?: +in +(?:this|that) +(?:regard|context|respect),?|, +(?:at|in|on) +[^,;]{3,60},)?"
    r"(?: +(?:also|further|furthermore|therefore|again|strongly|in +particular|in +addition"
    r"|[a-z]+ly))* +$"
)

_PAST = re.compile(
    r" +(?!(?:united|related|affected|concerned|interested|so-called|said|named)\b)"
    r"(?:[a-z-]{3,}ed|held|took|gave|made|heard|had|set|began|met|drew|saw|was|were)(?![\w-])"
)
_PRESENT = re.compile(r" +(?:[a-z]+ly +|also +|further +)*[a-z]{3,}s +")
# A subject stands no further from the beginning of its sentence.
_NEAR = 12
# "To thank the Government": no deed but the words themselves.
_COURTEOUS = ("thank", "congratulate", "commend", "welcome", "condemn", "deplore")
_SIDES = ("support", "opposition")
_STATE = re.compile(r" +(?:at|by|with|in|through|under|within|as)\b")
_CLOSED = re.compile(r" *(?:[.,;]|that\b|$)")
# "The return of seized objects": things, not those who object.
_OF_THINGS = re.compile(
    r"(?:ed|al|ic|ous|ive|able|less|stolen|(?<![a-z])(?:of|the|an?|their|its|such|other|these|those"
    r"|all|any)) +$"
)


def frame_at(
    sentence: Sentence, mark: Mark, floor: int, voice: Voice, *, opens: bool
) -> Frame | None:
    """Give the frame that a verb of saying or expressing makes at ``mark``, or ``None``.

    Parameters
    ----------
    floor
        Where the clauses already read end.
    opens
        Whether a verb without subject at the very beginning speaks for the body.
    """
    mark = expressing(sentence, mark)
    trigger = mark.trigger
    if _goes_on(sentence, mark):
        return None
    passive = _BE.search(sentence.low[max(floor, mark.start - 80) : mark.start])
    if passive:
        begin = max(floor, mark.start - 80) + passive.start("be")
        if trigger.expressed:
            frame = expressed_frame(sentence, mark, floor, begin)
            if frame:
                return frame
        if trigger.verb and trigger.form == "past":
            return passive_frame(sentence, mark, floor, begin, negated=bool(passive.group("not")))
    if trigger.form == "ing" and opens:
        return _gerund(sentence, mark)
    if trigger.form == "base" and _INFINITIVE.fullmatch(sentence.low, sentence.start, mark.start):
        return _infinitive(sentence, mark)
    if trigger.verb is None or trigger.form == "ing":
        return None
    return _operative(sentence, mark, floor, voice, opens=opens) or _active(
        sentence, mark, floor, voice
    )


def _goes_on(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether more is said behind a verb that takes a side only by itself: "disagreed on"."""
    verb = mark.trigger.verb
    if verb is None or verb.base not in table("verbs")["alone"]["of"]:
        return False
    thing = verb.base == "object" and _OF_THINGS.search(sentence.low, sentence.start, mark.start)
    return bool(thing) or not _CLOSED.match(sentence.low, mark.end, sentence.end)


def _operative(
    sentence: Sentence, mark: Mark, floor: int, voice: Voice, *, opens: bool
) -> Frame | None:
    """A verb without subject: "Requests the Secretary-General to", "(a) Invited Parties to"."""
    declares = _HEREBY.fullmatch(sentence.low, sentence.start, mark.start) is not None
    wrong_form = not opens or mark.trigger.form in ("base", "ing")
    ours = voice.declares and mark.trigger.form == "base"
    if mark.trigger.verb is None or (wrong_form and not (declares or ours)):
        return None
    start = floor
    if floor == sentence.start:
        opening = _OPENING.match(sentence.low, sentence.start)
        start = opening.end() if opening else floor
    before = sentence.low[start : mark.start]
    if is_noun(sentence, mark):
        return None
    sides = mark.trigger.form == "past" and mark.trigger.verb.group in _SIDES
    if sides and _STATE.match(sentence.low, mark.end):
        return None
    match = (_HEREBY.fullmatch if declares else _OPERATIVE_JOINT.search)(before)
    if match is None or (match.start() == 0 and floor != sentence.start and before.strip()):
        return None
    if match.start() and (mark.trigger.form != "third" or before.lower().startswith("the ")):
        return None
    verb = mark.trigger.verb
    after = adverbs_after(sentence.low, mark.end, sentence.end)
    held, told = _told_that(sentence, mark)
    content = content_start(sentence.low, after, sentence.end, person=_tells(verb.base)) or held
    begin = start + match.start()
    present = declares or ours or mark.trigger.form == "third"
    return Frame(
        verb, begin, mark, mark.end, told, Attribution(), content, "operative",
        begin=begin, present=present,
    )  # fmt: skip


def _gerund(sentence: Sentence, mark: Mark) -> Frame | None:
    """An item that asks in the -ing form: "(a) Encouraging Parties to submit their views"."""
    verb = mark.trigger.verb
    opening = _OPENING.match(sentence.low, sentence.start)
    if verb is None or verb.takes != "person" or opening is None or opening.end() != mark.start:
        return None
    named = any(actor.start < mark.end + 40 for actor in sentence.actors)
    if not named or " to" not in sentence.low[mark.end : sentence.end]:
        return None
    return Frame(
        verb, mark.start, mark, mark.end, mark.trigger.text, Attribution(), None, "operative",
        begin=mark.start,
    )  # fmt: skip


def _infinitive(sentence: Sentence, mark: Mark) -> Frame | None:
    """A paragraph that asks in the infinitive: "To instruct the General Secretariat to"."""
    verb = mark.trigger.verb
    if verb is None:
        return None
    content = content_start(sentence.low, mark.end, sentence.end)
    asks = verb.takes == "person" or (verb.group == "proposal" and content is not None)
    if not asks and verb.base not in _COURTEOUS:
        return None
    return Frame(
        verb, sentence.start, mark, mark.end, mark.trigger.text, Attribution(), content,
        "operative", begin=sentence.start,
    )  # fmt: skip


def continued_frame(sentence: Sentence, mark: Mark, before: Frame, floor: int) -> Frame | None:
    """Give the frame of a verb that shares the subject of ``before``: "noted X and requested Y"."""
    mark = expressing(sentence, mark)
    verb, low = mark.trigger.verb, sentence.low
    if verb is None or _goes_on(sentence, mark) or before.kind not in ("active", "operative"):
        return None
    wished = before.verb.base.startswith("would ") and mark.trigger.form == "third"
    same = wished or mark.trigger.form == before.mark.trigger.form
    # "Did not support the proposal and considered that".
    same = same or (before.negated and mark.trigger.form == "past")
    if not same or mark.trigger.form == "ing":
        return None
    if before.content is not None and mark.trigger.form == "base" and verb.group == "agreement":
        return None
    infinitive = mark.trigger.form == "base" and low.endswith(" to ", floor, mark.start)
    also = infinitive and before.kind == "operative" and verb.takes == "person"
    end = mark.start - 3 if also else mark.start
    match = _CONTINUES.search(low[floor:end])
    named = any(entity.start == mark.end + 1 for entity in sentence.entities)
    if match and ";" in low[floor : floor + match.start()].rstrip("; "):
        return None
    asked = verb.base not in _ADJECTIVES and _ASKED.match(low, mark.end)
    beside = low[before.after : mark.start].strip(" ,") == "and"
    object_ = named or beside or " " in verb.base or _OBJECT.match(low, mark.end) or asked
    if match is None or not object_:
        return None
    ours = before.kind == "operative" and before.present and before.mark.trigger.form == "base"
    declares = (ours or low.startswith("we", before.begin)) and verb.group in _DECLARED
    if mark.trigger.form == "base" and " to " in low[floor:end] and not (declares or also):
        return None
    begin = floor + match.start()
    content, told = _told_that(sentence, mark)
    return replace(
        before, verb=verb, start=begin, mark=mark, after=mark.end, begin=begin, topic="",
        told=told, content=content, negated=before.negated and mark.trigger.form == "base",
    )  # fmt: skip


def _active(sentence: Sentence, mark: Mark, floor: int, voice: Voice) -> Frame | None:
    verb = mark.trigger.verb
    start = clause_start(sentence, floor, mark.start, after_verb=floor > sentence.start)
    found = subject_holder(sentence, start, mark.start, voice)
    if found is None and start != floor:
        found = subject_holder(sentence, floor, mark.start, voice)
    participle = mark.trigger.form == "past" and is_participle(sentence, mark, floor)
    if found and _runs_on(sentence, mark, found[0], participle=participle):
        found = None
    if found is None and mark.trigger.form in ("past", "third"):
        found, participle = _coordinated(sentence, mark, floor, voice), False
    if found is None or verb is None or participle:
        return None
    attribution, heads, begin = found
    denied = _NOT_DONE.search(sentence.low, max(floor, mark.start - 24), mark.start) is not None
    wishes = verb.base.startswith("would ")
    bare = mark.trigger.form == "base" and not wishes
    if bare and not (denied or _plural(sentence, mark, begin)):
        return None
    if verb.group == "agreement" and verb.base != "agree" and attribution.holder not in (None, "^"):
        return None
    asks = verb.group in ("proposal", "request", "invitation")
    if (
        asks
        and " " not in verb.base
        and attribution.holder in _SOME
        and not _OBJECT.match(sentence.low, mark.end)
    ):
        return None
    told_person = _tells(verb.base)
    content, told = _told_that(sentence, mark, person=told_person)
    if content is None and lacks_object(sentence, mark, verb):
        return None
    present = mark.trigger.form != "past" and attribution.holder in (None, "^")
    return Frame(
        verb, start, mark, mark.end, told, attribution, content, "active",
        subject=heads, begin=begin, present=present, negated=denied,
    )  # fmt: skip


def _runs_on(sentence: Sentence, mark: Mark, attribution: Attribution, *, participle: bool) -> bool:
    """Tell whether another verb stands within: "the delegate presented it and noted"."""
    if (attribution.holder or "").endswith(" and"):
        return True
    told = participle and sentence.low.endswith(" and ", sentence.start, mark.start)
    return told and sentence.low.startswith(" that ", mark.end)


def _coordinated(
    sentence: Sentence, mark: Mark, floor: int, voice: Voice
) -> tuple[Attribution, tuple[Actor, ...], int] | None:
    """Give who speaks where a verb that tells nothing comes first: "reviewed X and noted"."""
    low = sentence.low
    told = _OBJECT.match(low, mark.end) or any(e.start == mark.end + 1 for e in sentence.entities)
    if floor != sentence.start or not told or not _CONTINUES.search(low[floor : mark.start]):
        return None
    if mark.trigger.form == "third":
        named = next((e for e in sentence.actors if e.start <= floor + _NEAR), None)
        end = named.end if named and _PRESENT.match(low, named.end) else None
    else:
        first = _PAST.search(low, floor, mark.start)
        end = first.start() if first else None
    return None if end is None else subject_holder(sentence, floor, end, voice)


def _tells(base: str) -> bool:
    """Tell whether a verb names somebody before its "that": "agrees with the Chair that"."""
    return base == "agree with" or base in table("speakers")["reporting"]["informing"]


def _holds(base: str, noun: re.Match[str]) -> bool:
    """Tell whether a view is held again: "reiterates its conviction that States should"."""
    return base in _AGAIN and noun.group(1).rsplit(None, 1)[-1] in _VIEWS


def _told_that(sentence: Sentence, mark: Mark, *, person: bool = False) -> tuple[int | None, str]:
    """Give where the content begins and what is told: "expressed confidence" before its "that"."""
    told = " ".join(mark.trigger.text.split())
    content = content_start(sentence.low, mark.end, sentence.end, person=person)
    noun = _NOUN_THAT.match(sentence.low, mark.end, sentence.end)
    base = mark.trigger.verb.base if mark.trigger.verb else ""
    if content is None and noun and (base == "express" or _holds(base, noun)):
        return noun.end(), f"{told} {' '.join(noun.group(1).split())}"
    return content, told


def _plural(sentence: Sentence, mark: Mark, begin: int) -> bool:
    subject = sentence.low[begin : adverbs_before(sentence.low, begin, mark.start)].rstrip()
    if subject.startswith("we"):
        return True
    if "," in subject or subject.endswith((" to", " not", " its", " this", " his")):
        return False
    return subject.endswith(("s", "we", "they", "many", "some", "most")) or " and " in subject
