"""Loading the indicator library from a CSV file."""

import io

import pytest
from django.core.management import call_command

from indicators.models import LibraryIndicator
from units.console import CommandRefused
from units.models import AuditEntry

HEADER = "domain,level1,level2,name,explanation,formula,operator,value,unit,direction,basis"
TRAINING = "培训,产出指标,数量指标,培训人次,参训人次,按签到表统计,≥,200,人次,正向,计划标准：培训计划"
COST = "培训,产出指标,成本指标,人均费用,费用与人数之比,费用÷人数,≤,,元/人·天,反向,预算支出标准：培训费标准"
SEATS = "会议,产出指标,数量指标,会议座位,座位数,按合同,=,,个,定值,计划标准：会议方案"


@pytest.fixture
def load(tmp_path, db):
    """Return a function that loads lines as a file and returns what the command prints."""

    def load_lines(*lines, encoding="utf-8"):
        path = tmp_path / "指标库.csv"
        path.write_text("\n".join(lines), encoding=encoding)
        printed = io.StringIO()
        call_command("load_library", path, stdout=printed)
        return printed.getvalue()

    return load_lines


def test_load_library(load):
    printed = load(HEADER, TRAINING, COST, SEATS)

    assert printed == "指标库已载入3条指标。\n"
    rows = LibraryIndicator.objects.order_by("pk").values_list(
        "domain", "level2", "name", "operator", "target_value", "measure_unit", "direction"
    )
    assert list(rows) == [
        ("培训", "数量指标", "培训人次", "≥", "200", "人次", "more"),
        ("培训", "成本指标", "人均费用", "≤", "", "元/人·天", "less"),
        ("会议", "数量指标", "会议座位", "=", "", "个", "exact"),
    ]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject, entry.label) == (
        "load_library",
        "indicators.libraryindicator",
        "指标库",
    )
    assert entry.after == {"count": 3}


def test_load_library_updates_and_keeps(load):
    load(HEADER, TRAINING, COST)

    load(HEADER, TRAINING.replace("200", "300"), encoding="utf-8-sig")

    values = dict(LibraryIndicator.objects.values_list("name", "target_value"))
    assert values == {"培训人次": "300", "人均费用": ""}


def test_load_library_of_no_rows(load):
    assert load(HEADER) == "指标库已载入0条指标。\n"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "指标库文件缺少列：domain、level1"),
        (["domain,level1,level2"], "指标库文件缺少列：name、explanation"),
        ([HEADER, TRAINING, COST.replace("人均费用", " ")], "第3行的领域、一级、二级或三级指标为空"),
        ([HEADER, TRAINING, "培训"], "第3行的领域、一级、二级或三级指标为空"),
        ([HEADER, TRAINING, COST.replace("≤", "约")], "第3行的计算符号“约”不认识"),
        ([HEADER, TRAINING, COST.replace("反向", "下降")], "第3行的方向“下降”不认识"),
        ([HEADER, TRAINING, COST.replace("人均费用", "长" * 101)], "指标“长长长"),
    ],
)
def test_load_library_refuses_the_whole_file(lines, message, load):
    with pytest.raises(CommandRefused, match=message):
        load(*lines)

    assert LibraryIndicator.objects.count() == 0
    assert AuditEntry.objects.count() == 0


def test_load_library_in_another_encoding(load):
    with pytest.raises(CommandRefused, match="不是 UTF-8 文件，请另存为“CSV UTF-8”后再试。"):
        load(HEADER, TRAINING, encoding="gb18030")


def test_load_library_without_a_file(db):
    with pytest.raises(CommandRefused, match=r"打不开文件“没有\.csv”，请检查路径。"):
        call_command("load_library", "没有.csv")
