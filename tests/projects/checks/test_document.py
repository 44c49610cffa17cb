"""docs/rules.md says what the catalogue says."""

from django.conf import settings

from projects.checks import standard_rules
from projects.checks.document import rules_document
from tests.projects.commands import run

FILE = settings.BASE_DIR / "docs" / "rules.md"


def test_document_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == rules_document(standard_rules()), (
        "run ./run manage write_rules_document"
    )


def test_document_is_written(monkeypatch, tmp_path):
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(
        "projects.management.commands.write_rules_document.FILE", tmp_path / "docs" / "rules.md"
    )
    monkeypatch.setattr("django.conf.settings.BASE_DIR", tmp_path)

    assert run("write_rules_document") == ("已写到“docs/rules.md”。\n", "")
    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == rules_document(standard_rules())


def test_rule_of_many_words():
    text = rules_document(standard_rules())

    section = text[text.index("### AM02") : text.index("### AM03")]
    assert section.split("\n")[:7] == [
        "### AM02 预算数与资金来源不平",
        "",
        "- 级别：错误",
        "- 依据：财预〔2015〕88号；适当性—资金匹配性",
        "- 说法：预算数……≠财政资金…+其他资金…，差……，请核对改成相等。",
        "- 另一种说法：“预算数”没有填，请填财政资金与其他资金之和。",
        "- 另一种说法：预算数是……，应大于0。",
    ]
    assert "- 级别：错误（唐山高新区：警告）" in text
    assert "- 有了它，不再显示同一格的 VA04、VA05" in text
    assert "- 有了它，不再显示全表的 GO06" in text
    assert "- 可调：10月底累计进度不低于（%） 75" in text


def test_every_threshold_has_a_name():
    for rule in standard_rules().rules.values():
        assert rule.threshold_labels.keys() == rule.thresholds.keys(), rule.code


def test_document_says_every_severity():
    text = rules_document(standard_rules())

    assert "| ST02 | 缺少成本指标 | 警告（工程、修缮、购置类项目：错误） |" in text
    assert "| VA19 | 满意度目标偏低 | 警告（不低于下限但低于通常值：提示） |" in text
    assert "| ID01 | 项目编码缺失 | 错误（唐山高新区：警告） |" in text


def test_number_of_rules():
    assert "共88条。" in rules_document(standard_rules())
