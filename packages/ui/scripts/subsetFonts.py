#!/usr/bin/env python3
"""Makes the two fonts that packages/app serves from those of @fontsource-variable.

The originals carry weights 100 to 900 and alternates the portal never shows.
Limited to the weights of the tokens (400 to 600) and to the features that are
used, they weigh less than half. Run again after an upgrade of the packages:

    pip install fonttools brotli
    python3 packages/ui/scripts/subsetFonts.py

Both licences (OFL 1.1) allow it and travel along as fonts-OFL.txt. The name of
a file ends in a hash of its content, because /static is cached for weeks; the
script prints the names that packages/app/public/index.html must use.
"""

import hashlib
import pathlib

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = pathlib.Path(__file__).resolve().parents[3]
PACKAGES = ROOT / "node_modules" / "@fontsource-variable"
TARGET = ROOT / "packages" / "app" / "public" / "static"
WEIGHTS = (400, 600)

FONTS = {
    # Figures of equal width, and capitals' punctuation; no stylistic sets.
    "inter": ["kern", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "case"],
    # No ligatures: in identifiers every character counts.
    "jetbrains-mono": ["ccmp", "locl", "mark", "mkmk"],
}


def subset(name: str, features: list[str]) -> str:
    """Writes one font and returns its file name."""
    source = PACKAGES / name / "files" / f"{name}-latin-wght-normal.woff2"
    font = TTFont(source)
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    # The file must not depend on when it was made.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = "woff2"
    draft = TARGET / f"{name}.woff2"
    font.save(draft)
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()[:12]
    final = TARGET / f"{name}-latin-400-600.{digest}.woff2"
    draft.rename(final)
    return f"{final.name} ({final.stat().st_size // 1024} kB, was {source.stat().st_size // 1024} kB)"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.woff2"):
        old.unlink()
    for name, features in FONTS.items():
        print(subset(name, features))
    licences = [
        (PACKAGES / name / "LICENSE").read_text(encoding="utf-8") for name in FONTS
    ]
    (TARGET / "fonts-OFL.txt").write_text("\n\n".join(licences), encoding="utf-8")


if __name__ == "__main__":
    main()
