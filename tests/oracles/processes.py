"""Run an outside program with a time limit, and leave nothing of it behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path


class OracleError(RuntimeError):
    """An oracle is missing, or did not answer. It fails a test; it never skips one."""


def find_program(variable: str, names: Sequence[str], remedy: str) -> Path:
    """The program that the environment variable names, else the first of `names` on the PATH."""
    wanted = [os.environ[variable]] if os.environ.get(variable) else names
    found = next((path for path in map(shutil.which, wanted) if path), None)
    if found is None:
        programs = " or ".join(wanted)
        raise OracleError(f"There is no {programs}. {remedy}, or set {variable} to its path.")
    return Path(found)


def run_group(
    command: Sequence[str | Path], seconds: float, extra_environment: Mapping[str, str] | None = None
) -> str | None:
    """What the command printed, or None when it had to be killed after `seconds`.

    The command gets a process group of its own, which is killed as a whole: LibreOffice and Chromium are
    starters that leave children working, also after they have returned.
    """
    environment = {**os.environ, **(extra_environment or {})}
    with tempfile.TemporaryFile() as printed:  # a pipe would stay open as long as any child lives
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=environment,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        printed.seek(0)
        return printed.read().decode(errors="replace")
