"""The size of the production world, its money and its calendar: one line a fact."""

from labs.fraud.policy import Prices
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import DAY_S

WARM_DAYS = 37
"""Thirty days of history for the longest window, seven for the labels in terminal risk."""

REFERENCE_DAYS = 28
"""Healthy weeks that every check compares with."""

RUN_DAYS = 56
"""Weeks in which an incident begins, is noticed and ends."""

HORIZON_DAYS = 14
"""So long after the alert money is counted: what is not mended goes on leaking."""

MATURATION_DAYS = 7
DAYS = WARM_DAYS + REFERENCE_DAYS + RUN_DAYS

SETTING = FraudSetting(
    customers=1500,
    terminals=3000,
    days=DAYS,
    label_delay_days=3.0,
    label_spread=0.4,
    maturation_days=MATURATION_DAYS,
)
"""Half of all frauds are known after three days and 98 % after seven (assumed; measure yours)."""

TRAINING_SEED = 90_210
"""The world that the models learned from; an incident has another seed, so other cards, shops and payments."""

PRICES = Prices(margin=0.08, goodwill=4.0, chargeback_fee=20.0)
"""Those of the fraud case: 8 % in the worked example of the amount-aware rule, the rest assumed; measure yours."""

PAYMENTS_PER_ROW = 100
"""The logs keep one payment in a hundred; money and counts of the business are multiplied by it (assumed)."""

MINUTE_S, HOUR_S = 60, 3_600
REFERENCE_START_S = WARM_DAYS * DAY_S
REFERENCE_END_S = (WARM_DAYS + REFERENCE_DAYS) * DAY_S
END_S = DAYS * DAY_S
ARRIVAL_HOUR = 9
