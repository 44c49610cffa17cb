"""Addresses: each app brings its own, this file adds log-in, health and the administration."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from perfgoals import views
from perfgoals.log_in import LoginPage

admin.site.site_header = admin.site.site_title = "绩效目标管理"
admin.site.index_title = "管理"

handler400 = "perfgoals.views.bad_request"
handler500 = "perfgoals.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("projects/", include("projects.urls")),
    path("library/", include("indicators.urls")),
    path("reviews/", include("reviews.urls")),
    path("login/", LoginPage.as_view(), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("password/", auth_views.PasswordChangeView.as_view(), name="password_change"),
    path("password/done/", auth_views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/login/", views.admin_login, name="admin_login"),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
