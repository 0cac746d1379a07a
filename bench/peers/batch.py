"""One batch and all that is drawn for it beforehand: the same numbers for every peer that takes them."""

import math
import random
from typing import NamedTuple

import numpy

COUNT = 256
CHANNELS = 3

# Boxes per batch come by turns, so that no lucky one decides; turns are measured in multiples of it.
CYCLE = 8

# About 4 MiB of floats: what the forms that work in chunks have in hand at a time.
CHUNK_ELEMENTS = 1 << 20


class Box(NamedTuple):
    """Rows top to bottom and columns left to right, the last ones excluded."""

    top: int
    bottom: int
    left: int
    right: int


class Batch:
    """Bytes as decoders give them (NHWC), normalized floats (NCHW), and what to do with them."""

    def __init__(self, size: int, count: int = COUNT) -> None:
        self.size = size
        self.count = count
        numbers = numpy.random.default_rng(1)
        draw = random.Random(1)
        self.images = numbers.integers(0, 256, (count, size, size, CHANNELS), dtype=numpy.uint8)
        self.floats = numbers.standard_normal((count, CHANNELS, size, size), dtype=numpy.float32)
        self.mean = 255 * numpy.array([0.485, 0.456, 0.406], numpy.float32)
        self.deviation = 255 * numpy.array([0.229, 0.224, 0.225], numpy.float32)
        self.reversed = numpy.arange(count)[::-1].copy()
        self.shuffled = numbers.permutation(count)
        self.weights = [draw.betavariate(1, 1) for _ in range(CYCLE)]
        self.pasted = [self._paste(draw, (2 * turn + 1) / (2 * CYCLE)) for turn in range(CYCLE)]
        self.erased = [[self._erase(draw) for _ in range(count)] for _ in range(CYCLE)]
        self.holes = [[self._hole(draw) for _ in range(count)] for _ in range(CYCLE)]

    @property
    def chunk(self) -> int:
        """Images in a chunk."""
        return min(self.count, max(1, CHUNK_ELEMENTS // (CHANNELS * self.size**2)))

    def _paste(self, draw: random.Random, share: float) -> Box:
        """CutMix's box of this share of the area, wholly inside."""
        side = min(self.size, round(self.size * math.sqrt(share)))
        return self._place(draw, side, side)

    def _erase(self, draw: random.Random) -> Box:
        """Random Erasing's box: 2 % to a third of the area, log-uniform aspect."""
        while True:
            area = draw.uniform(0.02, 1 / 3) * self.size**2
            aspect = math.exp(draw.uniform(math.log(0.3), -math.log(0.3)))
            height, width = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
            if height < self.size and width < self.size:
                return self._place(draw, height, width)

    def _hole(self, draw: random.Random) -> Box:
        """Cutout's hole: half of the side, centered on any pixel, clipped."""
        row, column = draw.randrange(self.size), draw.randrange(self.size)
        half = self.size // 4
        return Box(
            max(0, row - half), min(self.size, row + half), max(0, column - half), min(self.size, column + half)
        )

    def _place(self, draw: random.Random, height: int, width: int) -> Box:
        top, left = draw.randint(0, self.size - height), draw.randint(0, self.size - width)
        return Box(top, top + height, left, left + width)
