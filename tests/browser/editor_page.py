"""The editor's page as tests read it: its rows and cells, and the same as the server prints them for the same texts."""

from lxml import html

TEXTS = "() => [...document.querySelectorAll('[data-cell]')].map((cell) => [cell.id, cell.value])"


def texts_on(page) -> dict[str, str]:
    """Return what the cells say, by address, in the order of the page."""
    return dict(page.evaluate(TEXTS))


def names_on(page) -> list[str]:
    return [
        text
        for address, text in texts_on(page).items()
        if text and address.startswith("ind") and address.endswith(".name")
    ]


def form_on(page):
    """Return rows and cells of the form on screen: spans, addresses, labels, what repeats the row above."""
    return _form(page.content())


def form_printed(page, client, url):
    """Return the same of the page that the server makes of the texts on screen; nothing is saved."""
    given = texts_on(page) | {"lock_version": "0", "remove": "goals.none"}
    return _form(client.post(url, given).content.decode())


def _form(page_html):
    rows = html.fromstring(page_html).xpath('//form[@id="table-form"]//tr')
    return [
        (row.get("data-row"), _repeats(row), [_cell(cell) for cell in row.xpath("th|td")]) for row in rows
    ]


def _cell(cell):
    spans = [cell.get(span, "1") for span in ("rowspan", "colspan")]
    lines = [line.get("data-row") for line in cell.xpath(".//div[@data-row]")]
    numbers = [number.text_content() for number in cell.xpath('.//*[@class="goal-number"]')]
    inputs = [_input(one) for one in cell.xpath(".//*[@data-cell]")]
    label = None if inputs else "".join(cell.text_content().split())
    return cell.tag, spans, cell.get("data-address"), lines, numbers, inputs, label


def _input(one):
    return one.get("id"), one.get("name"), one.get("aria-label")


def _repeats(row):
    return [word for word in row.get("class", "").split() if word.startswith("repeats")]
