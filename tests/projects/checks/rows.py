"""Single indicator rows put to the rules about rows."""

from decimal import Decimal

from documents.goal_table import Budget, GoalTable, IndicatorRow
from documents.layout import load_layout
from projects.checks import Context, Finding, Report, check_table

LEVEL1 = {"产出指标": ("数量", "质量", "时效", "成本"), "满意度指标": ("服务对象满意度",)}
ABOUT_ROWS = ("IN", "VA", "BA")


def row(level2, name, description="统计口径另见方案", value="=12个", basis="施工合同第八条"):
    level1 = next((one for one, names in LEVEL1.items() if level2 in names), "效益指标")
    return IndicatorRow(level1, f"{level2}指标", name, description, value, basis)


def reported(*rows, budget="100", **context) -> Report:
    """Return what the rules say of a table with these rows and a budget in 万元."""
    table = GoalTable(budget=Budget(Decimal(budget) * 10_000 if budget else None), indicators=rows)
    report = check_table(table, Context(load_layout("hebei_integrated"), **context))
    assert report.failures == ()
    return report


def found(*rows, **context) -> list[Finding]:
    """Return what the rules about rows say, suppressed or not."""
    report = reported(*rows, **context)
    return [
        finding for finding in (*report.findings, *report.suppressed) if finding.rule.startswith(ABOUT_ROWS)
    ]


def codes(*rows, **context) -> list[str]:
    return sorted(finding.rule for finding in found(*rows, **context))


def the(rule, *rows, **context) -> Finding:
    """Return the only finding of a rule."""
    [finding] = [finding for finding in found(*rows, **context) if finding.rule == rule]
    return finding
