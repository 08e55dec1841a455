"""Churn evidence is the same, byte for byte, in any process: hashing, threads and imports play no part."""

from pathlib import Path

import pytest

from tests.labs.fresh_process import found_twice

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


@pytest.mark.slow
def test_two_processes_find_the_same_evidence_byte_for_byte(project: Path, tmp_path: Path) -> None:
    one, other = found_twice(DIGESTS, project, tmp_path)
    assert other == one
    assert len(set(one.values())) == 3
