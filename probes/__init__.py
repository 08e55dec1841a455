"""Probes: what an interviewer asks of designs like these, one theme a file, named by the claim it tests."""
