"""Money in lists."""

from django import template

from documents.amounts import format_amount

register = template.Library()


@register.filter
def in_ten_thousand(amount):
    """Print yuan in 万元 with thousands separators: 12345600 is 1,234.56; blank stays blank."""
    whole, point, decimals = format_amount(amount, "万元").partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole.lstrip("-") else ""
