"""Project codes (项目编码): their form and their check character.

The check rule was found by test, not in a published standard: it holds for all known codes with P in the ninth place.
It follows GB 32100-2015 (alphabet and weights of the unified social credit code) with the constant 30.
"""

import re

OLD_FORM = re.compile(r"\d{8}[0-9A-Z]{13}", re.ASCII)
P_FORM = re.compile(r"\d{8}P\d{11}[0-9A-Y]", re.ASCII)
_ALLOWED = re.compile(r"[0-9A-Z]", re.ASCII)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(20))


def check_character(code: str) -> str:
    """Return the last character that a code of the P form should have."""
    total = sum(_ALPHABET.index(char) * weight for char, weight in zip(code, _WEIGHTS, strict=False))
    return _ALPHABET[(30 - total) % 31]


def faulty_character(code: str) -> str:
    """Return the first character that cannot stand in its place in any code, "" where there is none."""
    for place, char in enumerate(code):
        if not (char.isascii() and char.isdigit() if place < 8 else _ALLOWED.fullmatch(char)):
            return char
    return ""
