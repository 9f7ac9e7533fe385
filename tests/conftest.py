"""Fixtures and settings that every test may use."""

import os
from pathlib import Path

import hypothesis
import pytest

import workbench
from tests.oracles.chromium import find_chromium
from tests.oracles.libreoffice import find_soffice
from workbench.pipeline.build import fill_from_file

SAMPLES = Path(workbench.__file__).parent.parent / "samples"

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


@pytest.fixture(scope="session")
def fmcg_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The FMCG worked example as a filled survey."""
    path = tmp_path_factory.mktemp("cases") / "fmcg_worked.xlsx"
    fill_from_file("fmcg_wholesale", SAMPLES / "fmcg_worked.yaml", path, "zh")
    return path


@pytest.fixture(scope="session")
def pig_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pig worked example as a filled survey."""
    path = tmp_path_factory.mktemp("cases") / "pig_worked.xlsx"
    fill_from_file("pig_farming", SAMPLES / "pig_worked.yaml", path, "zh")
    return path
