"""Rules about value bases."""

import pytest

from projects.cell_operations import SetCell
from tests.projects.checks.rows import codes, row, the


def based(*bases):
    return [
        row("质量", f"第{number}项合格率", value="≥95%", basis=basis) for number, basis in enumerate(bases)
    ]


@pytest.mark.parametrize(
    "basis",
    [
        "冀财预[2024]58号",
        "冀财预（2024）58号",
        "冀财预【2024】58",
        "冀财预〔2024〕058号",
        "冀财预〔2024〕第58号",
        "冀财预〔2024年〕58号",
        "冀财预〔2024〕58",
        "冀财预〔2024〕58号、冀财预(2024)9号",
    ],
)
def test_document_number_in_another_form(basis):
    assert "BA01" in codes(*based(basis))


@pytest.mark.parametrize(
    "basis",
    [
        "冀财预〔2024〕58号",
        "冀财预〔2024〕 58 号",
        "GB/T 9704-2012",
        "国务院令第711号",
        "全县培训计划（2024）12期",
        "县道养护规划（2021—2025年）",
        "养护工作方案（2024）",
        "",
    ],
)
def test_what_is_no_odd_document_number(basis):
    assert "BA01" not in codes(*based(basis))


def test_document_numbers_are_mended_all_at_once():
    finding = the("BA01", *based("根据冀财预[2024]058号", "施工合同第八条", "冀财预(2024)9"))

    assert finding.address == "indicators.1.basis"
    assert finding.message == (
        "第1、3行的文号请写成“冀财预〔2024〕58号”的形式（六角括号，带“号”，序号前不加0）。"
    )
    assert finding.repair.operations == (
        SetCell("indicators.1.basis", "根据冀财预〔2024〕58号"),
        SetCell("indicators.3.basis", "冀财预〔2024〕9号"),
    )


def test_agency_of_one_sign_is_not_cut():
    assert "“据〔2024〕9号”" not in the("BA01", *based("按规定据[2024]9号")).message


def test_one_document_in_two_writings():
    finding = the(
        "BA02", *based("冀财预〔2024〕58", "冀财预〔2024〕58", "冀财预〔2024〕58号", "冀财预〔2024〕9号")
    )

    assert (finding.address, finding.text) == ("indicators.3.basis", "冀财预〔2024〕58号")
    assert finding.message == "依据“冀财预〔2024〕58”和“冀财预〔2024〕58号”应是同一文件，请统一写法。"
    assert finding.repair.operations == (
        SetCell("indicators.1.basis", "冀财预〔2024〕58号"),
        SetCell("indicators.2.basis", "冀财预〔2024〕58号"),
    )


@pytest.mark.parametrize(
    "bases",
    [
        ("冀财预〔2024〕58号", "冀财预〔2024〕58号"),
        ("冀财预〔2024〕58号", "冀财教〔2024〕58号"),
        ("合同（一）", "合同一"),
    ],
)
def test_documents_that_are_written_alike_or_are_others(bases):
    assert "BA02" not in codes(*based(*bases))


@pytest.mark.parametrize(
    "basis", ["工作经验", "工作经验。", "以往经验", "凭多年管理经验", "根据历年经验判断"]
)
def test_experience(basis):
    assert "BA03" in codes(*based(basis))


@pytest.mark.parametrize(
    "basis", ["工作经验总结报告", "近三年平均值", "县先进经验交流会确定的建设任务经验", ""]
)
def test_no_mere_experience(basis):
    assert "BA03" not in codes(*based(basis))


@pytest.mark.parametrize("basis", ["年度工作计划", " 文件 要求。", "上级部门要求", "计划标准"])
def test_generality(basis):
    assert "BA04" in codes(*based(basis))


@pytest.mark.parametrize("basis", ["2025年度工作计划", "计划标准：县道养护工作计划", "合同约定", ""])
def test_basis_with_a_name(basis):
    assert "BA04" not in codes(*based(basis))


@pytest.mark.parametrize(
    ("number", "places"),
    [(1, "第2行"), (3, "第2、3、4行"), (12, "第2、3、4、5、6、7、8、9、10、11等12行")],
)
def test_rows_are_named(number, places):
    assert f"（{places}）" in the("BA03", *based("施工合同", *["工作经验"] * number)).message


def test_all_rows_are_called_so():
    assert "（全部3行）" in the("BA04", *based(*["工作计划"] * 3)).message


@pytest.mark.parametrize(
    ("bases", "is_told"),
    [
        (["施工合同"] * 5, True),
        (["施工合同", "施工合同。"] * 3, True),
        (["施工合同"] * 4, False),
        (["施工合同"] * 5 + ["养护合同"], False),
        ([""] * 5, False),
        (["——"] * 5, False),
        ([], False),
    ],
)
def test_bases_alike(bases, is_told):
    assert ("BA05" in codes(*based(*bases))) is is_told


@pytest.mark.parametrize(
    "basis",
    [
        "根据规定认定的完好路段",
        "完好路面占比",
        "完好里程÷总里程×100%",
        "第0项合格率",
        "统一口径另见",
        "参加培训的教师人数。",
    ],
)
def test_measure_as_basis(basis):
    described = row("质量", "第0项合格率", "统一口径另见附件；根据规定认定的完好路段", "≥95%", basis)

    assert "BA06" in codes(described)


@pytest.mark.parametrize("basis", ["养护合同的完好率", "上年完好率", "县道完好路面", "", "《公路养护规则》"])
def test_no_measure_as_basis(basis):
    assert "BA06" not in codes(*based(basis))


@pytest.mark.parametrize(
    "basis",
    [
        "2025年26.7万人次",
        "2025年日均248人次",
        "改造前半年跌倒26人次",
        "2025年决算数",
        "2025年秋季学期学籍系统在册学生数",
        "实有床位数",
        "房产证面积",
        "无",
    ],
)
def test_record_is_a_basis(basis):
    assert "BA06" not in codes(row("数量", "接待人次", basis=basis), fiscal_year=2026)


@pytest.mark.parametrize("basis", ["2026年接待人次", "2027年接待人次", "在校生人数"])
def test_measure_of_this_year_is_no_record(basis):
    assert "BA06" in codes(row("数量", "接待群众", basis=basis), fiscal_year=2026)
