"""Write constraints.txt anew: the newest versions that fit together, with everything they bring along.

Run it (`make lock`) under the oldest Python we support: it needs the most.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ON_WINDOWS_ONLY = ["colorama", "pywin32"]  # of click and pytest, of xlwings
HEADING = """\
# Exact versions of everything, written by `make lock`; do not edit.
# pip install --constraint constraints.txt --editable .
"""


def requirements() -> list[str]:
    """What pyproject.toml asks for, extras too, on any platform."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [requirement.split(";")[0].strip() for group in groups for requirement in group]


def resolve(*arguments: str) -> dict[str, str]:
    """The versions that pip would install into an empty environment, by name."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run([*command, "--report", str(report), *arguments], check=True)
        installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {item["metadata"]["name"]: item["metadata"]["version"] for item in installed}


def main() -> None:
    """Resolve for this platform, add what only Windows needs, write the file."""
    pins = resolve(*requirements())
    windows = ("--no-deps", "--platform", "win_amd64", "--only-binary=:all:", "--target", ".")
    pins |= resolve(*windows, *ON_WINDOWS_ONLY)
    lines = [f"{name}=={pins[name]}" for name in sorted(pins, key=str.lower)]
    (ROOT / "constraints.txt").write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"constraints.txt: {len(lines)} versions")


if __name__ == "__main__":
    main()
