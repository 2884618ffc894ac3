"""Makes the fonts of the shipped themes from Inter and Source Serif 4. README.md beside this says how."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "figure/font"))
from make import BASIC, LETTERS, bake_digits, codes  # noqa: E402

# A file each: browsers fetch the ones whose characters a page has.
PARTS = {
    "": BASIC,
    "-letters": LETTERS,
    "-greek": [(0x384, 0x3CE)],
    "-cyrillic": [(0x400, 0x45F), (0x490, 0x491)],
}
# Which file of the package of Source Serif has which part.
SERIF = {"": "latin", "-letters": "latin-ext", "-greek": "greek", "-cyrillic": "cyrillic"}


def rename(font, family):
    """Keeps copyright and licence, and no other name of the original: that of Source Serif is reserved."""
    name = font["name"]
    texts = {number: name.getDebugName(number) for number in (0, 13, 14)}
    texts |= {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    name.names = []
    for number, text in sorted(texts.items()):
        if text:
            name.setName(text, number, 3, 1, 0x409)


def cut(source, family, ranges, out):
    font = TTFont(source, recalcTimestamp=False)
    if family.endswith("Sans"):
        bake_digits(font)
    limits = {axis.axisTag: 14 for axis in font["fvar"].axes if axis.axisTag == "opsz"}
    font = instancer.instantiateVariableFont(font, {"wght": (400, 600), **limits})
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "mark", "mkmk"],
        name_IDs=[0, 13, 14],
        notdef_outline=False,
        glyph_names=False,
    )
    options.drop_tables += ["STAT", "MVAR"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes(ranges))
    cutter.subset(font)
    rename(font, family)
    font.flavor = "woff2"
    font.save(out)


def main(inter, serif_files):
    assets = HERE.parents[2] / "themes/default/assets"
    for part, ranges in PARTS.items():
        cut(inter, "Nevertwice Sans", ranges, assets / f"sans{part}.woff2")
        serif = Path(serif_files) / f"source-serif-4-{SERIF[part]}-wght-normal.woff2"
        cut(serif, "Nevertwice Serif", ranges, assets / f"serif{part}.woff2")


main(*sys.argv[1:])
