"""Decide: transitions, review records and frozen versions of goal tables."""
