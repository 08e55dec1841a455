"""Evidence is the same, byte for byte, in any process: hashing, threads and what was imported before play no part."""

from pathlib import Path

import pytest

from labs.fraud import FAMILIES
from tests.labs.fresh_process import found_twice

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


@pytest.mark.slow
def test_two_processes_find_the_same_evidence_byte_for_byte(project: Path, tmp_path: Path) -> None:
    one, other = found_twice(DIGESTS, project, tmp_path)
    assert other == one
    assert len({found[0] for found in one.values()}) == len(FAMILIES)
