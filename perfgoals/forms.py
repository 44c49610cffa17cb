"""The log-in form."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm

REFUSAL = (
    "用户名或密码不对，没有登录。请留意大小写；"
    f"连续输错{settings.AXES_FAILURE_LIMIT}次，账号会锁定{settings.AXES_COOLOFF_TIME.seconds // 60}分钟。"
)


class LoginForm(AuthenticationForm):
    """Django's, with one sentence for a wrong name, a wrong password and a closed account alike."""

    error_messages: ClassVar[dict[str, str]] = {"invalid_login": REFUSAL, "inactive": REFUSAL}
