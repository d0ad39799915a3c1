"""Run the benchmarks: `make bench`, or `python -m bench reading`."""

from __future__ import annotations

import sys
from importlib import import_module

from bench.figures import SkippedError, table

SUITES = ("reading", "building", "plans", "serving", "streaming", "pages")

if __name__ == "__main__":
    for name in sys.argv[1:] or SUITES:
        print(f"\n{name}", flush=True)
        try:
            print(table(import_module(f"bench.{name}").figures()), flush=True)
        except SkippedError as reason:
            print(f"skipped: {reason}", flush=True)
