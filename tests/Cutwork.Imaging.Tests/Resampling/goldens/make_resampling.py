"""Makes resampling.json: what Pillow and OpenCV make of pictures that a formula gives.

Written against Pillow 9.4.0, OpenCV 4.6.0, numpy 1.24. Run: python3 make_resampling.py
"""

import hashlib
import json
import pathlib

import cv2
import numpy as np
import PIL
from PIL import Image


def picture(height, width, channels, contrast):
    """A hash of (y, x, channel): any byte, or 0 and 255 alone."""
    y, x, channel = np.meshgrid(
        np.arange(height, dtype=np.uint64),
        np.arange(width, dtype=np.uint64),
        np.arange(channels, dtype=np.uint64),
        indexing="ij",
    )
    low = np.uint64(0xFFFFFFFF)
    value = (y * np.uint64(73856093) ^ x * np.uint64(19349663) ^ channel * np.uint64(83492791)) & low
    value ^= value >> np.uint64(13)
    value = (value * np.uint64(0x5BD1E995)) & low
    value ^= value >> np.uint64(15)
    value &= np.uint64(255)
    if contrast:
        value = (value >> np.uint64(7)) * np.uint64(255)
    return value.astype(np.uint8)


PILLOW = {"Bilinear": Image.BILINEAR, "Bicubic": Image.BICUBIC, "Nearest": Image.NEAREST}


def resample(pixels, name, box, size):
    top, left, bottom, right = box
    if name == "BilinearPlain":
        if pixels.shape[2] == 2:
            # OpenCV halves images of two channels alone by an average of its own, ties to even: 1 level off its other results.
            return np.concatenate([resample(pixels[:, :, i : i + 1], name, box, size) for i in range(2)], axis=-1)
        part = np.ascontiguousarray(pixels[top:bottom, left:right])
        return cv2.resize(part, (size[1], size[0]), interpolation=cv2.INTER_LINEAR).reshape(*size, -1)
    # Channel by channel: Pillow multiplies the modes LA and RGBA by alpha.
    return np.stack(
        [
            np.asarray(
                Image.fromarray(np.ascontiguousarray(pixels[:, :, channel])).resize(
                    (size[1], size[0]), PILLOW[name], box=(left, top, right, bottom)
                )
            )
            for channel in range(pixels.shape[2])
        ],
        axis=-1,
    )


SIZES = [
    # source, target
    ((37, 53), (24, 24)),
    ((37, 53), (37, 53)),
    ((37, 53), (74, 106)),
    ((64, 64), (32, 32)),
    ((64, 48), (21, 16)),
    ((33, 31), (67, 95)),
    ((1, 1), (1, 1)),
    ((1, 1), (7, 5)),
    ((9, 7), (1, 1)),
    ((1, 40), (3, 9)),
    ((40, 1), (9, 3)),
    ((3, 200), (50, 3)),
    ((200, 3), (3, 50)),
    ((2, 2), (19, 23)),
    ((5, 1000), (5, 11)),
    ((400, 5), (2, 5)),
    ((120, 160), (119, 161)),
    ((224, 224), (64, 48)),
]

BOXES = [
    # source, (top, left, bottom, right), target
    ((60, 80), (7, 11, 52, 70), (24, 32)),
    ((60, 80), (0, 0, 30, 80), (30, 40)),
    ((60, 80), (59, 79, 60, 80), (4, 4)),
    ((60, 80), (10, 20, 40, 50), (30, 30)),
    ((60, 80), (10, 20, 12, 23), (17, 33)),
    ((375, 500), (31, 57, 331, 444), (224, 224)),
    ((60, 80), (0.5, 3.25, 41.75, 70.125), (20, 33)),
    ((60, 80), (20.3, 10.7, 21.1, 11.2), (9, 11)),
    ((60, 80), (3.1, 0.0, 59.9, 80.0), (80, 60)),
]


def main():
    jobs = [(source, (0, 0, *source), target) for source, target in SIZES] + BOXES
    cases = []
    for name in ["Bilinear", "Bicubic", "BilinearPlain", "Nearest"]:
        for source, box, target in jobs:
            if name == "BilinearPlain" and any(edge != int(edge) for edge in box):
                continue
            for channels in [1, 2, 3, 4]:
                for contrast in [False, True]:
                    if contrast and (channels != 3 or name == "Nearest"):
                        continue
                    result = resample(picture(*source, channels, contrast), name, box, target)
                    assert result.shape == (*target, channels), result.shape
                    cases.append(
                        {
                            "id": f"{name} {source[0]}x{source[1]}x{channels} {list(box)} to {target[0]}x{target[1]}"
                            + (" contrast" if contrast else ""),
                            "filter": name,
                            "source": source,
                            "channels": channels,
                            "contrast": contrast,
                            "box": box,
                            "target": target,
                            "start": result.tobytes()[:12].hex(),
                            "sha256": hashlib.sha256(result.tobytes()).hexdigest(),
                        }
                    )
    lines = ",\n".join("    " + json.dumps(case) for case in cases)
    text = f'{{\n  "pillow": "{PIL.__version__}",\n  "opencv": "{cv2.__version__}",\n  "cases": [\n{lines}\n  ]\n}}\n'
    pathlib.Path(__file__).with_name("resampling.json").write_text(text)


main()
