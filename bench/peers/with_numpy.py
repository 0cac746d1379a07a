"""numpy, a few images at a time, into arrays that live on; it has no threads of its own."""

from itertools import cycle
from typing import Callable

import numpy

from batch import CHANNELS, Batch

Work = Callable[[], numpy.ndarray]


def full_path(batch: Batch, mix: str, erase: str = "") -> Work:
    """λ and the deviation are one factor per channel, repeated along the row: inner loops as long as a row."""
    count, size, chunk = batch.count, batch.size, batch.chunk
    rows = batch.images.reshape(count, size, size * CHANNELS)
    own = numpy.empty((chunk, size, size * CHANNELS), numpy.float32)
    other = numpy.empty_like(own)
    out = numpy.empty((count, CHANNELS, size, size), numpy.float32)
    scale = numpy.tile(1 / batch.deviation, size)
    shift = numpy.tile(-batch.mean / batch.deviation, size)
    weights, boxes = cycle(batch.weights), cycle(batch.pasted)
    erasing = _eraser(batch, erase)

    def run() -> numpy.ndarray:
        weight, box = numpy.float32(next(weights)), next(boxes)
        for start in range(0, count, chunk):
            end = min(start + chunk, count)
            floats, others = own[: end - start], other[: end - start]
            partners = rows[::-1][start:end]
            if mix == "mixup":
                numpy.multiply(rows[start:end], weight * scale, out=floats)
                numpy.multiply(partners, (1 - weight) * scale, out=others)
                floats += others
            else:
                columns = slice(box.left * CHANNELS, box.right * CHANNELS)
                floats[:] = rows[start:end]
                floats[:, box.top : box.bottom, columns] = partners[:, box.top : box.bottom, columns]
                floats *= scale
            floats += shift
            out[start:end] = floats.reshape(-1, size, size, CHANNELS).transpose(0, 3, 1, 2)
        return erasing(out)

    return run


def cutout(batch: Batch) -> Work:
    holes = cycle(batch.holes)

    def run() -> numpy.ndarray:
        for image, hole in zip(batch.floats, next(holes)):
            image[:, hole.top : hole.bottom, hole.left : hole.right] = 0
        return batch.floats

    return run


def random_erasing(batch: Batch, erase: str) -> Work:
    erasing = _eraser(batch, erase)
    return lambda: erasing(batch.floats)


def _eraser(batch: Batch, erase: str) -> Callable[[numpy.ndarray], numpy.ndarray]:
    erased = cycle(batch.erased)
    numbers = numpy.random.default_rng(2)
    noise = numpy.empty(CHANNELS * batch.size**2, numpy.float32)

    def run(images: numpy.ndarray) -> numpy.ndarray:
        for image, box in zip(images, next(erased)):
            region = image[:, box.top : box.bottom, box.left : box.right]
            if erase == "noise":
                drawn = noise[: region.size]
                numbers.standard_normal(dtype=numpy.float32, out=drawn)
                region[:] = drawn.reshape(region.shape)
            else:
                region[:] = 0
        return images

    return run if erase else lambda images: images
