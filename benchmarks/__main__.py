"""Runs the benchmarks one after the other, each in a process of its own: ./run bench [NAME ...]."""

import subprocess
import sys
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def is_benchmark(name: str) -> bool:
    source = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    return '__name__ == "__main__"' in source


def main(names: list[str]) -> int:
    known = list(filter(is_benchmark, NAMES))
    if unknown := set(names) - set(known):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    failed = []
    for name in names or known:
        print(f"\n== {name}", flush=True)
        if subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]):
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
