"""Diagnose a model that underperforms in production: see it, stop it, find it, mend it, keep it from coming back."""
