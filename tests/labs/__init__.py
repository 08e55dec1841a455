"""Tests of the labs: small worlds, independent slow references, laws."""
