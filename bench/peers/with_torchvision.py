"""torchvision's functions in the order of its training references; mixing by roll, as those do."""

from itertools import cycle

import torch
from torchvision import transforms
from torchvision.transforms import functional

from batch import Batch
from with_torch import Work, part


def full_path(batch: Batch, mix: str, erase: str = "") -> Work:
    """to_tensor and normalize image by image, stack, mix; then RandomErasing image by image."""
    images = list(batch.images)
    mean, deviation = (batch.mean / 255).tolist(), (batch.deviation / 255).tolist()
    weights, boxes = cycle(batch.weights), cycle(batch.pasted)
    erasing = _erasing(erase) if erase else None

    def run() -> torch.Tensor:
        tensors = [
            functional.normalize(functional.to_tensor(image), mean, deviation, inplace=True) for image in images
        ]
        stacked = torch.stack(tensors)
        rolled = stacked.roll(1, 0)
        if mix == "mixup":
            weight = next(weights)
            stacked.mul_(weight).add_(rolled.mul_(1 - weight))
        else:
            box = next(boxes)
            part(stacked, box).copy_(part(rolled, box))
        if erasing:
            for image in stacked:
                erasing(image)
        return stacked

    return run


def random_erasing(batch: Batch, erase: str) -> Work:
    images = torch.from_numpy(batch.floats)
    erasing = _erasing(erase)

    def run() -> torch.Tensor:
        for image in images:
            erasing(image)
        return images

    return run


def _erasing(erase: str) -> transforms.RandomErasing:
    value = "random" if erase == "noise" else 0
    return transforms.RandomErasing(p=1, scale=(0.02, 1 / 3), ratio=(0.3, 1 / 0.3), value=value, inplace=True)
