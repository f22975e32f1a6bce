"""A page to a picture, with a headless Chromium in a profile of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --hide-scrollbars --force-device-scale-factor=2"
).split()
_OUTSIDE = (255, 0, 255)
_COLOURS = 128


def found() -> str | None:
    """Where Chromium is, if it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def photograph(html: str, to: Path, *, width: int, height: int = 1600) -> None:
    """Write the page as a PNG, cut to what is drawn."""
    browser = found()
    assert browser, "install chromium"
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        source.write_text(html, "utf-8")
        places = [f"--user-data-dir={folder}/profile", f"--screenshot={shot}", f"--window-size={width},{height}"]
        subprocess.run([browser, *_FLAGS, *places, source.as_uri()], check=True, capture_output=True, timeout=120)
        picture = Image.open(shot).convert("RGB")
    drawn = ImageChops.difference(picture, Image.new("RGB", picture.size, _OUTSIDE)).getbbox()
    picture.crop(drawn).quantize(_COLOURS).save(to, optimize=True)
