"""CPU time of several ways to do the same, measured in turns so that a busy machine hurts all alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping


def cpu_medians(cases: Mapping[str, Callable[[], object]], rounds: int = 7) -> dict[str, float]:
    """Return the median CPU seconds of each case; every round runs every case once."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            gc.collect()
            start = time.process_time()
            case()
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def print_ratio(what: str, ratio: float, aim: str) -> None:
    print(f"{what}: {ratio:.2f} (aim {aim})")
