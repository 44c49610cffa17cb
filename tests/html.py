"""What every page must be free of, as seen in its HTML."""

import re

FOREIGN_ADDRESS = re.compile(
    r"""(?:src|href|action|srcset|data-[a-z-]+|hx-[a-z]+)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]+)""", re.I
)
INLINE = re.compile(
    r"""<style\b|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")[^>]*>|\sstyle\s*=|\son[a-z]+\s*=|hx-on|javascript:""",
    re.I,
)


def foreign_addresses(html: str) -> list[str]:
    """Return the addresses of other machines that a page loads or links to."""
    return FOREIGN_ADDRESS.findall(html)


def inline_code(html: str) -> list[str]:
    """Return scripts and styles that stand in the page itself, which the content security policy would refuse."""
    return INLINE.findall(html)
