"""The signs of symbol fonts, which stand at other places than in Unicode: Symbol's ≥ is at the place of ³."""

import re

# What forms use of each font; the codes are those of the font, that is U+F000 plus the code in Word.
_SYMBOL = {
    0x44: "Δ",
    0x53: "Σ",
    0x61: "α",
    0x62: "β",
    0x6D: "μ",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "·",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xD7: "·",
    0xE5: "∑",
}
_WINGDINGS = {
    0x52: "☑",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0xA3: "□",
    0xA8: "□",
    0xB7: "·",
    0xFC: "√",
    0xFE: "☑",
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": {0x50: "√", 0x52: "☑", 0xA3: "□"}}
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_FAMILY = re.compile(r"""(?<![\w-])font-family\s*:\s*["']?\s*([^;,"']+)""", re.IGNORECASE)


def is_symbol_font(font: str) -> bool:
    """Tell whether the font, by name, puts signs at the places of other characters."""
    return font.strip().lower() in _FONTS


def spell_sign(font: str, code: int) -> str:
    """Return the sign of a symbol font as text; one that is not known leaves a mark that can be seen."""
    return _FONTS.get(font.strip().lower(), _SYMBOL).get(code & 0xFF, _UNKNOWN)


def spell_signs(font: str, text: str) -> str:
    """Return a text set in a symbol font as it looks; what stands at no place of the font is left as it is."""
    signs = _FONTS[font.strip().lower()]
    return "".join(signs.get(ord(char) & 0xFF, char) if _is_placed(char) else char for char in text)


def font_of(style: str) -> str | None:
    """Return the first font that a CSS declaration names, None where it names none."""
    found = _FAMILY.search(style)
    return found[1].strip() if found else None


def _is_placed(char: str) -> bool:
    return ord(char) <= 0xFF or 0xF000 <= ord(char) <= 0xF0FF
