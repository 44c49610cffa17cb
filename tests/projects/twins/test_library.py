"""Texts of the library are told from copies."""

from projects.twins.library import Library, library_phrases

ROW = ("引进企业数量", "当年引进并完成注册的企业数量", "按注册证明统计")


def test_every_way_to_write_an_indicator_of_the_library_down_is_known():
    assert library_phrases([ROW, ("满意度", "", "")]) == [
        "引进企业数量",
        "引进企业数量\n当年引进并完成注册的企业数量",
        "引进企业数量\n按注册证明统计",
        "当年引进并完成注册的企业数量",
        "满意度",
    ]


def test_texts_out_of_the_library_are_found():
    texts = {
        1: "引进企业数量\n当年引进并完成注册的企业数量",
        2: "引进企业数量\n当年引进并注册的企业数量",
        3: "引进人才数量\n当年引进并完成落户的人才数量",
        4: "满意度",
        5: "满意率",
        6: "满",
    }

    assert Library(library_phrases([ROW, ("满意度", "", "")])).keys_of(texts) == {1, 2, 4}


def test_without_a_library_nothing_comes_out_of_it():
    assert Library([]).keys_of({1: "引进企业数量"}) == set()
