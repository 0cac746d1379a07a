"""What was measured: JSON lines and one Markdown table."""

import json
import statistics
from dataclasses import asdict, dataclass, field

TITLES = {
    "mixup": "u8 NHWC → mixup → normalized f32 NCHW",
    "cutmix": "u8 NHWC → CutMix → normalized f32 NCHW",
    "mixup+erase": "u8 NHWC → mixup → normalized f32 NCHW, erased with zeros",
    "mixup+noise": "u8 NHWC → mixup → normalized f32 NCHW, erased with normal numbers",
    "mixup-in-place": "mixup f32, reversed pairing, in place",
    "mixup-in-place-shuffled": "mixup f32, any permutation, in place",
    "mixup-out-of-place": "mixup f32, reversed pairing, out of place",
    "cutmix-in-place": "CutMix f32 in place",
    "cutout": "Cutout f32",
    "random-erasing": "Random Erasing f32, zeros",
    "random-erasing-noise": "Random Erasing f32, normal numbers",
}

# (work, peer, size, malloc) → what Cutwork has to be faster by, at one thread and at two.
GATES: dict[tuple[str, str, int, str], dict[int, float]] = {
    ("mixup", "timm", 224, "default"): {1: 12, 2: 12},
    ("mixup", "timm", 224, "tuned"): {1: 7, 2: 7},
    ("mixup", "torchvision", 224, "default"): {1: 20, 2: 20},
    ("mixup", "torchvision", 224, "tuned"): {1: 9, 2: 9},
    ("mixup+noise", "timm", 224, "default"): {1: 6, 2: 14},
    ("mixup+noise", "timm", 224, "tuned"): {1: 4, 2: 10},
    ("mixup", "torch-new", 32, "default"): {1: 6},
    ("mixup", "torch-kept", 32, "default"): {1: 6},
    ("mixup", "timm", 32, "default"): {1: 20},
}

# Quartiles, or a median and the least, further apart than this are not to be published.
STEADY = 1.5


@dataclass
class Result:
    """One row; times are a turn's, per batch, in milliseconds."""

    work: str
    size: int
    threads: int
    malloc: str
    peer: str
    version: str
    form: str
    note: str = ""
    """Why there are no figures."""

    peer_ms: list[float] = field(default_factory=list)
    cutwork_ms: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """The peer's time over Cutwork's, round by round."""
        return [peer / own for peer, own in zip(self.peer_ms, self.cutwork_ms)]

    @property
    def ratio(self) -> float | None:
        return statistics.median(self.ratios) if self.ratios else None

    @property
    def quartiles(self) -> tuple[float, float] | None:
        if not self.ratios:
            return None
        if len(self.ratios) == 1:
            return self.ratios[0], self.ratios[0]
        lower, _, upper = statistics.quantiles(self.ratios, n=4, method="inclusive")
        return lower, upper

    @property
    def unsteady(self) -> bool:
        """Something else was running: the rounds disagree, or most of them were far from the best one."""
        if self.quartiles is None:
            return False
        lower, upper = self.quartiles
        sides = (self.peer_ms, self.cutwork_ms)
        return upper > STEADY * lower or any(statistics.median(times) > STEADY * min(times) for times in sides)

    @property
    def gate(self) -> float | None:
        return GATES.get((self.work, self.peer, self.size, self.malloc), {}).get(self.threads)

    @property
    def kept(self) -> bool | None:
        """None where there is no gate, or nothing to hold against it."""
        return None if self.gate is None or self.ratio is None else self.ratio >= self.gate

    @property
    def verdict(self) -> str:
        if self.gate is None:
            return ""
        return f"≥ ×{self.gate:g}: {'not measured' if self.kept is None else 'kept' if self.kept else '**missed**'}"

    def to_json(self) -> str:
        figures = asdict(self) | {
            "peer_median_ms": statistics.median(self.peer_ms) if self.peer_ms else None,
            "peer_least_ms": min(self.peer_ms, default=None),
            "cutwork_median_ms": statistics.median(self.cutwork_ms) if self.cutwork_ms else None,
            "cutwork_least_ms": min(self.cutwork_ms, default=None),
            "ratio": self.ratio,
            "ratio_quartiles": self.quartiles,
            "unsteady": self.unsteady,
            "gate": self.gate,
            "kept": self.kept,
        }
        return json.dumps(figures, ensure_ascii=False)

    def cells(self) -> list[str]:
        cells = [TITLES[self.work], f"{self.size}", f"{self.threads}", self.malloc, self.peer, self.form, self.version]
        if self.ratio is None or self.quartiles is None:
            return [*cells, self.note, "", "", "", self.verdict]
        lower, upper = self.quartiles
        ratio = f"×{_digits(self.ratio)}" if self.ratio >= 1 else f"×{_digits(self.ratio)} (Cutwork loses)"
        return [
            *cells,
            _times(self.peer_ms),
            _times(self.cutwork_ms),
            ratio,
            f"{_digits(lower)} – {_digits(upper)}{' (unsteady)' if self.unsteady else ''}",
            self.verdict,
        ]


HEADINGS = [
    *("work", "size", "threads", "malloc", "peer", "form", "version"),
    *("peer ms (least)", "Cutwork ms (least)", "×", "quartiles", "gate"),
]
NUMBERS = {"size", "threads", "peer ms (least)", "Cutwork ms (least)", "×", "quartiles"}


def markdown(about: str, results: list[Result]) -> str:
    """Works in their order, then size, threads and malloc; peers as they come."""
    works = list(TITLES)
    ordered = sorted(results, key=lambda row: (works.index(row.work), -row.size, row.threads, row.malloc))
    lines = [
        about,
        "",
        _line(HEADINGS),
        _line(["--:" if heading in NUMBERS else "---" for heading in HEADINGS]),
        *(_line(result.cells()) for result in ordered),
    ]
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _times(milliseconds: list[float]) -> str:
    return f"{_digits(statistics.median(milliseconds))} ({_digits(min(milliseconds))})"


def _digits(value: float) -> str:
    """Three that mean something."""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{decimals}f}"
