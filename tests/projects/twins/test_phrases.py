"""What of a table is compared."""

from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.twins.kinds import TwinKind
from projects.twins.phrases import Phrase, bare, grams, has_likes, is_telling, phrases_of, row_text


def test_layout_and_punctuation_do_not_count():
    assert bare(" １．引进 企业（含 ＬＥＤ），\n≥10个。") == "1引进企业含led10个"


def test_name_and_description_are_two_lines():
    assert row_text("完成率", "按期完成的比例。") == "完成率\n按期完成的比例"


def test_a_name_that_is_said_again_counts_once():
    assert row_text("完成率", "完成率。") == "完成率"
    assert row_text("", "完成率") == "完成率"


def test_pairs_do_not_reach_over_lines():
    assert grams("道路\n养护") == grams("道路") | grams("养护")
    assert len(grams("道路养护")) == 3


def test_short_goals_and_empty_indicators_are_left_out():
    table = GoalTable(
        goals=(Goal("保障机关正常运转", "a"), Goal("保障机关全年各项工作正常运转。", "b")),
        indicators=(
            IndicatorRow("", "", "完成率", "", uid="c"),
            IndicatorRow("", "", " ", "——", uid="d"),
        ),
    )

    assert list(phrases_of(table)) == [
        Phrase(TwinKind.GOAL, "b", "保障机关全年各项工作正常运转"),
        Phrase(TwinKind.ROW, "c", "完成率"),
    ]


def test_an_indicator_of_few_words_is_no_copy_by_itself():
    assert is_telling(TwinKind.ROW, "完成率按期完成的比例值高")
    assert not is_telling(TwinKind.ROW, "完成率按期完成的比例值")
    assert is_telling(TwinKind.GOAL, "")


def test_the_shortest_indicators_have_no_likes():
    assert has_likes(TwinKind.ROW, "按期完成比率")
    assert not has_likes(TwinKind.ROW, "按期完成率")
    assert has_likes(TwinKind.GOAL, "")
