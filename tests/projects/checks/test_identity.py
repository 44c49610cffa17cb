"""Rules about codes, units, titles and names."""

import pytest

from projects.cell_operations import SetCell
from projects.checks.project_codes import P_FORM, check_character, faulty_character
from tests.projects.checks.samples import offered, said

# Codes of published tables and notices.
KNOWN_CODES = (
    "13020222P00893710001L",
    "13020222P00893410001K",
    "12000021P34569010001A",
    "12000023P112486100014",
    "12000022P67371310001B",
    "12000022P37006910001D",
    "12000022P70000310001W",
    "12000022P71000110002B",
    "12000022P10000210006W",
)


@pytest.mark.parametrize("code", KNOWN_CODES)
def test_check_character_of_known_codes(code):
    assert check_character(code) == code[-1]


@pytest.mark.parametrize("code", KNOWN_CODES)
def test_check_character_tells_every_wrong_digit_and_every_swap(code):
    for at in (*range(8), *range(9, 20)):
        wrong = code[:at] + str((int(code[at]) + 1) % 10) + code[at + 1 :]
        assert check_character(wrong) != code[-1]
    for at in (*range(7), *range(9, 19)):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert swapped == code or check_character(swapped) != code[-1]


@pytest.mark.parametrize(
    ("code", "character"),
    [
        ("1302022", ""),
        ("13020A22P", "A"),
        ("13020222P0089371-001L", "-"),
        ("13020222P00893710001l", "l"),
        ("１3", "１"),
    ],
)
def test_faulty_character(code, character):
    assert faulty_character(code) == character


@pytest.mark.parametrize("code", ["", "  ", "————", "-", "/", "……", "—/—"])
def test_code_that_says_nothing(code):
    assert len(said("ID01", f"项目编码：{code}")) == 1
    assert said("ID02", f"项目编码：{code}") == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("13020925P0006661000", "项目编码应为21位数字和大写字母，现在是19位，请从一体化系统复制。"),
        ("待入库", "项目编码应为21位数字和大写字母，现在是3位，请从一体化系统复制。"),
        ("13020925P00066610001s", "项目编码应为21位数字和大写字母，现在有“s”，请从一体化系统复制。"),
        ("13020925P000666-00018", "项目编码应为21位数字和大写字母，现在有“-”，请从一体化系统复制。"),
    ],
)
def test_code_of_wrong_form(code, message):
    assert said("ID02", f"项目编码：{code}") == [message]


@pytest.mark.parametrize(
    ("code", "operations"),
    [
        ("１３020925P000666100018", [(SetCell("project.code", "13020925P000666100018"),)]),
        ("13020925 P000666100018", [(SetCell("project.code", "13020925P000666100018"),)]),
        ("13020222p00893710001l", [(SetCell("project.code", "13020222P00893710001L"),)]),
        ("13020925P00066610001", []),
    ],
)
def test_code_is_mended_where_only_its_writing_is_wrong(code, operations):
    assert offered("ID02", f"项目编码：{code}") == operations


def test_last_character_is_corrected():
    assert offered("ID03", "项目编码：13020222P00893710001M") == [(SetCell("project.code", KNOWN_CODES[0]),)]
    assert said("ID03", "项目编码：13020222P00893710001M") == [
        "项目编码最后一位与前20位不相符（按规律应为“L”），可能抄错了一位，请核对；核对无误的可以说明后保留。"
    ]


@pytest.mark.parametrize("code", ["13030321199H7YOAI104I", "13000022R000663100012", "13020222PO0893710001L"])
def test_codes_that_cannot_be_checked(code):
    assert not P_FORM.fullmatch(code)
    assert (len(said("ID04", f"项目编码：{code}")), said("ID03", f"项目编码：{code}")) == (1, [])


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        ("单位代码：304\n单位名称：区商务局", 1),
        ("单位代码：304001\n单位名称：", 1),
        ("单位代码：304001\n单位名称：——", 1),
        ("单位代码：304001\n单位名称：区商务局本级", 0),
        ("单位代码：304001002\n单位名称：招商站", 0),
    ],
)
def test_unit_in_the_head(unit, count):
    assert len(said("ID05", unit)) == count


@pytest.mark.parametrize(
    ("context", "messages"),
    [
        ("年度：2026", []),
        ("区划：1307", []),
        ("区划：130202000", []),
        ("区划：130202\n年度：2026", []),
        ("年度：2021", ["项目编码第7至8位是“22”，晚于预算年度2021，请核对是否用错项目。"]),
        ("区划：130730", ["项目编码的前6位是“130202”，本单位区划是“130730”，请核对是否用错项目。"]),
    ],
)
def test_region_and_year_of_the_code(context, messages):
    assert said("ID06", f"{context}\n项目编码：{KNOWN_CODES[0]}") == messages


def test_region_of_a_code_without_form():
    assert said("ID06", "区划：130730\n项目编码：13020222") == []


@pytest.mark.parametrize(
    ("title", "name", "count"),
    [
        ("秸秆禁烧绩效目标表", "秸秆禁烧", 0),
        ("秸秆禁烧项目绩效目标表", "秸秆禁烧", 0),
        ("秸秆禁烧项目绩效目标表", "秸秆禁烧项目", 0),
        ("秸秆禁烧 项目绩效目标表", "秸秆 禁烧", 0),
        ("2026年度秸秆禁烧项目支出绩效目标表", "秸秆禁烧", 0),
        ("2026年秸秆禁烧绩效目标表", "2026年秸秆禁烧", 0),
        ("秸秆禁烧绩效目标申报表（2026年度）", "秸秆禁烧", 0),
        ("项目支出绩效目标表", "秸秆禁烧", 0),
        ("2026年度项目支出绩效目标申报表", "秸秆禁烧", 0),
        ("", "秸秆禁烧", 0),
        ("秸秆禁烧绩效目标", "秸秆禁烧", 1),
        ("秸秆禁烧和利用绩效目标表", "秸秆禁烧与利用", 1),
        ("秸秆禁烧绩效目标表", "秸秆禁烧资金", 1),
    ],
)
def test_title_and_name(title, name, count):
    assert len(said("ID07", f"表题：{title}\n项目名称：{name}")) == count


def test_title_without_its_ending():
    assert said("ID07", "表题：秸秆禁烧绩效目标\n项目名称：秸秆禁烧") == [
        "表题写的是“秸秆禁烧绩效目标”，没有以“绩效目标表”结尾，请改成“秸秆禁烧绩效目标表”。"
    ]


def test_name_may_be_taken_from_the_title():
    assert offered("ID07", "表题：2026年度秸秆禁烧项目支出绩效目标表\n项目名称：秸秆焚烧") == [
        (SetCell("project.name", "秸秆禁烧"),)
    ]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("农机购置补贴（冀财农〔2025〕12号）", ["农机购置补贴"]),
        ("农机购置补贴（冀财农[2025]12号）", ["农机购置补贴"]),
        ("冀财农〔2025〕第12号农机购置补贴", []),
        ("农机购置补贴冀财农发（2025）12号", []),
    ],
)
def test_document_number_in_the_name(name, left):
    example = f"项目名称：{name}"

    assert len(said("ID08", example)) == 1
    assert offered("ID08", example) == [(SetCell("project.name", text),) for text in left]


@pytest.mark.parametrize(
    "name", ["泵站（2025）3号机组维修", "东湖〔二期〕治理", "2025年12号院改造", "农机购置补贴（2025年）"]
)
def test_names_with_numbers_that_are_no_documents(name):
    assert said("ID08", f"项目名称：{name}") == []


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("2026年义务教育学校维修", "义务教育学校维修"),
        ("2026年度义务教育学校维修", "义务教育学校维修"),
        ("2025-2026年义务教育学校维修", "义务教育学校维修"),
    ],
)
def test_year_before_the_name(name, left):
    assert offered("ID09", f"项目名称：{name}") == [(SetCell("project.name", left),)]


@pytest.mark.parametrize("name", ["义务教育学校维修（2026年）", "2026年", "20户危房改造"])
def test_names_that_do_not_begin_with_a_year(name):
    assert said("ID09", f"项目名称：{name}") == []


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("专项资金", 1),
        ("补助", 1),
        ("其他支出", 1),
        ("2026年工作经费", 1),
        ("补助站运转", 0),
        ("", 0),
        ("专项审计", 0),
    ],
)
def test_names_that_say_nothing(name, count):
    assert len(said("ID10", f"项目名称：{name}")) == count


@pytest.mark.parametrize(
    ("name", "count"), [("日常 公用经费", 1), ("定额公用经费补差", 1), ("公用设施维护", 0)]
)
def test_running_costs(name, count):
    assert len(said("ID11", f"项目名称：{name}")) == count
