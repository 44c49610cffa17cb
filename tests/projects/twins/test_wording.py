"""Two texts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from projects.twins.wording import Fragment, side_by_side


def test_what_both_say_is_marked():
    one, other = side_by_side("保障本单位2名人员工资", "保障我单位12名人员工资。")

    assert one == [
        Fragment("保障", True),
        Fragment("本", False),
        Fragment("单位", True),
        Fragment("2名人员工资", True),
    ]
    assert "".join(fragment.text for fragment in other) == "保障我单位12名人员工资。"


def test_a_single_character_is_not_marked():
    assert side_by_side("率", "率") == ([Fragment("率", False)], [Fragment("率", False)])


@given(st.text("道路养护。\n", max_size=12), st.text("道路养护。\n", max_size=12))
def test_the_fragments_are_the_text(one, other):
    left, right = side_by_side(one, other)

    assert "".join(fragment.text for fragment in left) == one
    assert "".join(fragment.text for fragment in right) == other
    assert [f.text for f in left if f.is_shared] == [f.text for f in right if f.is_shared]
