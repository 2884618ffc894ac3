"""Makes the fonts of the figures, and the table of their widths, from Inter. README.md beside this says how."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Nevertwice Figures"
# First and last code of each range. BASIC is what nearly every page needs, LETTERS what some do: a file each. PICTURES,
# which cannot fall back on another font, have all of it.
BASIC = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xA0),  # no-break space
    (0xB0, 0xB7),  # degree, middle dot
    (0xD7, 0xD7),  # times
    (0x2013, 0x2014),  # dashes
    (0x2018, 0x201E),  # quotes
    (0x2026, 0x2026),  # ellipsis
    (0x2192, 0x2192),  # arrow
    (0x2264, 0x2265),  # at most, at least
]
LETTERS = [
    (0xA1, 0xAF),
    (0xB8, 0xD6),  # Latin-1
    (0xD8, 0x17F),  # Latin-1, Latin Extended-A
    (0x218, 0x21B),  # Romanian
    (0x2022, 0x2022),  # bullet
    (0x20AC, 0x20AC),  # euro
    (0x2212, 0x2212),  # minus
]
PICTURES = [
    *BASIC,
    *LETTERS,
    (0x1A0, 0x1B0),  # Vietnamese
    (0x384, 0x3CE),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x491),  # Ukrainian
    (0x1EA0, 0x1EF9),  # Vietnamese
]
SOFT_HYPHEN = 0xAD
WEIGHTS = {"Regular": 400, "SemiBold": 600}


def codes(ranges):
    return [code for first, last in ranges for code in range(first, last + 1) if code != SOFT_HYPHEN]


def bake_digits(font):
    """Maps the digits to their tabular forms, so that no page has to ask for `tnum`."""
    gsub = font["GSUB"].table
    records = [record for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    tabular = {}
    for index in {index for record in records for index in record.Feature.LookupListIndex}:
        for table in gsub.LookupList.Lookup[index].SubTable:
            tabular.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for code in map(ord, "0123456789"):
            glyph = table.cmap.get(code)
            table.cmap[code] = tabular.get(glyph, glyph)


def rename(font, style):
    """Keeps copyright and licence, and no other name of the original."""
    name = font["name"]
    texts = {number: name.getDebugName(number) for number in (0, 13, 14)}
    texts |= {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"NevertwiceFigures-{style}"}
    name.names = []
    for number, text in sorted(texts.items()):
        name.setName(text, number, 3, 1, 0x409)


def cut(source, ranges, weight, style, out, flavor=None):
    font = TTFont(source, recalcTimestamp=False)
    bake_digits(font)
    font = instancer.instantiateVariableFont(font, {"opsz": 14, "wght": weight})
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[0, 13, 14], notdef_outline=False, glyph_names=False
    )
    options.drop_tables += ["STAT", "GSUB", "GPOS", "GDEF", "MVAR"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes(ranges))
    cutter.subset(font)
    rename(font, style)
    font.flavor = flavor
    font.save(out)
    return font


def table(fonts):
    """The widths as Rust: the ranges, then each weight's advances; 0 where the font has no such character."""
    lines = [
        "//! Advance widths of the font of figures, in units of which 2048 are the font size. Made by `font/make.py`;",
        "//! a test compares them with the font.",
        "",
        "/// The first and last character of each range, in the order of the tables.",
        f"pub(super) const RANGES: [(u32, u32); {len(PICTURES)}] = [",
        *[f"    (0x{first:x}, 0x{last:x})," for first, last in PICTURES],
        "];",
    ]
    for style, font in fonts.items():
        cmap, advances = font.getBestCmap(), font["hmtx"]
        widths = [
            advances[cmap[code]][0] if code in cmap else 0
            for first, last in PICTURES
            for code in range(first, last + 1)
        ]
        lines += [
            "",
            f"/// Weight {WEIGHTS[style]}; 0 where the font has no such character.",
            f"pub(super) const {'REGULAR' if style == 'Regular' else 'BOLD'}: [u16; {len(widths)}] = [",
            "    " + ", ".join(map(str, widths)) + ",",
            "];",
        ]
    return "\n".join(lines) + "\n"


def main(source):
    here = Path(__file__).parent
    assets = here.parents[2] / "themes/default/assets"
    for ranges, name in ((BASIC, "figures"), (LETTERS, "figures-letters")):
        cut(source, ranges, (400, 600), "Regular", assets / f"{name}.woff2", "woff2")
    fonts = {
        style: cut(source, PICTURES, weight, style, here / f"{style.lower()}.ttf") for style, weight in WEIGHTS.items()
    }
    (here.parent / "widths.rs").write_text(table(fonts))


if __name__ == "__main__":
    main(sys.argv[1])
