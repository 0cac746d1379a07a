#!/usr/bin/env python3
"""
Cutwork against Python libraries, by turns: a turn of Cutwork, a turn of the peer, and again; the figure is the median
of the rounds' ratios. Prints a line per row; --out writes the table, --json the same with every round.
"""

import argparse
import itertools
import math
import os
import platform
import re
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from protocol import BenchError, Child, RowError
from table import Result, markdown

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent / "Cutwork.Bench"
BUILT = PROJECT / "bin" / "Release" / "net10.0" / "Cutwork.Bench.dll"

# Memory that was freed stays with the process, so that the next batch touches no new page.
MALLOC: dict[str, dict[str, str]] = {
    "default": {},
    "tuned": {
        "MALLOC_MMAP_MAX_": "0",
        "MALLOC_TRIM_THRESHOLD_": str(2**32),
        "MALLOC_TOP_PAD_": str(2**28),
    },
}

# Plans, and the peers' boxes, come in sets of eight; a paste's cost is its area, so its turns are whole sets.
CYCLE = 8
TURN_MS = 100.0
WARM_MS = 600.0
MOST_REPEATS = 4096
MOST_ROUNDS = 25
LEAST_ROUNDS = 3

# Both sides' threads spin for a moment when their work is done.
PAUSE = 0.01


@dataclass
class Plan:
    """What to measure."""

    sizes: list[int]
    threads: list[int]
    mallocs: list[str]
    only: re.Pattern[str]
    seconds: float


def main() -> int:
    arguments = parse()
    plan = Plan(
        sizes=arguments.sizes,
        threads=arguments.threads,
        mallocs=arguments.malloc,
        only=arguments.only,
        seconds=arguments.seconds or (1.0 if arguments.quick else 6.0),
    )
    results: list[Result] = []
    code = 0
    try:
        for result in compare(plan, cutwork_command(arguments.bench), peer_command(arguments.timm)):
            results.append(result)
            print(" | ".join(result.cells()), flush=True)
    except BenchError as error:
        print(f"run.py: {error}", file=sys.stderr)
        code = 2
    except KeyboardInterrupt:
        code = 130
    # What was measured until then is kept.
    if arguments.json and results:
        arguments.json.write_text("".join(result.to_json() + "\n" for result in results), encoding="utf-8")
    if arguments.out and results:
        arguments.out.write_text(markdown(about(results), results), encoding="utf-8")
    if results:
        print(f"{len(results)} rows; gates missed: {sum(result.kept is False for result in results)}")
    return code


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table there (Markdown)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write one JSON object a row there")
    parser.add_argument("--timm", metavar="PATH", help="a checkout of timm, where it is not installed")
    parser.add_argument("--quick", action="store_true", help="one second a row instead of six")
    parser.add_argument("--seconds", type=float, metavar="S", help="seconds a row; at least three rounds are made")
    parser.add_argument("--only", type=re.compile, default="", metavar="REGEX", help="rows whose work/peer has it")
    parser.add_argument("--sizes", type=numbers, default="224,32", metavar="LIST", help="default 224,32")
    parser.add_argument("--threads", type=numbers, default="1,2", metavar="LIST", help="default 1,2")
    parser.add_argument("--malloc", type=names, default="default,tuned", metavar="LIST", help="default default,tuned")
    parser.add_argument(
        "--bench",
        type=Path,
        default=BUILT,
        metavar="PATH",
        help="the built Cutwork.Bench.dll, or a program that speaks its protocol",
    )
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def names(text: str) -> list[str]:
    words = text.split(",")
    if unknown := [word for word in words if word not in MALLOC]:
        raise argparse.ArgumentTypeError(f"no malloc is called {unknown[0]}; there are {', '.join(MALLOC)}")
    return words


def cutwork_command(bench: Path) -> list[str]:
    if not bench.is_file():
        project = os.path.relpath(PROJECT)
        raise BenchError(f"no build of Cutwork's side at {bench}; make one with\n  dotnet build -c Release {project}")
    return [*(["dotnet"] if bench.suffix == ".dll" else []), str(bench), "serve"]


def peer_command(timm: str | None) -> list[str]:
    if timm is not None and not Path(timm).is_dir():
        raise BenchError(f"--timm {timm}: no such folder")
    return [sys.executable, str(HERE / "peer.py"), *(["--timm", timm] if timm else [])]


def compare(plan: Plan, cutwork: list[str], peer: list[str]) -> Iterator[Result]:
    """Cutwork's process lives on; the peers get a new one for each size, number of threads and malloc."""
    with Child("Cutwork", cutwork) as own:
        operations = own.operations()
        for malloc, size, threads in itertools.product(plan.mallocs, plan.sizes, plan.threads):
            with Child("the peers' process", peer, MALLOC[malloc]) as peers:
                for row in peers.ask("list")["rows"]:
                    if not plan.only.search(row["name"]) or row["sizes"] and size not in row["sizes"]:
                        continue
                    result = Result(
                        work=row["work"],
                        size=size,
                        threads=threads,
                        malloc=malloc,
                        peer=row["peer"],
                        version=row["version"] or "",
                        form=row["form"],
                    )
                    if row["missing"]:
                        result.note = f"not installed: {', '.join(row['missing'])}"
                    elif row["work"] not in operations:
                        result.note = "Cutwork's side does not list it"
                    else:
                        measure(result, row["name"], own, peers, plan.seconds)
                    yield result


def measure(result: Result, name: str, own: Child, peers: Child, seconds: float) -> None:
    """Rounds until the time is up."""
    sides = [(own, result.work, result.cutwork_ms), (peers, name, result.peer_ms)]
    cycle = CYCLE if result.work.startswith("cutmix") else 1
    try:
        cycles = [warm(child, operation, result, cycle) for child, operation, _ in sides]
        begin = time.monotonic()
        for round_ in range(MOST_ROUNDS):
            if round_ >= LEAST_ROUNDS and time.monotonic() - begin > seconds:
                break
            for (child, operation, times), count in zip(sides, cycles):
                times.append(turn(child, operation, result, cycle, count))
                time.sleep(PAUSE)
    except RowError as error:
        result.peer_ms.clear()
        result.cutwork_ms.clear()
        result.note = str(error)


def warm(child: Child, operation: str, result: Result, cycle: int) -> int:
    """Runs it until it is as fast as it gets; returns how many cycles make a turn."""
    begin = time.monotonic()
    once = turn(child, operation, result, cycle, 1)
    while 1000 * (time.monotonic() - begin) < WARM_MS:
        once = min(once, turn(child, operation, result, cycle, 1 + int(TURN_MS / 4 / (once * cycle))))
    return min(MOST_REPEATS // cycle, max(1, math.ceil(TURN_MS / (once * cycle))))


def turn(child: Child, operation: str, result: Result, cycle: int, cycles: int) -> float:
    """Milliseconds a batch: the mean over the boxes of a cycle, the median over the cycles."""
    times = child.times(operation, result.threads, result.size, cycle * cycles)
    return statistics.median(statistics.fmean(times[start : start + cycle]) for start in range(0, len(times), cycle))


def about(results: list[Result]) -> str:
    versions = sorted({result.version for result in results if result.version})
    return (
        f"Batches of 256; {processor()}, {os.cpu_count()} processors, {system()}, Python {platform.python_version()}, "
        f"{', '.join(versions)}. × is the peer's time over Cutwork's: the median of rounds that alternate. "
        "Times are medians, and the least, of a turn's milliseconds per batch."
    )


def processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


if __name__ == "__main__":
    sys.exit(main())
