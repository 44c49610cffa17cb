"""Log-in, log-out and failed log-in leave audit entries."""

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from units import audit


def connect():
    user_logged_in.connect(_came, dispatch_uid="units.login_audit")
    user_logged_out.connect(_went, dispatch_uid="units.login_audit")
    user_login_failed.connect(_failed, dispatch_uid="units.login_audit")


def _came(sender, user, **kwargs):
    audit.record_login(user, "login")


def _went(sender, user, **kwargs):
    if user:  # None when the session had ended already
        audit.record_login(user, "logout")


def _failed(sender, credentials, **kwargs):
    username = credentials.get("username", "")
    user = get_user_model().objects.filter(username=username).first()
    audit.record_failed_login(username, user)
