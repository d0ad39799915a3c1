"""The W3C's own SPARQL suites, from a copy on disk that RECGRAPH_W3C_SUITE names."""

from __future__ import annotations

import fnmatch
import os
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conformance.manifests import Case, read_suite
from tests.conformance.running import WrongAnswerError, run

SUITE = os.environ.get("RECGRAPH_W3C_SUITE")
CASES = read_suite(Path(SUITE)) if SUITE else []
EXCEPTIONS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("exceptions.toml").read_text("utf-8")
)["exception"]


def exception(name: str) -> dict[str, Any] | None:
    """The exception that a case falls under."""
    found = (e for e in EXCEPTIONS if any(fnmatch.fnmatchcase(name, c) for c in e["cases"]))
    return next(found, None)


@pytest.mark.skipif(not CASES, reason="RECGRAPH_W3C_SUITE names no folder with the W3C's suites")
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, conformance_server: httpx.Client) -> None:
    known = exception(case.name)
    if known is None:
        run(conformance_server, case)
    elif known.get("skip"):
        pytest.skip(known["reason"])
    else:
        with pytest.raises(WrongAnswerError):
            run(conformance_server, case)


@pytest.mark.parametrize("known", EXCEPTIONS, ids=lambda e: str(e["cases"][0]))
def test_every_exception_has_a_reason_and_is_told(known: dict[str, Any]) -> None:
    page = Path(__file__).parents[2].joinpath("docs", "conformance.md").read_text("utf-8")
    told = " ".join(page.split())
    assert known["reason"] in told
    assert all(f"`{name.removesuffix('/*')}`" in told for name in known["cases"])
