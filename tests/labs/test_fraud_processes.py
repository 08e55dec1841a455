"""Evidence is the same, byte for byte, in any process: hashing, threads and what was imported before play no part."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from labs.fraud import FAMILIES

DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from labs.fraud import FAMILIES, FraudSetting, with_first_days

found = {}
for family in FAMILIES:
    setting = FraudSetting(customers=120, terminals=240, family=family, retrain_every_days=28, balance="undersampled")
    e = with_first_days(setting, cache_dir=Path(sys.argv[1]))
    parts = (e.score, e.amount, e.first_days.score, e.curves["nightly", True].fraud_amount)
    found[family] = [e.fingerprint, *(hashlib.sha256(part.tobytes()).hexdigest() for part in parts)]
print(json.dumps(found))
"""


def digests(project: Path, folder: Path, **variables: str) -> dict[str, list[str]]:
    """What a fresh interpreter finds for every family, with these environment variables and an empty cache."""
    environment = {**os.environ, "PYTHONPATH": str(project), **variables}
    command = [sys.executable, "-c", DIGESTS, str(folder)]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.mark.slow
def test_two_processes_find_the_same_evidence_byte_for_byte(project: Path, tmp_path: Path) -> None:
    """One thread or four, one order of hashes or another."""
    one = digests(project, tmp_path / "one", PYTHONHASHSEED="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    other = digests(project, tmp_path / "other", PYTHONHASHSEED="2", OMP_NUM_THREADS="4", OPENBLAS_NUM_THREADS="4")
    assert other == one
    assert len({found[0] for found in one.values()}) == len(FAMILIES)
