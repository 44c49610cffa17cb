"""docs/rules.md: every rule of the catalogue in words, with its examples."""

import re
from collections.abc import Iterator

from documents.layout import load_layout
from projects.cell_addresses import INDICATOR_PARTS
from projects.checks.catalogue import Rule, RuleBook

_HEAD = """\
# 质量检查规则

这份文件由 `./run manage write_rules_document` 按 `projects/checks/rules/` 里的规则目录生成，请不要直接修改。

- 错误：必须改正才能提交。警告：应改正，或者写明理由。提示：供参考。
- 例子里没有写出的栏目与一张没有问题的表相同；这些例子同时是测试。
- 每个例子只说明这一条规则。“形似而不算”看起来像，但不归这条规则管；它若另有问题，由别的规则指出。
- 例子只写出几行指标的，缺少的指标不算例子的问题。
- VA22 是本系统补充的规则，其余87条按规则表编写。
- 同一格有更具体的问题时，笼统的不再显示（`check_tables --all` 可以全部列出）。
"""
_PLACE = re.compile(r"\{\w+\}")
_THEMES = {
    "ID": "项目编码、单位、名称",
    "AM": "金额和支出计划",
    "GO": "资金用途和绩效目标",
    "ST": "指标的设置",
    "IN": "三级指标和描述",
    "VA": "指标值",
    "BA": "指标值确定依据",
    "TX": "文字",
    "XT": "与别处比较",
    "WT": "权重",
}


def rules_document(book: RuleBook) -> str:
    """Return the rules of a book as Markdown."""
    return "\n".join(_parts(book))


def theme_of(rule: Rule) -> str:
    """Return what the rules of a rule's kind are about."""
    return _THEMES[rule.code[:2]]


def _parts(book: RuleBook) -> Iterator[str]:
    yield _HEAD
    yield from _overview(book)
    theme = ""
    for rule in book.rules.values():
        if rule.code[:2] != theme:
            theme = rule.code[:2]
            yield f"## {theme_of(rule)}\n"
        yield from _rule(rule)


def _overview(book: RuleBook) -> Iterator[str]:
    yield f"共{len(book.rules)}条。\n\n| 规则 | 名称 | 级别 |\n|---|---|---|"
    for rule in book.rules.values():
        yield f"| {rule.code} | {rule.name} | {_severities(rule)} |"
    yield ""


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}\n"
    yield f"- 级别：{_severities(rule)}"
    yield f"- 依据：{rule.clause}；{rule.dimension}"
    yield f"- 说法：{spoken(rule.message)}"
    for message in rule.variants.values():
        yield f"- 另一种说法：{spoken(message)}"
    for name, number in rule.thresholds.items():
        yield f"- 可调：{rule.threshold_labels[name]} {number}"
    covers = (
        ("同一格", rule.suppresses),
        ("同一行", rule.suppresses_in_row),
        ("全表", rule.suppresses_in_table),
    )
    for where, covered in covers:
        if covered:
            yield f"- 有了它，不再显示{where}的 {'、'.join(covered)}"
    for label, example in (("不好", rule.bad), ("好", rule.good), ("形似而不算", rule.near)):
        yield f"\n{label}：\n\n```\n{_by_row(example)}\n```"
    yield ""


def _severities(rule: Rule) -> str:
    exceptions = [
        *((load_layout(layout).label, severity) for layout, severity in rule.severity_in_layout.items()),
        *rule.severity_in_case.items(),
    ]
    others = "；".join(f"{case}：{severity.label}" for case, severity in exceptions)
    return f"{rule.severity.label}（{others}）" if others else str(rule.severity.label)


def _by_row(example: str) -> str:
    """Return an example with the cells of each row in one line."""
    rows: list[dict[str, str]] = []
    for line in example.strip().split("\n"):
        label = line.partition("：")[0]
        if not rows or label in rows[-1] or label not in INDICATOR_PARTS.values():
            rows.append({})
        rows[-1][label] = line
    return "\n".join("；".join(row.values()) for row in rows)


def spoken(message: str) -> str:
    """Return a message with its places as they read in print: {b} is …."""
    return _PLACE.sub("…", message)
