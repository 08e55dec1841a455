"""The same evidence in two fresh interpreters that differ in all that must play no part."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ONE = {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
OTHER = {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4"}


def found_twice(program: str, project: Path, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a program prints as JSON with one thread and with four, one order of hashes and another, each time with an
    empty cache: the folder that it is given."""
    return _found(program, project, folder / "one", ONE), _found(program, project, folder / "other", OTHER)


def _found(program: str, project: Path, folder: Path, variables: dict[str, str]) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(project), **variables}
    command = [sys.executable, "-c", program, str(folder)]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found
