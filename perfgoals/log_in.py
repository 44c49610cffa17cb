"""Log-in: first thing in the morning, and in the middle of something when the session has run out."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from perfgoals.forms import LoginForm
from perfgoals.json_answers import asks_for_json, json_sentence
from reviews.demo import demo_accounts, read_plan
from units import held_forms

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
LOGGED_OUT = "登录已过期，请重新登录；没有保存的内容还在这台电脑上，登录后接着保存。"


class LoginPage(LoginView):
    """The log-in page; it carries a form that came too late over to the session that follows."""

    form_class = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: LoginForm) -> HttpResponse:
        response = super().form_valid(form)
        held_forms.hold(self.request, self.request.POST.get("held", ""))
        return response

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        shown = (
            {"demo_accounts": demo_accounts(), "demo_password": read_plan()["password"]}
            if settings.DEMO
            else {}
        )
        return super().get_context_data(held=self.request.POST.get("held", ""), **shown) | kwargs

    def in_place_of_what_was_asked(self) -> HttpResponse:
        """Ask for the log-in where something should have been done; leads back to the page it was asked from."""
        context = self.get_context_data(
            form=LoginForm(self.request),
            is_late=True,
            held=held_forms.seal(self.request),
            **{REDIRECT_FIELD_NAME: came_from(self.request)},
        )
        return self.render_to_response(context, status=401)


class AskToLogIn(LoginRequiredMiddleware):
    """Django's sends to the log-in page and then to what was asked, which only works for what answers a GET."""

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:
        if asks_for_json(request):
            return json_sentence(LOGGED_OUT, status=401)
        if request.method in SAFE_METHODS:
            return super().handle_no_permission(request, view_func)
        page = LoginPage()
        page.setup(request)
        return page.in_place_of_what_was_asked()


def came_from(request: HttpRequest) -> str:
    """Return the address of our page that the request came from, the home page where that is not told."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return reverse("home")
    _, _, path, query, _ = urlsplit(referer)
    return urlunsplit(("", "", path, query, ""))
