"""What the commands of this app have in common: how they refuse, and which files they write."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError
from django.db.models import Q

from documents.blocks import Problem
from units.models import BudgetUnit


class CommandRefused(CommandError):
    """A command that cannot do what it was asked; str() is a Chinese sentence."""


# Django prints the name of the class before the sentence, and the reader reads Chinese.
CommandRefused.__name__ = "未完成"


def output_format(path: Path, formats) -> str:
    """Return the format that the name of an output file asks for. Raises CommandRefused where it is none of them."""
    format = path.suffix.lower().removeprefix(".")
    if format == "pdf":
        raise CommandRefused("本版还不能输出 PDF，请先输出 .docx，再用文字处理软件另存为 PDF。", returncode=2)
    if format not in formats:
        known = "、".join(f".{name}" for name in formats)
        raise CommandRefused(f"看不出“{path.name}”要输出什么格式，文件名请以{known}之一结尾。")
    return format


def unit_called(text: str) -> BudgetUnit:
    """Return the unit with that code or name. Raises CommandRefused where there is none, or more than one."""
    units = BudgetUnit.objects.filter(Q(code=text) | Q(name=text))[:2]
    if not units:
        raise CommandRefused(f"没有代码或名称为“{text}”的单位。")
    if len(units) > 1:
        raise CommandRefused(f"代码或名称为“{text}”的单位不止一个，请写出能分清的代码或名称。")
    return units[0]


def problem_line(file: str, problem: Problem) -> str:
    """Return one line for one problem: file, table, address, what is wrong, whether it was read."""
    place = [file, f"第{problem.table}个表" if problem.table else "", problem.address]
    kind = "请确认" if problem.is_doubt else "没有读懂"
    return f"{' '.join(filter(None, place))} [{kind}] {problem.message}"


def unread(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stand for something lost, leaving out the doubts."""
    return [problem for problem in problems if not problem.is_doubt]
