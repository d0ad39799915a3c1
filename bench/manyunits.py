"""A long list of short recommendations, made of the vocabularies' own names."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ontology.vocabularies import load_vocabularies

__all__ = ["write_recommendations"]

_SEED = 20240501
_FILES = 4
_NAMED = frozenset({"theme", "actor", "organization", "instrument"})
_VERBS = ("strengthen", "promote", "review", "consider", "support", "improve", "address", "expand")
_ASKED = ("Member States", "UNODC", "The Secretariat", "States parties", "The Commission")


def write_recommendations(folder: Path, count: int) -> None:
    """Write ``count`` numbered recommendations into four files.

    Each names two or three entities of one neighbourhood of the vocabulary, so that the graph has
    clusters as real reports have.
    """
    random = Random(_SEED)
    entities = load_vocabularies().entities.values()
    names = sorted({entity.label for entity in entities if entity.type in _NAMED})
    folder.mkdir(parents=True, exist_ok=True)
    for file in range(_FILES):
        lines = [f"Draft report of the working group, part {file + 1}\n"]
        for number in range(1, count // _FILES + 1):
            centre = random.randrange(len(names))
            near = [names[(centre + random.randrange(12)) % len(names)] for _ in range(2)]
            asked, verb = random.choice(_ASKED), random.choice(_VERBS)
            lines.append(
                f"{number}. {asked} should {verb} {near[0]} and {near[1]} "
                f"(see paragraph {random.randrange(10**5)}).\n"
            )
        (folder / f"part-{file + 1}.txt").write_text("\n".join(lines), encoding="utf-8")
