#!/usr/bin/env python3
"""
The peers' side of the comparison. Lines come in, one JSON line answers each:

    list                              every row, with the packages it lacks
    run NAME THREADS SIZE REPEATS     the milliseconds of each repeat, as "ms"

With --check, every row that is installed is compared with what it should give, and nothing is measured.
"""

import argparse
import contextlib
import gc
import importlib
import json
import os
import sys
import time
from typing import Callable, ContextManager

import packages
from rows import ROWS, Row

# OpenMP's threads go on spinning for a while when their work is done; they would take a core from what follows.
CALMING = 0.01


class Bench:
    """The row that is measured now; another one takes its place and its memory."""

    def __init__(self) -> None:
        self.key: tuple[str, int] | None = None
        self.batch = None
        self.work: Callable[[], object] | None = None

    def run(self, row: Row, threads: int, size: int, repeats: int) -> list[float]:
        set_threads(threads)
        if self.key != (row.name, size):
            self._prepare(row, size)
        assert self.work is not None
        times = []
        gc.disable()
        for _ in range(repeats):
            begin = time.perf_counter()
            result = self.work()
            # Giving the result's memory back is part of what it costs to make it.
            del result
            times.append(1000 * (time.perf_counter() - begin))
        gc.enable()
        if threads > 1:
            time.sleep(CALMING)
        return times

    def _prepare(self, row: Row, size: int) -> None:
        from batch import Batch

        self.work = None
        if self.batch is None or self.batch.size != size:
            self.batch = Batch(size)
        self.work = row.make(self.batch)
        self.work()
        self.key = (row.name, size)


def set_threads(threads: int) -> None:
    if packages.version("torch"):
        importlib.import_module("torch").set_num_threads(threads)
    if packages.version("OpenCV"):
        importlib.import_module("cv2").setNumThreads(threads)


def without_gradients() -> ContextManager:
    return importlib.import_module("torch").inference_mode() if packages.version("torch") else contextlib.nullcontext()


def describe(row: Row) -> dict:
    return {
        "name": row.name,
        "work": row.work,
        "peer": row.peer,
        "form": row.form,
        "sizes": row.sizes,
        "missing": row.missing,
        "version": None if row.missing else row.version,
    }


def answer(bench: Bench, line: str) -> dict:
    words = line.split()
    if words == ["list"]:
        return {"rows": [describe(row) for row in ROWS]}
    if len(words) != 5 or words[0] != "run":
        return {"error": f"'{line.strip()}' is neither 'list' nor 'run NAME THREADS SIZE REPEATS'"}
    row = next((row for row in ROWS if row.name == words[1]), None)
    if row is None:
        return {"error": f"no row is called {words[1]}"}
    if row.missing:
        return {"error": f"not installed: {', '.join(row.missing)}"}
    threads, size, repeats = map(int, words[2:])
    return {"name": row.name, "ms": bench.run(row, threads, size, repeats)}


def serve() -> None:
    bench = Bench()
    with without_gradients():
        for line in sys.stdin:
            try:
                reply = answer(bench, line)
            except Exception as error:  # a peer's failure is a row of the table, not the end of it
                reply = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(reply), flush=True)


def check() -> int:
    failed = 0
    for row in ROWS:
        if row.missing:
            verdict = f"not installed: {', '.join(row.missing)}"
        else:
            with without_gradients():
                problem = importlib.import_module("check").problem(row)
            failed += problem is not None
            verdict = f"WRONG: {problem}" if problem else "right"
        print(f"{row.name:40} {verdict}")
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--timm", metavar="PATH", help="a checkout of timm, instead of an installed one")
    parser.add_argument("--check", action="store_true", help="check results, measure nothing; exit code 1 if wrong")
    arguments = parser.parse_args()
    if arguments.timm:
        os.environ[packages.TIMM_PATH] = arguments.timm
    if arguments.check:
        return check()
    serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
