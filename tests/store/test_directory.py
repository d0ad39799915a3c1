"""The embedded store: its directory, which survives whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import (
    EmbeddedStore,
    Limits,
    SnapshotDirectory,
    StoreBusy,
    StoreError,
    StoreFormatError,
)
from tests.store.made import (
    G,
    count,
    numbered,
)


class TestDirectory:
    def test_second_owner_is_refused(self, store: EmbeddedStore) -> None:
        with pytest.raises(StoreBusy, match="Another recgraph process is using"):
            EmbeddedStore(store.directory.path)

    def test_other_process_moves_on(self, store: EmbeddedStore) -> None:
        """A reader with workers of its own sees what the owner publishes."""
        with EmbeddedStore(store.directory.path, writable=False) as reader:
            assert count(reader) == 0
            store.replace_graphs({G: numbered(4)})
            assert count(reader) == 4

    def test_other_format_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "format").write_text("recgraph-store 99\n")
        with pytest.raises(StoreFormatError, match="recgraph-store 99"):
            EmbeddedStore(tmp_path)

    def test_missing_format_is_refused(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path):
            pass
        (tmp_path / "format").unlink()
        with pytest.raises(StoreFormatError, match="its version is unknown"):
            EmbeddedStore(tmp_path)

    def test_nothing_to_read(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="recgraph build"):
            EmbeddedStore(tmp_path / "none", writable=False)
        assert not (tmp_path / "none").exists()

    def test_old_snapshots_go(self, store: EmbeddedStore) -> None:
        for i in range(4):
            store.replace_graphs({G: numbered(i)})
            assert count(store) == i
        store.update("INSERT DATA { <a:a> <a:b> 1 }")
        kept = [p.name for p in store.directory.snapshots.iterdir() if p.is_dir()]
        assert store.version in kept
        assert len(kept) <= 2

    def test_remains_of_a_crash(self, store: EmbeddedStore) -> None:
        store.replace_graphs({G: numbered(3)})
        remains = store.directory.snapshots / "next.part"
        remains.mkdir()
        (remains / "000001.sst").write_text("half")
        assert count(store) == 3
        store.replace_graphs({G: numbered(4)})
        assert count(store) == 4
        assert not remains.exists()

    def test_killed_in_the_middle_of_a_write(self, tmp_path: Path) -> None:
        """However early the writer is killed, there is the old version or the new."""
        code = (
            "import sys, pathlib; from graph.store import EmbeddedStore; "
            "s = EmbeddedStore(pathlib.Path(sys.argv[1])); print('open', flush=True)\n"
            "while True: s.update('INSERT DATA { GRAPH <a:g> { <a:a> <a:b> ' "
            "+ str(id(object())) + ' } }'); print(s.version, flush=True)"
        )
        acknowledged = ""
        for lines in (1, 2, 3):
            writer = subprocess.Popen(
                [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
            )
            assert writer.stdout is not None
            for _ in range(lines):
                acknowledged = writer.stdout.readline().strip()
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
            with EmbeddedStore(tmp_path) as store:
                assert count(store) >= 0
                assert acknowledged == "open" or store.version >= acknowledged
                store.update("INSERT DATA { <a:a> <a:b> 1 }")

    def test_from_disk(self, tmp_path: Path) -> None:
        limits = Limits(workers=1, in_memory_quads=10)
        with EmbeddedStore(tmp_path, limits=limits) as store:
            store.replace_graphs({G: numbered(50)})
            assert count(store) == 50
            store.replace_graphs({G: numbered(60)})
            assert count(store) == 60

    def test_pointer_to_nothing(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path):
            pass
        (tmp_path / "current").write_text("00000009-missing\n")
        with (
            EmbeddedStore(tmp_path, writable=False) as store,
            pytest.raises(StoreError, match="is missing"),
        ):
            count(store)

    def test_publishing_waits_for_the_lock(self, tmp_path: Path) -> None:
        directory = SnapshotDirectory(tmp_path)
        with (
            directory.writing(0.1),
            pytest.raises(StoreBusy, match="Another write"),
            SnapshotDirectory(tmp_path).writing(0.1),
        ):
            pass

    def test_temporary_directories_left_behind_go(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        code = (
            "import os; from graph.store import EmbeddedStore; _ = EmbeddedStore(None); os._exit(9)"
        )
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, check=False
        )
        (left,) = tmp_path.iterdir()
        with EmbeddedStore(None) as young:
            assert left.exists()
            past = left.stat().st_mtime - 3600
            for path in (left, young.directory.path):
                os.utime(path, (past, past))
            with EmbeddedStore(None):
                assert not left.exists()
                assert young.directory.path.exists()
