#!/usr/bin/env python3
"""
Batches of CIFAR-sized pictures: PyTorch's DataLoader with torchvision's transforms, by turns with Cutwork's loader on a pack.

    loading_cifar.py SHARDS [--pack FILE] [--cutwork DLL] [--rounds 5] [--seconds 6] [--out table.md]

The work: pad by 4 and crop 32×32, flip, normalize, erase a quarter, collate 128, CutMix half of the batches. SHARDS is a folder of tar files
with NAME.jpg (or .png) and NAME.cls, class numbers as text. Both sides get the pictures decoded, in memory: there as torchvision.datasets.CIFAR10
has them (one array of bytes; a PIL picture is made of each), here as a pack, which is written first unless it is given.
"""

import argparse
import glob
import io
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile

from loading import BATCH, DEVIATION, MEAN, TOOL, cutwork_rate, spread, torch_rate

SIDE = 32
RECIPE = [
    {"policy": "pad-crop"},
    {"policy": "flip"},
    {"policy": "random-erasing", "probability": 0.25},
    {"policy": "cutmix", "alpha": 1, "probability": 0.5},
]
ENOUGH = 20


def read_shards(folder):
    """Every picture, N×32×32×3 bytes, and its class."""
    import numpy
    from PIL import Image

    pictures, labels = [], []
    for shard in sorted(glob.glob(os.path.join(folder, "train*.tar*")) or glob.glob(os.path.join(folder, "*.tar*"))):
        with tarfile.open(shard) as members:
            files = {member.name: members.extractfile(member).read() for member in members if member.isfile()}
        for name, data in files.items():
            stem, kind = os.path.splitext(name)
            if kind in (".jpg", ".png"):
                pictures.append(numpy.asarray(Image.open(io.BytesIO(data)).convert("RGB")))
                labels.append(int(files[stem + ".cls"]))
    if not pictures:
        sys.exit(f"{folder} has no tar file with pictures; give a folder of shards.")
    return numpy.stack(pictures), labels


def torch_set(pictures, labels):
    from PIL import Image
    from torch.utils.data import Dataset
    from torchvision import transforms

    transform = transforms.Compose(
        [
            transforms.RandomCrop(SIDE, padding=4),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize(MEAN, DEVIATION, inplace=True),
            transforms.RandomErasing(p=0.25, inplace=True),
        ]
    )

    class Cifar(Dataset):
        """As torchvision.datasets.CIFAR10, whose files are of another format."""

        def __len__(self):
            return len(pictures)

        def __getitem__(self, index):
            return transform(Image.fromarray(pictures[index])), labels[index]

    return Cifar()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shards")
    parser.add_argument("--pack")
    parser.add_argument("--cutwork", default=TOOL)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--out")
    arguments = parser.parse_args()

    data = torch_set(*read_shards(arguments.shards))
    peers = {workers: [] for workers in (0, 1, 2)}
    ours = {workers: [] for workers in (1, 2)}
    with tempfile.TemporaryDirectory() as temporary:
        recipe = os.path.join(temporary, "recipe.json")
        with open(recipe, "w", encoding="utf-8") as file:
            json.dump({"policies": RECIPE}, file)
        pack = arguments.pack or os.path.join(temporary, "set.pack")
        if not arguments.pack:
            command = ["dotnet", arguments.cutwork, "pack", arguments.shards, "--out", pack]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        more = ("--size", f"{SIDE}x{SIDE}", "--recipe", recipe)
        for number in range(arguments.rounds):
            for workers, rates in ours.items():
                rates.append(cutwork_rate(arguments.cutwork, pack, workers, arguments.seconds, *more)[0])
            for workers, rates in peers.items():
                rates.append(torch_rate(data, workers, arguments.seconds))
            print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr)

    best = [max(rates) for rates in zip(*peers.values())]
    lines = ["| | workers | images/s (least … most) | over the best of PyTorch (least … most) |", "|---|--:|---|---|"]
    for workers, rates in ours.items():
        ratios = [rate / peer for rate, peer in zip(rates, best)]
        verdict = "" if statistics.median(ratios) >= ENOUGH else f", below ×{ENOUGH}"
        ratio = f"×{statistics.median(ratios):.1f} ({min(ratios):.1f} … {max(ratios):.1f}){verdict}"
        lines.append(f"| Cutwork, batches of {BATCH} | {workers} | {spread(rates)} | {ratio} |")
    for workers, rates in peers.items():
        lines.append(f"| PIL + torchvision | {workers} | {spread(rates)} | |")
    table = "\n".join(lines) + "\n"
    print(table)
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as file:
            file.write(table)


if __name__ == "__main__":
    main()
