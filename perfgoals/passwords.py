"""Rules for passwords beyond Django's own."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

KINDS = (str.isdigit, str.islower, str.isupper, lambda character: not character.isalnum())


class CharacterKindsValidator:
    """Asks for several kinds of characters, as GB/T 22239-2019 8.1.4.1 a) does (网络安全等级保护)."""

    def __init__(self, kinds: int = 3) -> None:
        self.kinds = kinds

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        found = sum(any(map(is_kind, password)) for is_kind in KINDS)
        if found < self.kinds:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return f"密码须含大写字母、小写字母、数字、符号四类中的至少{self.kinds}类。"
