"""Administration of regions, units, people, memberships and the audit trail."""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group

from units.action_labels import ACTION_LABELS
from units.actions import open_administration
from units.enums import Role
from units.models import AuditEntry, BudgetUnit, FiscalRegion, Membership
from units.role_admin import ReadOnlyAdmin, RoleAdmin

# Rights come from memberships alone.
admin.site.unregister([Group, get_user_model()])


@admin.register(FiscalRegion)
class FiscalRegionAdmin(RoleAdmin):
    editors = frozenset({Role.SYSTEM_ADMINISTRATOR})
    list_display = ("code", "name")
    search_fields = ("code", "name")


@admin.register(BudgetUnit)
class BudgetUnitAdmin(RoleAdmin):
    editors = frozenset({Role.SYSTEM_ADMINISTRATOR})
    unit_path = "path"
    list_display = ("code", "name", "parent", "region", "money_unit", "layout")
    list_filter = ("region", "layout")
    list_select_related = ("parent", "region")
    search_fields = ("code", "name")
    fields = ("region", "parent", "code", "name", "money_unit", "layout")

    def get_readonly_fields(self, request, obj=None):
        """The top of the user's own tree is moved by who administers the tree above it."""
        is_top = obj and not self.is_in_reach(request, obj.parent or obj)
        return ("region", "parent") if is_top else ()

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "parent" in form.base_fields:
            form.base_fields["parent"].required = not request.user.is_superuser and bool(
                not obj or obj.parent
            )
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = self.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "layout":
            return forms.ChoiceField(label="版式", choices=_layout_choices)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def unit_of(self, row):
        return row


def _layout_choices():
    """The layouts for which there is an indicator scheme."""
    schemes = apps.get_model("indicators", "IndicatorScheme").objects.order_by("-first_year")
    return sorted({scheme.layout: scheme.name for scheme in schemes}.items())


@admin.register(get_user_model())
class PersonAdmin(RoleAdmin, UserAdmin):
    """Accounts: who holds a role outside the reach of the security administrator is out of sight."""

    editors = frozenset({Role.SECURITY_ADMINISTRATOR})
    unit_path = "memberships__unit__path"
    list_display = ("username", "last_name", "first_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("个人信息", {"fields": ("last_name", "first_name")}),
        ("登录", {"fields": ("is_active", "is_staff", "last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    filter_horizontal = ()

    def get_queryset(self, request):
        people = admin.ModelAdmin.get_queryset(self, request)
        if request.user.is_superuser:
            return people
        in_reach = self.within_reach(request, BudgetUnit.objects.all(), "path")
        outside = Membership.objects.exclude(unit__in=in_reach)
        return people.filter(is_superuser=False).exclude(pk__in=outside.values("user"))

    def has_change_permission(self, request, obj=None):
        return obj != request.user and super().has_change_permission(request, obj)

    def unit_of(self, row):
        first = row.memberships.select_related("unit").order_by("pk").first()
        return first and first.unit


@admin.register(Membership)
class MembershipAdmin(RoleAdmin):
    """Granting a role and ending it; what was granted is otherwise left as it was."""

    editors = frozenset({Role.SECURITY_ADMINISTRATOR})
    unit_path = "unit__path"
    list_display = ("user", "role", "unit", "since", "until")
    list_filter = ("role",)
    list_select_related = ("user", "unit")
    search_fields = ("user__username", "user__last_name", "unit__name", "unit__code")
    fields = ("user", "unit", "role", "since", "until")

    def get_readonly_fields(self, request, obj=None):
        return ("user", "unit", "role", "since") if obj else ()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        open_administration(obj)

    def has_change_permission(self, request, obj=None):
        """Nobody prolongs their own rights."""
        is_own = obj is not None and obj.user_id == request.user.pk
        return not is_own and super().has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "unit":
            kwargs["queryset"] = self.within_reach(request, BudgetUnit.objects.all(), "path")
        if db_field.name == "user":
            people = self.admin_site.get_model_admin(get_user_model()).get_queryset(request)
            kwargs["queryset"] = people.exclude(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def unit_of(self, row):
        return row.unit


class ActionFilter(admin.SimpleListFilter):
    title = "操作"
    parameter_name = "action"

    def lookups(self, request, model_admin):
        return ACTION_LABELS.items()

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    readers = frozenset({Role.AUDITOR})
    unit_path = "unit__path"
    list_display = ("at", "actor", "what", "has_succeeded", "label", "unit", "remote_address")
    list_filter = (ActionFilter, "has_succeeded", "at")
    list_select_related = ("actor", "unit")
    search_fields = ("label", "actor__username", "request_id")
    fields = (
        ("at", "actor"),
        ("what", "has_succeeded"),
        ("unit", "kind", "label"),
        "before",
        "after",
        "reason",
        ("remote_address", "request_id"),
    )

    def get_queryset(self, request):
        entries = admin.ModelAdmin.get_queryset(self, request)
        return entries if request.user.is_superuser else entries.visible_to(request.user)

    @admin.display(description="操作", ordering="action")
    def what(self, entry):
        return entry.action_label

    @admin.display(description="对象类别")
    def kind(self, entry):
        model_label = entry.subject.partition(":")[0]
        return apps.get_model(model_label)._meta.verbose_name if model_label else ""
