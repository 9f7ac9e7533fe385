"""Timing: the median of several runs, in one process, with the garbage of earlier rows collected first."""

from __future__ import annotations

import gc
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def median_seconds(call: Callable[[], object], runs: int) -> float:
    """Give the median wall time of a call, warm."""
    call()
    gc.collect()
    return statistics.median(once(call) for _ in range(runs))


def cold_seconds(command: Sequence[str], runs: int) -> float:
    """Give the median wall time of a whole process."""
    return statistics.median(
        once(lambda: subprocess.run(command, check=False, capture_output=True)) for _ in range(runs)
    )


def once(call: Callable[[], object]) -> float:
    """Give the wall time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
