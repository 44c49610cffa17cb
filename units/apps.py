"""The Django configuration of this app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "预算单位"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from units import login_audit  # noqa: PLC0415  # models exist only now

        login_audit.connect()
