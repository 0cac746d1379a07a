"""Which of the peers' packages are here, and in which version; timm may be a checkout."""

import importlib
import importlib.util
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

TIMM_PATH = "CUTWORK_TIMM_PATH"
MODULES = {"numpy": "numpy", "torch": "torch", "torchvision": "torchvision", "OpenCV": "cv2"}


@cache
def version(package: str) -> str | None:
    """None where it is not installed, or is but cannot be imported."""
    if package == "timm":
        return _timm_version()
    try:
        return str(importlib.import_module(MODULES[package]).__version__)
    except ImportError as error:
        if importlib.util.find_spec(MODULES[package]):
            print(f"{package} is installed but cannot be imported: {error}", file=sys.stderr)
        return None


def timm_folder() -> Path | None:
    """The folder of timm's modules: in the checkout that was named, else the installed one, which is not imported."""
    if named := os.environ.get(TIMM_PATH):
        return next((folder for folder in (Path(named) / "timm", Path(named)) if (folder / "data").is_dir()), None)
    spec = importlib.util.find_spec("timm")
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def load_timm(file: str) -> ModuleType:
    """One file of timm as a module; the rest of timm may need a newer torch."""
    folder = timm_folder()
    assert folder is not None
    name = "timm_" + Path(file).stem
    spec = importlib.util.spec_from_file_location(name, folder / file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _timm_version() -> str | None:
    folder = timm_folder()
    if folder is None or not (folder / "data" / "mixup.py").is_file():
        return None
    file = folder / "version.py"
    found = re.search(r"__version__\s*=\s*['\"](.+?)['\"]", file.read_text()) if file.is_file() else None
    parts = [found[1] if found else "of unknown version"]
    if (folder.parent / ".git").exists():
        described = subprocess.run(
            ["git", "-C", str(folder.parent), "rev-parse", "--short", "HEAD"], capture_output=True, text=True
        )
        parts.append(described.stdout.strip())
    return " ".join(part for part in parts if part)
