"""OpenCV, image by image, into arrays that live on."""

from itertools import cycle
from typing import Callable

import cv2
import numpy

from batch import CHANNELS, Batch, Box

Work = Callable[[], numpy.ndarray]


def full_path(batch: Batch, mix: str, form: str, erase: str = "") -> Work:
    """
    Blended by addWeighted or pasted; normalized by a table of 256 floats per channel ("lut"), or as floats by a
    diagonal matrix ("transform", mixup alone); then split into planes.
    """
    count, size = batch.count, batch.size
    out = numpy.empty((count, CHANNELS, size, size), numpy.float32)
    mixed = numpy.empty((size, size, CHANNELS), numpy.uint8)
    floats = numpy.empty((size, size, CHANNELS), numpy.float32)
    table = ((numpy.arange(256, dtype=numpy.float32)[:, None] - batch.mean) / batch.deviation)[None]
    matrix = numpy.column_stack([numpy.diag(1 / batch.deviation), -batch.mean / batch.deviation])
    weights, boxes = cycle(batch.weights), cycle(batch.pasted)
    erasing = _eraser(batch, erase)

    def run() -> numpy.ndarray:
        weight, box = next(weights), next(boxes)
        for own, partner, planes in zip(batch.images, batch.images[::-1], out):
            if form == "transform":
                cv2.addWeighted(own, weight, partner, 1 - weight, 0, dst=floats, dtype=cv2.CV_32F)
                cv2.transform(floats, matrix, dst=floats)
            else:
                if mix == "mixup":
                    cv2.addWeighted(own, weight, partner, 1 - weight, 0, dst=mixed)
                else:
                    mixed[:] = own
                    inside(mixed, box)[:] = inside(partner, box)
                cv2.LUT(mixed, table, dst=floats)
            cv2.split(floats, mv=list(planes))
        return erasing(out)

    return run


def blob(batch: Batch) -> Work:
    """addWeighted, then blobFromImages for the batch; that knows one deviation for all channels: the rest is numpy's."""
    weights = cycle(batch.weights)
    scale = (1 / batch.deviation).reshape(1, CHANNELS, 1, 1)

    def run() -> numpy.ndarray:
        weight = next(weights)
        pairs = zip(batch.images, batch.images[::-1])
        mixed = [cv2.addWeighted(own, weight, partner, 1 - weight, 0) for own, partner in pairs]
        floats = cv2.dnn.blobFromImages(mixed, 1.0, mean=batch.mean.tolist())
        return numpy.multiply(floats, scale, out=floats)

    return run


def random_erasing_noise(batch: Batch) -> Work:
    erasing = _eraser(batch, "noise")
    return lambda: erasing(batch.floats)


def inside(image: numpy.ndarray, box: Box) -> numpy.ndarray:
    return image[box.top : box.bottom, box.left : box.right]


def _eraser(batch: Batch, erase: str) -> Callable[[numpy.ndarray], numpy.ndarray]:
    erased = cycle(batch.erased)

    def run(images: numpy.ndarray) -> numpy.ndarray:
        for planes, box in zip(images, next(erased)):
            for plane in planes:
                if erase == "noise":
                    cv2.randn(inside(plane, box), 0, 1)
                else:
                    inside(plane, box)[:] = 0
        return images

    return run if erase else lambda images: images
