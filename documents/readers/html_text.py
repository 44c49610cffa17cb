"""White space in HTML: what a browser would show of it."""

import re

from documents.text import clean_text

LINE_BREAK = "\x0b"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# Programs wrap long lines of their source; between Chinese characters that is no space
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_AROUND_BREAK = re.compile(f" *{LINE_BREAK} *")
_WHITE_SPACE = re.compile(r"white-space\s*:\s*([\w-]+)", re.IGNORECASE)
_KEEPING = {"pre", "pre-wrap", "pre-line", "break-spaces"}
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CELLS = re.compile(r"(?:^|[\s,>+~])(?:td|th)\s*(?:,|$)", re.IGNORECASE)


def keeps_space(tag: str, style: str, inherited: bool) -> bool:
    """Tell whether an element shows its white space as it stands in the source."""
    found = _WHITE_SPACE.search(style)
    if found:
        return found[1].lower() in _KEEPING
    return tag == "pre" or inherited


def space_kept_in_cells(style_sheet: str) -> bool:
    """Tell whether a style sheet lets table cells show their white space."""
    return any(
        _CELLS.search(selectors.strip()) and keeps_space("", rule, False)
        for selectors, rule in _RULE.findall(style_sheet)
    )


def lay_out(source: str, *, keeps: bool) -> str:
    """Return a paragraph's text, cleaned; where white space is not kept, any run of it shows as one space."""
    if keeps:
        return clean_text(source)
    text = _SPACES.sub(" ", _WRAPPED.sub("", source))
    return clean_text(_AROUND_BREAK.sub(LINE_BREAK, text).strip(" "))
