"""Every row of the comparison: which of Cutwork's operations, which peer, in which form."""

import importlib
from dataclasses import dataclass, field
from typing import Callable

import packages

FULL = {"mixup", "cutmix", "mixup+erase", "mixup+noise"}


@dataclass(frozen=True)
class Row:
    """One peer doing one work."""

    work: str
    """Cutwork's operation of this name does the same."""

    peer: str
    form: str
    """How it is called, and what it keeps."""

    maker: str
    """module:function, which takes the batch and the arguments and gives what is measured."""

    arguments: dict = field(default_factory=dict)
    packages: tuple[str, ...] = ("torch", "numpy")
    sizes: tuple[int, ...] = ()
    """Only at these; at any if empty."""

    @property
    def name(self) -> str:
        """As the protocol has it: no spaces."""
        return f"{self.work}/{self.peer}"

    @property
    def missing(self) -> list[str]:
        return [package for package in self.packages if packages.version(package) is None]

    @property
    def version(self) -> str:
        """Of the package that the row is about."""
        package = self.packages[0]
        return f"{package} {packages.version(package)}"

    def make(self, batch) -> Callable[[], object]:
        module, function = self.maker.split(":")
        return getattr(importlib.import_module(module), function)(batch, **self.arguments)


TIMM = ("timm", "torch", "numpy")
TORCHVISION = ("torchvision", "torch", "numpy")
OPENCV = ("OpenCV", "numpy")
NUMPY = ("numpy",)


MIXUP = "λx + (1 − λ)x[permutation], a new batch"
LERP = "index_select(out=), lerp(out=)"
ADD = "index_select(out=), mul_, add_"


def _full_path(work: str) -> list[Row]:
    mix, _, erase = work.partition("+")
    erased = {"": "", "erase": ", RandomErasing", "noise": ", RandomErasing per pixel"}[erase]
    boxes = {"": "", "erase": ", boxes zeroed", "noise": ", boxes of normal numbers"}[erase]
    blended = "paste" if mix == "cutmix" else "addWeighted"
    arguments = {"mix": mix, "erase": erase}
    chunked = {**arguments, "chunked": True}
    table = {**arguments, "form": "lut"}
    collated = f"FastCollateMixup, float, sub_, div_{erased}"
    stacked = f"to_tensor, normalize in place, stack, roll{erased}"
    few = f"a few images at a time, kept tensors{boxes}"
    lut = f"{blended}, LUT, split; kept arrays{boxes}"
    new = Row(work, "torch-new", "whole batch, new tensors", "with_torch:new_tensors", {"mix": mix})
    return [
        Row(work, "timm", collated, "with_timm:full_path", arguments, TIMM),
        Row(work, "torchvision", stacked, "with_torchvision:full_path", arguments, TORCHVISION),
        *([] if erase else [new]),
        Row(work, "torch-kept", f"whole batch, kept tensors{boxes}", "with_torch:kept_tensors", arguments),
        Row(work, "torch-chunks", few, "with_torch:kept_tensors", chunked, sizes=(224,)),
        Row(work, "opencv", lut, "with_opencv:full_path", table, OPENCV),
        Row(work, "numpy", few.replace("tensors", "arrays"), "with_numpy:full_path", arguments, NUMPY),
    ]


def _erasing(erase: str) -> list[Row]:
    work, timm, boxes = {
        "zero": ("random-erasing", "RandomErasing, constant, in place", "slices zeroed"),
        "noise": ("random-erasing-noise", "RandomErasing, per pixel, in place", "normal numbers copied into slices"),
    }[erase]
    arguments = {"erase": erase}
    vision = "RandomErasing image by image, in place"
    return [
        Row(work, "timm", timm, "with_timm:random_erasing", arguments, TIMM),
        Row(work, "torchvision", vision, "with_torchvision:random_erasing", arguments, TORCHVISION),
        Row(work, "torch", boxes, "with_torch:random_erasing", arguments),
        Row(work, "numpy", boxes, "with_numpy:random_erasing", arguments, NUMPY),
    ]


ROWS: list[Row] = [
    *_full_path("mixup"),
    Row(
        "mixup",
        "opencv-transform",
        "addWeighted to floats, transform, split; kept arrays",
        "with_opencv:full_path",
        {"mix": "mixup", "form": "transform"},
        OPENCV,
    ),
    Row("mixup", "opencv-blob", "addWeighted, blobFromImages, multiply", "with_opencv:blob", {}, OPENCV),
    *_full_path("cutmix"),
    *_full_path("mixup+erase"),
    *_full_path("mixup+noise"),
    Row("mixup-in-place", "timm", "Mixup", "with_timm:mix_in_place", {"mix": "mixup"}, TIMM),
    Row("mixup-in-place", "torch-lerp", LERP, "with_torch:mixup_in_place", {"form": "lerp"}),
    Row("mixup-in-place", "torch-kept", ADD, "with_torch:mixup_in_place", {"form": "add"}),
    Row("mixup-in-place-shuffled", "official", MIXUP, "official:mixup", {"shuffled": True}),
    Row("mixup-in-place-shuffled", "torch-kept", ADD, "with_torch:mixup_in_place", {"form": "add", "shuffled": True}),
    Row("mixup-out-of-place", "official", MIXUP, "official:mixup", {"shuffled": False}),
    Row("mixup-out-of-place", "torch-lerp", LERP, "with_torch:mixup_out_of_place", {"form": "lerp"}),
    Row(
        "mixup-out-of-place",
        "torch-kept",
        "mul(out=), add_ image by image, nothing gathered",
        "with_torch:mixup_out_of_place",
        {"form": "add"},
    ),
    Row("cutmix-in-place", "official", "x[:, :, box] = x[permutation, :, box]", "official:cutmix"),
    Row("cutmix-in-place", "timm", "Mixup", "with_timm:mix_in_place", {"mix": "cutmix"}, TIMM),
    Row("cutmix-in-place", "torch", "the box alone flipped and copied", "with_torch:cutmix_in_place"),
    Row("cutout", "official", "image times numpy mask, new images", "official:cutout"),
    Row("cutout", "torch", "slices zeroed, in place", "with_torch:cutout"),
    Row("cutout", "numpy", "slices zeroed, in place", "with_numpy:cutout", {}, NUMPY),
    Row("random-erasing", "official", "channel by channel, in place", "official:random_erasing"),
    *_erasing("zero"),
    *_erasing("noise"),
    Row("random-erasing-noise", "opencv", "randn into slices", "with_opencv:random_erasing_noise", {}, OPENCV),
]
