"""Wiring: settings, addresses, log-in, error pages."""
