"""Tests of the parts that designs are made of."""
