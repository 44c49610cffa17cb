"""Administration pages whose rights come from roles, and whose changes leave audit entries."""

from django.contrib import admin
from django.db import models

from units import audit
from units.memberships import has_role, has_role_at_top, in_subtrees_of


class RoleAdmin(admin.ModelAdmin):
    """Pages of one model for the holders of some roles, each in the subtree of their own membership.

    `editors` add and change, `readers` look on. `unit_path` leads from the model to the path of its unit; a model
    without one belongs to everybody, and is edited only by who holds the role at the top of a tree. A superuser,
    made on the command line, sets up the first units and administrators, and may do what editors may.
    """

    editors = frozenset()
    readers = frozenset()
    unit_path = None
    actions = None
    list_per_page = 50

    def holds_role(self, request, roles):
        if request.user.is_superuser:
            return True
        holds = has_role if self.unit_path else has_role_at_top
        return holds(request.user, roles)

    def is_in_reach(self, request, row):
        return row is None or self.get_queryset(request).filter(pk=row.pk).exists()

    def within_reach(self, request, rows, path_field):
        """Keep the rows in the subtrees where the user holds one of this page's roles."""
        if request.user.is_superuser:
            return rows
        return rows.filter(in_subtrees_of(request.user, self.editors | self.readers, path_field))

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return self.within_reach(request, rows, self.unit_path) if self.unit_path else rows

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.holds_role(request, self.editors | self.readers) and self.is_in_reach(request, obj)

    def has_add_permission(self, request):
        return bool(self.editors) and self.holds_role(request, self.editors)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request) and self.is_in_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    # The audit trail

    def unit_of(self, row):
        """Return the unit whose auditors read about the row, None for what belongs to everybody."""
        return None

    def construct_change_message(self, request, form, formsets, add=False):
        request.changed_values = _changed_values(form, is_new=add)  # for the entry written right after
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request, obj, message):
        self._record(request, "create", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._record(request, "change", obj)
        return super().log_change(request, obj, message)

    def _record(self, request, action, row):
        before, after = request.changed_values
        audit.record(request.user, action, row, unit=self.unit_of(row), before=before, after=after)


class ReadOnlyAdmin(RoleAdmin):
    """Pages to look at; even a superuser changes nothing here."""

    def has_add_permission(self, request):
        return False


def _changed_values(form, *, is_new):
    """Return the changed fields before (None for a new row) and after; a password is only named."""
    after = {name: _as_json(form, name, form.cleaned_data.get(name)) for name in form.changed_data}
    if is_new:
        return None, after
    return {name: _as_json(form, name, form.initial.get(name)) for name in form.changed_data}, after


def _as_json(form, name, value):
    if "password" in name:
        return "******"
    if isinstance(value, models.Model):
        return value.pk
    return value if value is None or isinstance(value, bool | int | list) else str(value)
