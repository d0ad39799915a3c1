"""Read damaged and made-up documents for a time: `make fuzz`, or `python -m bench.fuzz SECONDS`.

Nothing but our own errors may come of it, every quote must stand at its offsets, and every
character must be accounted for.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from graph.errors import RecgraphError
from graph.reader import read_document
from graph.reading import accounted
from ontology.vocabularies import load_vocabularies

ROOT = Path(__file__).parent.parent
SEEDS = sorted([*(ROOT / "corpus").glob("*.txt"), *(ROOT / "tests" / "data" / "seeds").glob("*.*")])


PIECES = json.loads((ROOT / "bench" / "pieces.json").read_text(encoding="utf-8"))


def made_up(chance: random.Random) -> bytes:
    """Put pieces of such documents together at random."""
    chosen = chance.choices(PIECES, k=chance.randint(1, 120))
    joint = chance.choice(("", " ", "\n"))
    return joint.join(chosen).encode("utf-8", "surrogatepass")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut, repeat, swap or overwrite a few pieces."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 2, 8, 64, 512)))
        piece = chance.choice((b"", data[start:end] * 2, chance.randbytes(end - start), b"\n(a) "))
        data = data[:start] + piece + data[end:]
    return data


def main(seconds: float) -> None:
    """Fuzz until the time is over and tell how many documents were read and refused."""
    vocabularies, read, refused, case = load_vocabularies(), 0, 0, 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        case += 1
        chance = random.Random(case)
        path = chance.choice((*SEEDS, None))
        name = path.name if path else "made-up.txt"
        data = damaged(path.read_bytes(), chance) if path else made_up(chance)
        try:
            document = read_document(data, name, vocabularies)
        except RecgraphError:
            refused += 1
            continue
        read += 1
        for unit in document.units:
            for mention in unit.mentions:
                quote = document.text[mention.start : mention.end]
                if quote != mention.quote:
                    sys.exit(f"case {case}, {name}: {mention} is not at its offsets")
        if accounted(document):
            sys.exit(f"case {case}, {name}: characters are not accounted for")
    print(f"{case} cases: {read} read, {refused} refused, no fault")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
