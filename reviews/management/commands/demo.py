"""manage.py demo: a database that is ready to be tried out."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from indicators.models import IndicatorScheme, LibraryIndicator
from reviews.demo import create_demo, demo_accounts, is_database_empty, read_plan


class Command(BaseCommand):
    help = (
        "建库、收集静态文件、载入指标体系和指标库；库是空的，再放入演示单位、用户和三份绩效文本。可重复执行。"
    )

    def handle(self, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        _load_where_empty("schemes", IndicatorScheme)
        _load_where_empty("library", LibraryIndicator)
        if is_database_empty():
            create_demo()
        self._print_accounts()

    def _print_accounts(self):
        accounts = demo_accounts()
        if not accounts:
            self.stdout.write("数据库已就绪。库中已有数据，没有放入演示数据。")
            return
        self.stdout.write(f"演示用户（密码都是 {read_plan()['password']}，请勿用于正式环境）：")
        self.stdout.writelines(f"  {username:<14}{name}\n" for username, name in accounts)


def _load_where_empty(fixture, model):
    """What administrators changed since is not set back."""
    if not model.objects.exists():
        call_command("loaddata", fixture, verbosity=0)
