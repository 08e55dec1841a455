"""What the families of models are called."""

_NAMES = {"logistic": "logistic regression", "forest": "random forest", "boosted": "boosted trees"}


def spoken(algorithm: str) -> str:
    """A family of models in words; one that is not known is said as it is.

    >>> spoken("boosted"), spoken("tree")
    ('boosted trees', 'tree')
    """
    return _NAMES.get(algorithm, str(algorithm))
