"""The forms of the papers' published code, one λ and one box for the batch; written anew for these scripts."""

from itertools import cycle
from typing import Callable

import numpy
import torch

from batch import Batch
from with_torch import Work, part


def mixup(batch: Batch, shuffled: bool) -> Work:
    """λx + (1 − λ)x[permutation]: every step makes a new tensor."""
    images = torch.from_numpy(batch.floats)
    partners = torch.from_numpy(batch.shuffled if shuffled else batch.reversed)
    weights = cycle(batch.weights)

    def run() -> torch.Tensor:
        weight = next(weights)
        return weight * images + (1 - weight) * images[partners]

    return run


def cutmix(batch: Batch) -> Work:
    """The partners' box is gathered by the permutation and assigned, in place."""
    images = torch.from_numpy(batch.floats)
    partners = torch.from_numpy(batch.reversed)
    boxes = cycle(batch.pasted)

    def run() -> torch.Tensor:
        box = next(boxes)
        rows, columns = slice(box.top, box.bottom), slice(box.left, box.right)
        images[:, :, rows, columns] = images[partners, :, rows, columns]
        return images

    return run


def cutout(batch: Batch) -> Callable[[], list[torch.Tensor]]:
    """A numpy mask of ones with the hole in it, and the image times the mask: image by image, as a transform does."""
    images = torch.from_numpy(batch.floats).unbind()
    holes = cycle(batch.holes)

    def erased(image: torch.Tensor, hole) -> torch.Tensor:
        mask = numpy.ones(image.shape[1:], numpy.float32)
        mask[hole.top : hole.bottom, hole.left : hole.right] = 0
        return image * torch.from_numpy(mask).expand_as(image)

    return lambda: [erased(image, hole) for image, hole in zip(images, next(holes))]


def random_erasing(batch: Batch) -> Work:
    """Three channels set to their mean value, one after the other, image by image, in place."""
    images = torch.from_numpy(batch.floats)
    erased = cycle(batch.erased)

    def run() -> torch.Tensor:
        for image, box in zip(images, next(erased)):
            for channel in image:
                part(channel, box).fill_(0.0)
        return images

    return run
