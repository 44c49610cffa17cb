"""The Django configuration of this app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "预算单位"
    default_auto_field = "django.db.models.BigAutoField"
