"""What the commands of this app have in common: how they refuse, and which files they write."""

from collections.abc import Iterable
from pathlib import Path

from django.db.models import Q

from documents.blocks import Problem
from documents.readers import TRUSTED, UPLOAD
from units.console import CommandRefused
from units.models import BudgetUnit


def output_format(path: Path, formats) -> str:
    """Return the format that the name of an output file asks for. Raises CommandRefused where it is none of them."""
    format = path.suffix.lower().removeprefix(".")
    if format not in formats:
        known = "、".join(f".{name}" for name in formats)
        raise CommandRefused(f"看不出“{path.name}”要输出什么格式，文件名请以{known}之一结尾。")
    return format


def add_reading_arguments(parser) -> None:
    """Add the arguments of commands that read files; `limits` is how large a file may be."""
    parser.add_argument("--year", type=int, metavar="YYYY", help="文件里看不出预算年度时用它")
    parser.add_argument(
        "--large",
        action="store_const",
        dest="limits",
        const=TRUSTED,
        default=UPLOAD,
        help="放宽对文件大小的限制，只用于来源可靠的文件",
    )


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
