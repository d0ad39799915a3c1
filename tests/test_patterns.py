"""Compiled patterns come back from one process to the next, and damage only costs time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph import patterns
from graph.patterns import kept_pattern

PATTERN = r"(?P<word>may|must) +not (be)?"


@pytest.fixture(autouse=True)
def _keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_HERE", tmp_path / "patterns.py")
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def test_a_kept_pattern_is_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made = kept_pattern("may", PATTERN, re.IGNORECASE)
    monkeypatch.setattr(re, "compile", None)
    again = kept_pattern("may", PATTERN, re.IGNORECASE)
    monkeypatch.undo()
    assert again == made == re.compile(PATTERN, re.IGNORECASE)
    assert (again.groupindex, again.groups) == (made.groupindex, made.groups)
    assert (found := again.search("It MUST not be")) is not None
    assert found.groupdict() == {"word": "MUST"}


def test_another_pattern_or_flag_under_a_name_is_compiled_anew() -> None:
    kept_pattern("may", PATTERN)
    assert kept_pattern("may", "shall").search("it shall")
    assert kept_pattern("may", "shall", re.IGNORECASE).search("it SHALL")


@pytest.mark.parametrize("kept", [(0, 0, (), b"\x01\0\0\0"), (32, 0, (), b"\xff" * 40)])
def test_code_that_the_engine_refuses_is_compiled_anew(
    kept: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "recall", lambda *_: kept)
    assert kept_pattern("may", "shall").search("it shall")


def test_without_the_engines_parts_patterns_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_pattern("may", PATTERN)
    monkeypatch.setattr(patterns, "_sre", None)
    assert kept_pattern("may", PATTERN).search("may not be")
