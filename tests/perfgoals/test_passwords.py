"""Passwords: kinds of characters."""

import pytest
from django.core.exceptions import ValidationError

from perfgoals.passwords import CharacterKindsValidator

ADVICE = "密码须含大写字母、小写字母、数字、符号四类中的至少3类。"


@pytest.mark.parametrize(
    "password", ["Jixiao2025", "jixiao-2025", "JIXIAO_2025", "绩效Aa目标9", "Ji xiao mu biao"]
)
def test_three_kinds_are_enough(password):
    CharacterKindsValidator(3).validate(password)


@pytest.mark.parametrize("password", ["", "jixiaomubiao", "jixiao2025", "2025-11-20", "绩效目标2025"])
def test_fewer_kinds_are_refused(password):
    with pytest.raises(ValidationError) as refusal:
        CharacterKindsValidator(3).validate(password)

    assert refusal.value.messages == [ADVICE]
