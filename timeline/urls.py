"""Addresses of the chronicle."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.front, name="front"),
    path("crises/<slug:slug>/", views.timeline, name="timeline"),
    path("crises/<slug:slug>/encounters/", views.encounters, name="encounters"),
    path("crises/<slug:slug>/positions/", views.positions, name="positions"),
    path("crises/<slug:slug>/share/", views.create_share, name="create-share"),
    path("crises/<slug:slug>/export.<str:key>", views.export, name="export"),
    path("entities/<slug:key>/", views.entity, name="entity"),
    path("events/<int:pk>/", views.event, name="event"),
    path("share/<slug:token>/", views.share, name="share"),
]
