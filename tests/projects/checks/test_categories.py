"""What category names mean, whatever the form calls them."""

import pytest

from documents.layout import layout_names
from projects.checks.categories import Kind1, Kind2, kinds_below, kinds_of
from projects.rules_in_force import shipped_levels


@pytest.mark.parametrize(
    ("level1", "level2", "kinds"),
    [
        ("产出指标", "数量指标", (Kind1.OUTPUT, Kind2.QUANTITY)),
        ("产出", "质量", (Kind1.OUTPUT, Kind2.QUALITY)),
        ("", "时效性指标", (Kind1.OUTPUT, Kind2.TIMELINESS)),
        ("产 出\n指标", "成本\u3000指标", (Kind1.OUTPUT, Kind2.COST)),
        ("一、产出指标", "（1）数量指标", (Kind1.OUTPUT, Kind2.QUANTITY)),
        ("【效果指标】", "可持续性影响", (Kind1.BENEFIT, Kind2.SUSTAINED)),
        ("社会、经济、生态效益指标", "", (Kind1.BENEFIT, None)),
        ("效益指标", "社会效益", (Kind1.BENEFIT, Kind2.SOCIAL)),
        ("成本指标", "生态环境成本指标", (Kind1.COST, Kind2.COST)),
        ("成本指标", "单位造价", (Kind1.COST, Kind2.COST)),
        ("预期产出指标", "预算（或投资规模）控制指标", (Kind1.OUTPUT, Kind2.COST)),
        ("社会公众或服务对象满意度指标", "", (Kind1.SATISFACTION, Kind2.SATISFACTION)),
        ("数量指标", "养护里程", (Kind1.OUTPUT, Kind2.QUANTITY)),
        ("别的", "数量指标", (Kind1.OUTPUT, Kind2.QUANTITY)),
        ("产出指标", "别的", (Kind1.OUTPUT, None)),
        ("别的", "别的", (None, None)),
        ("", "", (None, None)),
        ("指标", "指标", (None, None)),
    ],
)
def test_kinds(level1, level2, kinds):
    assert kinds_of(level1, level2) == kinds


@pytest.mark.parametrize("layout", layout_names())
def test_all_shipped_categories_are_known(layout):
    levels = shipped_levels(layout)

    assert levels
    for level1 in levels:
        for name1 in (level1.name, *level1.aliases):
            for level2 in level1.children:
                for name2 in (level2.name, *level2.aliases):
                    kind1, kind2 = kinds_of(name1, name2)

                    assert kind2 in kinds_below(kind1), (name1, name2)


def test_kinds_below_an_unknown_level():
    assert kinds_below(None) == list(Kind2)
