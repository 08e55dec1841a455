"""What a model learns must be what it is served: the two ways to get training features, side by side."""

import numpy as np
import pytest

from labs.fraud import FraudSetting, evidence_of
from labs.fraud.features import features_of, recomputed_features_of
from labs.fraud.simulation import simulate

SMALL = {"customers": 600, "terminals": 1200, "retrain_every_days": 28}


def test_recomputed_features_know_frauds_that_serving_could_not_know() -> None:
    """The labels are the same; terminal risk counts frauds of the days before, whose labels had not come."""
    setting = FraudSetting(**SMALL)
    payments = simulate(setting)
    served, later = features_of(payments, setting), recomputed_features_of(payments, setting)
    risk = [10, 12, 14]
    assert np.array_equal(served.label, later.label)
    assert later.matrix[payments.fraud][:, risk].mean() > 2 * served.matrix[payments.fraud][:, risk].mean()


@pytest.mark.slow
def test_model_trained_on_recomputed_features_is_worse_when_it_serves() -> None:
    """The skew costs precision on the test weeks, which are scored with served features either way."""
    logged = evidence_of(FraudSetting(**SMALL))
    recomputed = evidence_of(FraudSetting(**SMALL, training_features="recomputed"))
    assert recomputed.average_precision < logged.average_precision - 0.05
