"""Practice, without a screen."""
