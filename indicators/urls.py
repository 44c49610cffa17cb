"""The address of the indicator library."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [path("", views.library_list, name="library")]
