"""Whether a row does the work that it is listed under: a comparison of different work would be worth nothing."""

import numpy

from batch import CHANNELS, Batch
from rows import FULL, Row

SIZE = 48
COUNT = 16

# Peers that mix bytes round them: half a step of the narrowest channel, and a little for the λ found from them.
TOLERANCE = 0.5 / (255 * 0.224) + 5e-3
ROUNDS = 3


def problem(row: Row) -> str | None:
    """None if all is well."""
    batch = Batch(SIZE, COUNT)
    work = row.make(batch)
    for _ in range(ROUNDS):
        before = _normalized(batch) if row.work in FULL else batch.floats.copy()
        result = work()
        whole = numpy.stack([numpy.asarray(image) for image in result]) if isinstance(result, list) else result
        images = numpy.asarray(whole)
        if images.dtype != numpy.float32 or images.shape != before.shape or not images.flags.c_contiguous:
            return f"{images.dtype} {images.shape}, contiguous: {images.flags.c_contiguous}"
        if found := _difference(row.work, before, images, batch):
            return found
    return None


def _difference(work: str, own: numpy.ndarray, images: numpy.ndarray, batch: Batch) -> str | None:
    shuffled = own[batch.shuffled]
    partners = [shuffled] if "shuffled" in work else [own[batch.reversed], numpy.roll(own, 1, 0)]
    if work.startswith("mixup"):
        unmixed = min((_unmixed(own, partner, images) for partner in partners), key=numpy.sum)
        share, least, most = unmixed.mean(), *((0.05, 0.4) if "+" in work else (0, 0))
    elif work.startswith("cutmix"):
        unmixed = min((~_same(images, own) & ~_same(images, partner) for partner in partners), key=numpy.sum)
        if unmixed.any():
            return f"{unmixed.mean():.1%} of the pixels are neither the image's own nor its partner's"
        share, least, most = (~_same(images, own)).mean(), 0.02, 1.0
    else:
        unmixed = ~_same(images, own)
        # What was zero already is not seen to be erased again.
        share, least, most = (unmixed | (images == 0)).mean(), 0.05, 0.7
    if not least <= share <= most:
        return f"{share:.1%} of the pixels are changed or not the mixture, not {least:.0%} to {most:.0%}"
    values = images[unmixed]
    if "noise" in work:
        return None if abs(values.mean()) < 0.1 and abs(values.std() - 1) < 0.1 else "noise is not normal"
    return None if not values.any() else "erased pixels are not zero"


def _unmixed(own: numpy.ndarray, partner: numpy.ndarray, images: numpy.ndarray) -> numpy.ndarray:
    """Where the images are not λ own + (1 − λ) partner, with the λ that most of them agree on."""
    apart = own - partner
    # In place, pairs come closer with every round.
    clear = numpy.abs(apart) >= numpy.abs(apart).max() / 4
    weight = numpy.median((images - partner)[clear] / apart[clear])
    return ~_same(images, partner + weight * apart)


def _same(images: numpy.ndarray, others: numpy.ndarray) -> numpy.ndarray:
    return numpy.abs(images - others) < TOLERANCE


def _normalized(batch: Batch) -> numpy.ndarray:
    planar = batch.images.transpose(0, 3, 1, 2).astype(numpy.float32)
    return (planar - batch.mean.reshape(1, CHANNELS, 1, 1)) / batch.deviation.reshape(1, CHANNELS, 1, 1)
