"""manage.py write_rules_document: docs/rules.md anew from the catalogue of rules."""

from django.conf import settings
from django.core.management.base import BaseCommand

from projects.checks import standard_rules
from projects.checks.document import rules_document

FILE = settings.BASE_DIR / "docs" / "rules.md"


class Command(BaseCommand):
    help = "按规则目录重新生成 docs/rules.md。"
    requires_system_checks = ()

    def handle(self, **options):
        FILE.write_text(rules_document(standard_rules()), encoding="utf-8")
        self.stdout.write(f"已写到“{FILE.relative_to(settings.BASE_DIR)}”。")
