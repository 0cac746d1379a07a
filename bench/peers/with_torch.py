"""PyTorch alone, for whole batches: the forms a careful user would write."""

from itertools import cycle
from typing import Callable

import torch

from batch import CHANNELS, Batch, Box

Work = Callable[[], torch.Tensor]


def per_channel(values) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float32).view(1, CHANNELS, 1, 1)


def part(images: torch.Tensor, box: Box) -> torch.Tensor:
    """The box of one planar image or of all."""
    return images[..., box.top : box.bottom, box.left : box.right]


def new_tensors(batch: Batch, mix: str) -> Work:
    """Every step makes a new tensor where that is the usual way; normalization is in place."""
    images = torch.from_numpy(batch.images)
    mean, deviation = per_channel(batch.mean), per_channel(batch.deviation)
    weights, boxes = cycle(batch.weights), cycle(batch.pasted)

    def run() -> torch.Tensor:
        floats = images.permute(0, 3, 1, 2).to(torch.float32, memory_format=torch.contiguous_format)
        if mix == "mixup":
            floats = torch.lerp(floats.flip(0), floats, next(weights))
        else:
            box = part(floats, next(boxes))
            box.copy_(box.flip(0))
        return floats.sub_(mean).div_(deviation)

    return run


def kept_tensors(batch: Batch, mix: str, erase: str = "", chunked: bool = False) -> Work:
    """
    All tensors live on; only the box of a paste is allocated. Mixed as interleaved floats, so that the slow step, to
    planes, is made once; mul_ and add_ have vector code where lerp and addcmul have none (torch 1.13).
    """
    images = torch.from_numpy(batch.images)
    out = torch.empty(batch.count, CHANNELS, batch.size, batch.size)
    chunk = batch.chunk if chunked else batch.count
    gathered = torch.empty(chunk, batch.size, batch.size, CHANNELS, dtype=torch.uint8)
    mixed = torch.empty(gathered.shape)
    others = torch.empty(gathered.shape)
    partners = torch.from_numpy(batch.reversed)
    scale = 1 / per_channel(batch.deviation)
    shift = -per_channel(batch.mean) * scale
    weights, boxes = cycle(batch.weights), cycle(batch.pasted)
    erasing = eraser(batch, erase)

    def run() -> torch.Tensor:
        weight, box = next(weights), next(boxes)
        for start in range(0, batch.count, chunk):
            end = min(start + chunk, batch.count)
            own = mixed[: end - start].copy_(images[start:end])
            if mix == "mixup":
                torch.index_select(images, 0, partners[start:end], out=gathered[: end - start])
                other = others[: end - start].copy_(gathered[: end - start])
                own.mul_(weight).add_(other, alpha=1 - weight)
            else:
                pasted = images[batch.count - end : batch.count - start, box.top : box.bottom, box.left : box.right]
                own[:, box.top : box.bottom, box.left : box.right].copy_(pasted.flip(0))
            out[start:end].copy_(own.permute(0, 3, 1, 2)).mul_(scale).add_(shift)
        return erasing(out)

    return run


def eraser(batch: Batch, erase: str) -> Callable[[torch.Tensor], torch.Tensor]:
    """Boxes that were drawn beforehand, with zeros or with normal numbers; nothing without a name."""
    erased = cycle(batch.erased)
    noise = torch.empty(CHANNELS * batch.size**2)

    def run(images: torch.Tensor) -> torch.Tensor:
        for image, box in zip(images, next(erased)):
            region = part(image, box)
            if erase == "noise":
                # normal_ is fast on contiguous memory alone.
                region.copy_(noise[: region.numel()].normal_().view(region.shape))
            else:
                region.zero_()
        return images

    return run if erase else lambda images: images


def mixup_in_place(batch: Batch, form: str, shuffled: bool = False) -> Work:
    """Partners are gathered into a tensor that lives on; then lerp, or mul_ and add_."""
    images = torch.from_numpy(batch.floats)
    others = torch.empty_like(images)
    partners = torch.from_numpy(batch.shuffled if shuffled else batch.reversed)
    weights = cycle(batch.weights)

    def run() -> torch.Tensor:
        weight = next(weights)
        torch.index_select(images, 0, partners, out=others)
        if form == "lerp":
            return torch.lerp(others, images, weight, out=images)
        return images.mul_(weight).add_(others, alpha=1 - weight)

    return run


def mixup_out_of_place(batch: Batch, form: str) -> Work:
    """Into a tensor that lives on: lerp of gathered partners, or mul and add_ image by image, without gathering."""
    images = torch.from_numpy(batch.floats)
    out = torch.empty_like(images)
    partners = torch.from_numpy(batch.reversed)
    weights = cycle(batch.weights)

    def lerp() -> torch.Tensor:
        torch.index_select(images, 0, partners, out=out)
        return torch.lerp(out, images, next(weights), out=out)

    def add() -> torch.Tensor:
        weight = next(weights)
        rows = images.unbind()
        for own, partner, result in zip(rows, reversed(rows), out.unbind()):
            torch.mul(own, weight, out=result).add_(partner, alpha=1 - weight)
        return out

    return lerp if form == "lerp" else add


def cutmix_in_place(batch: Batch) -> Work:
    images = torch.from_numpy(batch.floats)
    boxes = cycle(batch.pasted)

    def run() -> torch.Tensor:
        box = part(images, next(boxes))
        box.copy_(box.flip(0))
        return images

    return run


def cutout(batch: Batch) -> Work:
    images = torch.from_numpy(batch.floats)
    holes = cycle(batch.holes)

    def run() -> torch.Tensor:
        for image, hole in zip(images, next(holes)):
            part(image, hole).zero_()
        return images

    return run


def random_erasing(batch: Batch, erase: str) -> Work:
    images = torch.from_numpy(batch.floats)
    erasing = eraser(batch, erase)
    return lambda: erasing(images)
