"""Churn evidence is the same, byte for byte, in any process: hashing, threads and imports play no part."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from labs.churn import ChurnSetting, evidence_of, risk_evidence_of

folder, found = Path(sys.argv[1]), {}
for family, learner in (("logistic", "two_model"), ("boosted", "transformed")):
    setting = ChurnSetting(dataset="telco", family=family, learner=learner, trial_customers=2000, balance="oversampled")
    found[family] = evidence_of(setting, cache_dir=folder).fingerprint
forest = risk_evidence_of(ChurnSetting(dataset="telco", family="forest"), cache_dir=folder)
found["forest"] = hashlib.sha256(forest.score.tobytes() + repr((forest.auc, forest.leaks)).encode()).hexdigest()
print(json.dumps(found))
"""


def digests(project: Path, folder: Path, **variables: str) -> dict[str, str]:
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
    assert len(set(one.values())) == 3
