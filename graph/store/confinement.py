"""What keeps a process that runs strangers' queries in its place: death, memory, no network."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Final

__all__ = [
    "cut_off_network",
    "die_with_parent",
    "limit_memory",
    "memory_meter",
]

_PR_SET_PDEATHSIG: Final = 1
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_PAGE: Final = resource.getpagesize()
_STACK_BYTES: Final = 64 * 1024 * 1024


def die_with_parent(parent: int) -> None:
    """Have this process killed when the thread that started it ends; ``parent`` is its process.

    On Linux only; elsewhere the end of the socket tells.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


def cut_off_network() -> bool:
    """Leave the machine's network behind, where the system allows it; true where it did.

    Queries that reach out are refused before they come here; this is for the one that slips
    through.
    """
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    return any(library.unshare(f) == 0 for f in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def limit_memory(mebibytes: int) -> None:
    """Let this process take this much more memory than it has now; 0 for no limit.

    It may use a deeper stack, and it leaves no core file.
    """
    hard_stack = resource.getrlimit(resource.RLIMIT_STACK)[1]
    stack = _STACK_BYTES if hard_stack == resource.RLIM_INFINITY else min(_STACK_BYTES, hard_stack)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, hard_stack))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if mebibytes and sys.platform == "linux":
        limit = memory_meter()() + mebibytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def memory_meter() -> Callable[[], int]:
    """Give what measures this process's address space in bytes; 0 where the system does not tell.

    The file it reads stays open, so that measuring again costs one call.
    """
    try:
        descriptor = os.open("/proc/self/statm", os.O_RDONLY)
    except FileNotFoundError:
        return lambda: 0

    def measure() -> int:
        return int(os.pread(descriptor, 100, 0).split(maxsplit=1)[0]) * _PAGE

    return measure
