"""The page checks find what they look for."""

import pytest

from tests.html import foreign_addresses, inline_code


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<script src="https://cdn.example/x.js"></script>', ["https://cdn.example/x.js"]),
        ("<link href='//cdn.example/x.css'>", ["//cdn.example/x.css"]),
        ('<a href="/tables/1//2/">甲</a> http://example', []),
    ],
)
def test_addresses_of_other_machines_are_found(html, found):
    assert foreign_addresses(html) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<style>a {}</style>", ["<style"]),
        ("<script>1</script>", ["<script>"]),
        ('<script src="/x.js" defer></script>', []),
        ('<p style="color: red">', [" style="]),
        ('<a onclick="x()">', [" onclick="]),
        ('<a href="javascript:x">', ["javascript:"]),
    ],
)
def test_code_inside_the_page_is_found(html, found):
    assert inline_code(html) == found
