"""manage.py load_library FILE: the indicator library from a CSV file."""

from pathlib import Path

from django.core.management.base import BaseCommand

from indicators.actions import load_library
from indicators.library import LibraryRefused, read_library
from units.console import CommandRefused


class Command(BaseCommand):
    help = "从 CSV 文件载入指标库；同名指标更新，其余保留，可重复执行。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="UTF-8 的 CSV 文件")

    def handle(self, *, file, **options):
        """Read with or without a byte order mark: spreadsheets write one."""
        try:
            with file.open(encoding="utf-8-sig", newline="") as source:
                count = load_library(read_library(source), actor=None)
        except OSError as error:
            raise CommandRefused(f"打不开文件“{file}”，请检查路径。") from error
        except UnicodeDecodeError as error:
            raise CommandRefused(f"“{file}”不是 UTF-8 文件，请另存为“CSV UTF-8”后再试。") from error
        except LibraryRefused as error:
            raise CommandRefused(str(error)) from error
        self.stdout.write(f"指标库已载入{count}条指标。")
