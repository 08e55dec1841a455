"""Design a fraud-detection pipeline: pass, challenge, review or block each card payment in time."""
