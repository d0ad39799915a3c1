"""Building: a table of recommendations of many documents, read, checked, related and stored."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure
from bench.manyunits import write_recommendations

__all__ = ["figures"]

_ROWS = 4_000
_PER_DOCUMENT = 40


def figures() -> list[Figure]:
    """Build a table; processor time of all processes, so that what else runs counts little."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write(place / "rows.jsonl", place / "texts")
        seconds, peak_mib = _built(place / "rows.jsonl", place / "data")
    return [
        Figure("rows built a second of processor time", _ROWS / seconds, "rows/s", floor=150),
        Figure("memory of the largest process of a build", peak_mib, "MiB", ceiling=2_000),
    ]


def _write(table: Path, texts: Path) -> None:
    write_recommendations(texts, _ROWS)
    lines = (line for file in sorted(texts.iterdir()) for line in file.open() if line[:1].isdigit())
    with table.open("w") as out:
        for nth, line in enumerate(lines):
            symbol = f"A/RES/{40 + nth // _PER_DOCUMENT // 100}/{nth // _PER_DOCUMENT % 100 + 1}"
            text = line.partition(". ")[2].strip()
            row = {"symbol": symbol, "number": str(nth % _PER_DOCUMENT + 1), "text": text}
            out.write(json.dumps(row) + "\n")


def _built(table: Path, data: Path) -> tuple[float, float]:
    """Give the seconds of processor time that a build takes, and its memory in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    recgraph = Path(sys.executable).with_name("recgraph")
    command = [str(recgraph), "build", str(table), "--data", str(data)]
    subprocess.run([*command, "--workers", "2"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024
