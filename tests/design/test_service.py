"""Service times: lognormal, exponential, deterministic, measured; each held to what its law says of itself."""

from math import exp, inf, isfinite, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import Deterministic, Empirical, Exponential, Service
from design.distribution import Grid
from design.response import service_time
from design.service import Z99, endless, normal_cdf

MEASURED = Empirical.at({0.0: 2.0, 0.5: 5.0, 0.95: 12.0, 0.99: 30.0, 1.0: 90.0})
SAMPLED = Empirical.of([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0])
LAWS = [Service(10.0, 40.0), Exponential(12.0), Deterministic(10.0), MEASURED, SAMPLED]
laws = pytest.mark.parametrize("law", LAWS, ids=["lognormal", "exponential", "deterministic", "measured", "sampled"])


@laws
def test_half_is_done_by_the_median_and_99_of_a_hundred_by_the_p99(law):
    """Of a law with steps: at least so much by then, and less just before."""
    for share, time in ((0.5, law.p50), (0.99, law.p99)):
        before, by_then = law.cdf(np.array([time * (1 - 1e-9), time * (1 + 1e-9)]))
        assert before - 1e-6 <= share <= by_then + 1e-6
        assert law.quantile(share) == time


@laws
def test_what_is_drawn_has_the_mean_and_the_spread_that_it_says(law):
    """200,000 draws with a seed; four standard errors. The scv of the lognormal has fourth moments: 5 %."""
    drawn = law.draw(np.random.default_rng(1), 200_000)
    assert pytest.approx(law.mean, abs=4 * sqrt(law.scv / 200_000) * law.mean + 1e-9) == float(drawn.mean())
    assert pytest.approx(law.scv, rel=0.05, abs=1e-12) == float(drawn.var()) / law.mean**2


@laws
def test_on_a_grid_the_mean_is_kept(law):
    """To a hundredth of a step for smooth laws and for one fixed time; to half a step for samples."""
    grid = Grid(0.3)
    close = 0.15 if law is SAMPLED else 0.01
    assert pytest.approx(law.mean, abs=close) == service_time(law, grid).mean


@laws
def test_the_chances_at_the_edges_of_the_cells_are_exact(law):
    if law.scv == 0:
        return
    grid = Grid(0.3)
    edges = (np.arange(len(service_time(law, grid).mass)) + 0.5) * 0.3
    np.testing.assert_allclose(service_time(law, grid).cdf, law.cdf(edges), atol=1e-12)


def test_a_lognormal_is_done_as_the_normal_law_says():
    """To 4e-8: the table that stands for the error function."""
    service = Service(10.0, 40.0)
    times = np.geomspace(0.5, 200.0, 101)
    expected = [normal_cdf(log(t / 10.0) / service.sigma) for t in times]
    np.testing.assert_allclose(service.cdf(times), expected, atol=4e-8)


@given(st.floats(1e-3, 1e4), st.floats(1.0, 1e3))
def test_a_service_time_keeps_its_two_percentiles(p50, ratio):
    """Median and p99 go in; read back through the normal distribution they come out."""
    service = Service(p50, p50 * ratio)
    assert pytest.approx(ratio) == exp(Z99 * service.sigma)
    assert service.mean >= p50
    assert isfinite(service.scv) and service.scv >= 0


def test_a_service_time_slower_at_its_median_than_at_its_tail_has_no_spread():
    service = Service(5.0, 2.0)
    assert (0.0, 5.0, 0.0, 5.0) == (service.sigma, service.mean, service.scv, service.quantile(0.999))
    assert [0.0, 1.0] == list(service.cdf(np.array([4.9, 5.1])))


def test_the_normal_distribution_has_its_tabled_values():
    """Abramowitz & Stegun, table 26.1."""
    assert pytest.approx([0.5, 0.8413447, 0.9750021, 0.99], abs=1e-7) == [normal_cdf(z) for z in (0.0, 1.0, 1.96, Z99)]


def test_an_exponentials_p99_is_ln_100_means():
    assert pytest.approx(12.0 * log(100)) == Exponential(12.0).p99


def test_samples_have_the_moments_of_the_sample():
    found = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0])
    assert pytest.approx((found.mean(), found.var() / found.mean() ** 2)) == (SAMPLED.mean, SAMPLED.scv)
    assert [0.0, 0.25, 0.375, 1.0] == list(SAMPLED.cdf(np.array([0.5, 1.0, 2.5, 9.0])))


def test_an_even_stretch_has_the_moments_of_the_uniform_law():
    """Variance of uniform on 0 to 12: 144 / 12, over the squared mean 36."""
    even = Empirical.at({0.0: 0.0, 1.0: 12.0})
    assert pytest.approx((6.0, 1 / 3)) == (even.mean, even.scv)


def test_measured_percentiles_come_back():
    assert pytest.approx([5.0, 12.0, 30.0]) == [MEASURED.quantile(q) for q in (0.5, 0.95, 0.99)]


def test_two_measurements_that_are_the_same_are_one_key():
    again = Empirical.of([9.0, 1.0, 4.0, 1.0, 5.0, 3.0, 2.0, 6.0])
    assert (SAMPLED, hash(SAMPLED)) == (again, hash(again))


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ({0.0: 1.0}, "two or more finite times"),
        ({0.5: 1.0, 1.0: 2.0}, r"say the shortest time \(0\) and the longest \(1\)"),
        ({0.0: 1.0, 0.99: 2.0}, r"Shares run from 0 to 0.99"),
        ({0.0: 5.0, 1.0: 2.0}, "may not fall"),
        ({0.0: -1.0, 1.0: 2.0}, "at least 0 ms"),
        ({0.0: 1.0, 1.0: inf}, "finite"),
    ],
)
def test_what_is_no_measurement_is_refused_in_words(points, says):
    with pytest.raises(ValueError, match=says):
        Empirical.at(points)


def test_no_sample_is_refused():
    with pytest.raises(ValueError, match="two or more"):
        Empirical.of([])


def test_work_without_a_p99_never_ends():
    assert endless(Service(1.0, inf))
    assert 1.0 == service_time(Service(1.0, inf), Grid(1.0)).never
    assert not endless(Exponential(1.0))
