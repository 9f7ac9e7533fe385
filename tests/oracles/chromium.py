"""Chromium as an oracle: what a reader of the report sees on the screen and on paper."""

import tempfile
from pathlib import Path

from tests.oracles.processes import OracleError, find_program, run_group

SECONDS = 60.0
ATTEMPTS = 2

# Nothing may reach the network: a report is a file that is read without one, and so must its pictures be.
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND"),
)


def find_chromium() -> Path:
    """The Chromium (or Chrome) program, or an error that says what to install."""
    return find_program(
        "CHROMIUM",
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
        "Install Chromium (Debian: apt-get install chromium; Ubuntu: Google Chrome's package)",
    )


def screenshot(html: Path, png: Path, width: int = 1280, height: int = 1600) -> Path:
    """A picture of the page in a window of the given size."""
    return _render(html, png, [f"--screenshot={png.resolve()}", f"--window-size={width},{height}"])


def print_pdf(html: Path, pdf: Path) -> Path:
    """The page as it prints, by its own print styles, without the browser's header and footer."""
    return _render(html, pdf, [f"--print-to-pdf={pdf.resolve()}", "--no-pdf-header-footer"])


def _render(html: Path, target: Path, options: list[str]) -> Path:
    if not html.is_file():
        raise FileNotFoundError(html)  # Chromium would show its own error page and call that a success
    target.unlink(missing_ok=True)
    output: str | None = ""
    for _ in range(ATTEMPTS):
        with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
            place = [f"--user-data-dir={profile}", html.resolve().as_uri()]
            output = run_group([find_chromium(), *QUIET, *options, *place], SECONDS)
        if output is not None and target.is_file() and target.stat().st_size:
            return target
    said = "The time limit was reached." if output is None else output.strip()[-500:]
    raise OracleError(f"Chromium made no {target.name} of {html.name}. It said: {said or 'nothing'}")
