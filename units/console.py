"""How a command refuses."""

from django.core.management.base import CommandError


class CommandRefused(CommandError):
    """A command that cannot do what it was asked; str() is a Chinese sentence."""


# Django prints the name of the class before the sentence, and the reader reads Chinese.
CommandRefused.__name__ = "未完成"
