"""Fixtures and settings that every test may use."""

import os
from pathlib import Path

import hypothesis
import pytest

from tests.oracles.chromium import find_chromium
from tests.oracles.libreoffice import find_soffice

# No deadline: two workers share two cores. In CI the same examples every time: a red build means a change.
hypothesis.settings.register_profile("workbench", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("workbench")


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice program. The test fails, and is not skipped, where there is none."""
    return find_soffice()


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium program. The test fails, and is not skipped, where there is none."""
    return find_chromium()
