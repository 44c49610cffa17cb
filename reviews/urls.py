"""Addresses of the inbox and of decisions."""

from django.urls import path

from reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/<slug:verb>/", views.decide, name="decide"),
]
