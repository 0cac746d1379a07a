#!/usr/bin/env python3
"""
From files to batches: PyTorch's DataLoader with torchvision, decoding by PIL or OpenCV, by turns with Cutwork's loader.

    loading.py PHOTOS [--cutwork DLL] [--rounds 5] [--seconds 6] [--out table.md]

The work: decode, random resized crop to 224, flip, normalize, erase a quarter, collate 128, CutMix half of the batches. PHOTOS has one
folder per class. Both sides read the same files, which the system keeps in memory after the first round.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

SIZE = 224
BATCH = 128
MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
TOOL = os.path.join(ROOT, "src", "Cutwork.Cli", "bin", "Release", "net10.0", "Cutwork.Cli.dll")


def pil_set(folder):
    from torchvision import datasets, transforms

    return datasets.ImageFolder(
        folder,
        transforms.Compose(
            [
                transforms.RandomResizedCrop(SIZE),
                transforms.RandomHorizontalFlip(),
                transforms.ToTensor(),
                transforms.Normalize(MEAN, DEVIATION, inplace=True),
                transforms.RandomErasing(p=0.25, inplace=True),
            ]
        ),
    )


def opencv_set(folder):
    """OpenCV decodes and resizes; its bilinear filter is not antialiased, which is less work than PIL's and Cutwork's."""
    import cv2
    import numpy
    import torch
    from torchvision import datasets, transforms

    cv2.setNumThreads(1)
    erase = transforms.RandomErasing(p=0.25, inplace=True)
    mean = numpy.array(MEAN, numpy.float32) * 255
    scale = 1 / (numpy.array(DEVIATION, numpy.float32) * 255)

    class Set(datasets.ImageFolder):
        def __getitem__(self, index):
            path, label = self.samples[index]
            picture = cv2.cvtColor(cv2.imread(path, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
            size = torch.empty(3, picture.shape[0], picture.shape[1], dtype=torch.uint8)
            top, left, height, width = transforms.RandomResizedCrop.get_params(size, (0.08, 1), (3 / 4, 4 / 3))
            picture = cv2.resize(picture[top : top + height, left : left + width], (SIZE, SIZE))
            if torch.rand(1) < 0.5:
                picture = picture[:, ::-1]
            numbers = (picture - mean) * scale
            return erase(torch.from_numpy(numpy.ascontiguousarray(numbers.transpose(2, 0, 1)))), label

    return Set(folder)


def cutmix(images, labels):
    import numpy
    import torch

    if torch.rand(1) < 0.5:
        return images, labels
    side = images.shape[-1]
    length = int(side * (1 - numpy.random.beta(1, 1)) ** 0.5)
    y, x = numpy.random.randint(side), numpy.random.randint(side)
    top, bottom = max(0, y - length // 2), min(side, y + length // 2)
    left, right = max(0, x - length // 2), min(side, x + length // 2)
    other = torch.randperm(len(images))
    images[:, :, top:bottom, left:right] = images[other, :, top:bottom, left:right]
    return images, labels


def torch_rate(data, workers, seconds):
    """Images a second of whole epochs, from a fresh start of the workers, as a user meets it."""
    import torch
    from torch.utils.data import DataLoader

    torch.set_num_threads(1)
    # As many epochs in one as fill the time: starting workers anew each epoch would be theirs to pay.
    sampler = torch.utils.data.RandomSampler(data, replacement=True, num_samples=1 << 30)
    loader = DataLoader(data, BATCH, sampler=sampler, num_workers=workers)
    images = 0
    batches = iter(loader)
    next(batches)  # workers are there, code is loaded
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        batch, labels = cutmix(*next(batches))
        images += len(batch)
    rate = images / (time.perf_counter() - begin)
    del batches, loader
    return rate


def cutwork_rate(tool, source, workers, seconds, *more):
    """Images a second in painted batches, and of decoding alone, by a new process."""
    line = subprocess.run(
        ["dotnet", tool, "bench", "loader", source, "--workers", str(workers), "--batch", str(BATCH)]
        + ["--seconds", str(2 * seconds), "--json", *more],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    measured = json.loads(line)
    return measured["images_per_second"], measured["decoded_per_second"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos")
    parser.add_argument("--cutwork", default=TOOL)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--out")
    arguments = parser.parse_args()

    # PyTorch's worker processes beside the caller: none, one, two. Ours are threads.
    peers = [("PIL + torchvision", pil_set, 0), ("PIL + torchvision", pil_set, 2)]
    peers += [("OpenCV + torch", opencv_set, 0), ("OpenCV + torch", opencv_set, 2)]
    rates = {(name, workers): [] for name, _, workers in peers}
    decoders = ("Fastest", "LibjpegTurbo", "SkiaSharp")
    ours = {(decoder, workers): [] for decoder in decoders for workers in (1, 2)}
    decoded = {kind: [] for kind in ours}
    for round_number in range(arguments.rounds):
        for kind in ours:
            decoder, workers = kind
            loaded, alone = cutwork_rate(
                arguments.cutwork, arguments.photos, workers, arguments.seconds, "--jpeg", decoder
            )
            ours[kind].append(loaded)
            decoded[kind].append(alone)
        for name, make, workers in peers:
            rates[name, workers].append(torch_rate(make(arguments.photos), workers, arguments.seconds))
        print(f"round {round_number + 1} of {arguments.rounds}", file=sys.stderr)

    # What one worker does is compared with the caller's own process, two with two.
    best = {1: best_of(rates, 0), 2: best_of(rates, 2)}
    lines = ["| | workers | images/s (least … most) | over the best of PyTorch | of its decoder alone |", "|---|--:|---|--:|--:|"]
    for (decoder, workers), values in ours.items():
        share = statistics.median(a / b for a, b in zip(values, decoded[decoder, workers]))
        ratio = statistics.median(a / b for a, b in zip(values, best[workers]))
        name = "Cutwork" if decoder == "Fastest" else f"Cutwork, {decoder} alone"
        lines.append(f"| {name} | {workers} | {spread(values)} | ×{ratio:.2f} | {share:.0%} |")
    for (name, workers), values in rates.items():
        lines.append(f"| {name} | {workers} | {spread(values)} | | |")
    table = "\n".join(lines) + "\n"
    print(table)
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as file:
            file.write(table)


def best_of(rates, workers):
    """Round by round, the faster of the arrangements with so many worker processes."""
    return [max(values) for values in zip(*(rate for (_, count), rate in rates.items() if count == workers))]


def spread(values):
    return f"{statistics.median(values):.0f} ({min(values):.0f} … {max(values):.0f})"


if __name__ == "__main__":
    main()
