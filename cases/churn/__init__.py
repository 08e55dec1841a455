"""Customer churn: predict it, and put the prediction to work."""
