"""Administration of fiscal years; projects and imports to look at."""

from django.contrib import admin

from projects.models import FiscalYear, ImportBatch, Project
from units.enums import Role
from units.role_admin import ReadOnlyAdmin, RoleAdmin


@admin.register(FiscalYear)
class FiscalYearAdmin(RoleAdmin):
    editors = frozenset({Role.SYSTEM_ADMINISTRATOR})
    list_display = ("year", "is_closed")


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    """Tables are filled in and decided on their own pages."""

    readers = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})
    unit_path = "unit__path"
    list_display = ("name", "code", "unit", "fiscal_year", "status", "total_amount", "updated_at")
    list_filter = ("status", "fiscal_year")
    list_select_related = ("unit", "fiscal_year")
    search_fields = ("name", "code", "unit__name")


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    readers = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})
    unit_path = "unit__path"
    list_display = ("file_name", "unit", "fiscal_year", "state", "actor", "created_at")
    list_filter = ("state",)
    list_select_related = ("unit", "fiscal_year", "actor")
    view_on_site = False  # the page of an import belongs to who brought the file
    fields = ("file_name", "file_sha256", "unit", "fiscal_year", "state", "actor", "created_at")
