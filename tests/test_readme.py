"""Every command in the README does what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Server

README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```sh\n(.+?)```", README, re.S)
MAKE = [block for block in BLOCKS if block.startswith("make ")]
COMMANDS = [block for block in BLOCKS if not block.startswith("make ")]


def test_the_readme_has_two_make_commands_and_some_others() -> None:
    assert [block.strip() for block in MAKE] == ["make run", "make test"]
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("target", ["install", "run", "test", "check", "bench", "docs"])
def test_make_knows_the_target(target: str) -> None:
    answer = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("block", COMMANDS)
def test_command_runs(block: str, server: Server, tmp_path: Path) -> None:
    command = block.replace("http://127.0.0.1:8000", server.url)
    command = command.replace("--data data", f"--data '{server.data}'")
    command = command.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    for written in ("graph.html", "worksheet.docx"):
        command = command.replace(written, str(tmp_path / written))
    answer = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert "problem" not in answer.stdout[:200]
    files = [file.stat().st_size for file in tmp_path.iterdir()]
    assert answer.stdout.strip() or min(files, default=0) > 5_000
    if "/api/" in command:
        assert json.loads(answer.stdout)["total"] > 0


def test_the_notebook_example_runs(capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = re.findall(r"```python\n(.+?)```", README, re.S)
    exec(compile("\n".join(examples), "README.md", "exec"), {})
    told = capsys.readouterr().out
    assert "2(l) should" in told
    assert "2018, 2(n)" in told


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
