"""timm's collate, mixing and erasing; only the two files that hold them are loaded, wherever timm is."""

import inspect
from types import ModuleType

import numpy
import torch

import packages
from batch import Batch
from with_torch import Work, per_channel

# Soft labels come with timm's mixing and cannot be left out; few classes keep them cheap.
CLASSES = 10

# Sides that paste half of the area on average, as the other rows do.
SIDES = (0.42, 0.999)


def full_path(batch: Batch, mix: str, erase: str = "") -> Work:
    """FastCollateMixup on planar views, as timm's transforms make them, then its prefetch loader's steps on the CPU."""
    collate = _timm("mixup").FastCollateMixup(**_mixing(mix))
    samples = [(numpy.rollaxis(image, 2), position % CLASSES) for position, image in enumerate(batch.images)]
    mean, deviation = per_channel(batch.mean), per_channel(batch.deviation)
    erasing = _erasing(erase) if erase else None

    def run() -> torch.Tensor:
        images, _ = collate(samples)
        floats = images.float().sub_(mean).div_(deviation)
        return erasing(floats) if erasing else floats

    return run


def mix_in_place(batch: Batch, mix: str) -> Work:
    """Mixup, called with a batch of floats, which it changes."""
    mixing = _timm("mixup").Mixup(**_mixing(mix))
    images = torch.from_numpy(batch.floats)
    targets = torch.arange(batch.count) % CLASSES
    return lambda: mixing(images, targets)[0]


def random_erasing(batch: Batch, erase: str) -> Work:
    images = torch.from_numpy(batch.floats)
    erasing = _erasing(erase)
    return lambda: erasing(images)


def _timm(file: str) -> ModuleType:
    return packages.load_timm(f"data/{file}.py")


def _mixing(mix: str) -> dict:
    if mix == "mixup":
        return {"mixup_alpha": 1.0, "num_classes": CLASSES}
    return {"mixup_alpha": 0.0, "cutmix_minmax": SIDES, "num_classes": CLASSES}


def _erasing(erase: str):
    kind = _timm("random_erasing").RandomErasing
    device = {"device": "cpu"} if "device" in inspect.signature(kind).parameters else {}
    return kind(probability=1, mode="pixel" if erase == "noise" else "const", **device)
