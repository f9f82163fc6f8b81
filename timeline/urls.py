"""Addresses of the chronicle."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.front, name="front"),
    path("crises/<slug:slug>/", views.timeline, name="timeline"),
    path("crises/<slug:slug>/encounters/", views.encounters, name="encounters"),
    path("crises/<slug:slug>/positions/", views.positions, name="positions"),
    path("crises/<slug:slug>/figures/", views.figures, name="figures"),
    path("crises/<slug:slug>/share/", views.create_share, name="create-share"),
    path("crises/<slug:slug>/export.<str:key>", views.export, name="export"),
    path("crises/<slug:slug>/news/", views.news, name="news"),
    path("crises/<slug:slug>/embed/", views.embed_timeline, name="embed-timeline"),
    path("crises/<slug:slug>/card.png", views.timeline_card, name="card-timeline"),
    path("entities/<slug:key>/", views.entity, name="entity"),
    path("events/<int:pk>/", views.event, name="event"),
    path("events/<int:pk>/card.png", views.event_card, name="card-event"),
    path("share/<slug:token>/", views.share, name="share"),
    path("share/<slug:token>/embed/", views.embed_share, name="embed-share"),
    path("share/<slug:token>/card.png", views.share_card, name="card-share"),
    path("share/<slug:token>/manage/<slug:secret>/", views.manage_share, name="manage-share"),
    path("oembed", views.oembed, name="oembed"),
]
