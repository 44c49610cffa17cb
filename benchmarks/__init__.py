"""Benchmarks: each module is one, prints its own figures, and runs by itself."""
