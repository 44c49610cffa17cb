"""Quality rules under the administrator's control: the list, a rule, the rehearsal, putting changes into force."""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.models import IndicatorScheme
from projects.actions.rules import RulesRefused, drop_drafts, put_rules_in_force, words_in_force
from projects.checks.document import spoken
from projects.enums import Severity
from projects.mapping import TablesMoved
from projects.models import FiscalYear, Project, RuleDraft
from projects.permissions import can_change_rules, can_read_rules
from projects.rehearsal import books_for, projects_of, rehearse
from projects.rule_changes import rules_for, words_of
from projects.rule_forms import RehearsalForm, RuleForm
from projects.rule_pages import decisions_on, failures_for, shown_drafts, state_words, themes
from units.models import BudgetUnit

# How many tables are rehearsed while somebody waits, and how many a second it takes for the sentence about that.
REHEARSAL_LIMIT = 5_000
TABLES_PER_SECOND = 400
UNITS_SHOWN = 50


class Scope(NamedTuple):
    """The scheme and the year from which rules are looked at and changed."""

    scheme: IndicatorScheme
    year: int
    schemes: list[IndicatorScheme]
    years: list[int]

    @property
    def urls(self):
        """The addresses of the pages and actions of this scheme and year."""
        names = {
            "list_url": "rules",
            "rehearsal_url": "rule_rehearsal",
            "drop_url": "rules_drop",
            "in_force_url": "rules_in_force",
        }
        return {word: self.url(f"projects:{name}") for word, name in names.items()}

    @property
    def query(self):
        return urlencode({"scheme": self.scheme.code, "year": self.year})

    def url(self, name, *args):
        return f"{reverse(name, args=args)}?{self.query}"


@never_cache
@require_safe
def rule_list(request):
    scope = _scope(request)
    drafts = _drafts(request, scope) if scope else []
    query = request.GET.get("q", "").strip()
    context = {
        "scope": scope,
        "query": query,
        "themes": themes(scope.scheme, scope.year, drafts, query) if scope else [],
        "drafts": drafts,
        "elsewhere": _drafts_elsewhere(request, scope) if scope else [],
        "can_change": can_change_rules(request.user),
        "failures": failures_for(request.user),
    }
    return render(request, "projects/rule_list.html", context | (scope.urls if scope else {}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rule_detail(request, code):
    scope = _scope(request)
    rule = rules_for(scope.scheme.layout).get(code) if scope else None
    if rule is None:
        raise Http404
    can_change = can_change_rules(request.user)
    if request.method == "POST" and not can_change:
        raise PermissionDenied
    draft = next((one for one in _drafts(request, scope) if one.rule == code), None)
    words = words_in_force(scope.scheme, scope.year, [code])[code]
    prepared = words_of(draft) | {"reason": draft.reason} if draft else words
    form = RuleForm(*([request.POST] if request.method == "POST" else []), rule=rule, words=prepared)
    if form.is_bound and form.is_saved(scope.scheme, scope.year, actor=request.user):
        messages.info(request, _saved_sentence(rule, form.draft))
        return redirect(scope.url("projects:rules"))
    context = {
        "scope": scope,
        "rule": rule,
        "form": form,
        "draft": draft,
        "can_change": can_change,
        "decisions": decisions_on(rule, scope.scheme),
        "state": state_words(rule, words),
        "message": spoken(rule.message),
        "other_messages": [spoken(message) for message in rule.variants.values()],
        "form_url": scope.url("projects:rule", code),
        "needs_reason": rule.severity is Severity.ERROR and rule.clause,
    } | scope.urls
    return render(request, "projects/rule_detail.html", context, status=422 if form.is_bound else 200)


def _saved_sentence(rule, draft):
    if draft is None:
        return f"{rule.code}和现在的设置一样，没有要改的。"
    return f"{rule.code}的改动已记下，还没有生效。演练以后再让它生效。"


@require_POST
def drop(request):
    """Drop the prepared change of one rule, or all of them."""
    scope = _changing_scope(request)
    count = drop_drafts(scope.scheme, scope.year, actor=request.user, rule=request.POST.get("rule", ""))
    messages.info(request, f"已放弃{count}条规则的改动。" if count else "没有拟改的规则。")
    return redirect(scope.url("projects:rules"))


@never_cache
@require_safe
def rehearsal(request):
    scope = _changing_scope(request)
    visible = Project.objects.visible_to(request.user)
    years = _years_with_tables(visible.filter(unit__layout=scope.scheme.layout))
    form = RehearsalForm(request.GET, units=BudgetUnit.objects.visible_to(request.user), years=years)
    projects = form.narrow(projects_of(scope.scheme, form.year, visible)) if years else visible.none()
    drafts = _drafts(request, scope)
    count = projects.count()
    context = {
        "scope": scope,
        "form": form,
        "years": years,
        "drafts": shown_drafts(drafts, scope.scheme.layout),
        "draft_keys": [draft.pk for draft in drafts],
        "table_count": count,
        "is_too_large": count > REHEARSAL_LIMIT,
        "limit": REHEARSAL_LIMIT,
        "seconds": max(1, round(count / TABLES_PER_SECOND)),
    } | scope.urls
    if "run" in request.GET and 0 < count <= REHEARSAL_LIMIT:
        context |= _rehearsed(projects, books_for(scope.scheme, max(scope.year, form.year), drafts))
    return render(request, "projects/rule_rehearsal.html", context)


def _rehearsed(projects, books):
    try:
        found = rehearse(projects, books)
    except TablesMoved:
        return {"refusal": "演练期间有表新增或者调整了顺序，数字作废。请再演练一次。"}
    return {"found": found, "units": found.units[:UNITS_SHOWN], "unit_rest": len(found.units[UNITS_SHOWN:])}


def _years_with_tables(projects):
    of_year = projects.filter(fiscal_year=OuterRef("pk"))
    return list(FiscalYear.objects.filter(Exists(of_year)).values_list("year", flat=True))


@require_POST
def put_in_force(request):
    scope = _changing_scope(request)
    keys = {int(key) for key in request.POST.getlist("draft") if key.isdecimal()}
    try:
        settings = put_rules_in_force(scope.scheme, scope.year, actor=request.user, drafts=keys)
    except RulesRefused as refused:
        messages.error(request, f"没有生效：{refused}")
        return redirect(scope.url("projects:rules"))
    codes = "、".join(setting.rule for setting in settings)
    messages.success(request, f"已生效：{scope.scheme.name}{scope.year}年度起的{codes}。")
    return redirect(scope.url("projects:rules"))


def _scope(request):
    """The chosen scheme and year, else the first scheme and the newest year; None where there is no scheme."""
    if not can_read_rules(request.user):
        raise PermissionDenied
    schemes = list(IndicatorScheme.objects.all())
    if not schemes:
        return None
    chosen = request.GET.get("scheme")
    scheme = get_object_or_404(IndicatorScheme, code=chosen) if chosen else schemes[0]
    years = _years_of(scheme)
    year = request.GET.get("year", "")
    return Scope(scheme, int(year) if year in map(str, years) else years[0], schemes, years)


def _changing_scope(request):
    if not can_change_rules(request.user):
        raise PermissionDenied
    scope = _scope(request)
    if scope is None:
        raise Http404
    return scope


def _years_of(scheme):
    """The years to choose from, those with tables and the next one; the newest year that there is comes first."""
    known = list(FiscalYear.objects.values_list("year", flat=True)) or [date.today().year]
    years = [*known, known[0] + 1]
    last = scheme.last_year or years[-1]
    return [year for year in years if scheme.first_year <= year <= last] or [scheme.first_year]


def _drafts(request, scope):
    return list(RuleDraft.objects.filter(author=request.user, scheme=scope.scheme, first_year=scope.year))


def _drafts_elsewhere(request, scope):
    """Prepared changes for other schemes and years: the page's scope with each, and how many there are."""
    own = RuleDraft.objects.filter(author=request.user).exclude(scheme=scope.scheme, first_year=scope.year)
    counted = (
        own.order_by("scheme", "first_year").values_list("scheme", "first_year").annotate(count=Count("*"))
    )
    schemes = {scheme.pk: scheme for scheme in scope.schemes}
    return [(scope._replace(scheme=schemes[key], year=year), count) for key, year, count in counted]
