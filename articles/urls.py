"""Addresses of the articles."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.article_list, name="article-list"),
    path("<int:pk>/<slug:slug>/", views.article, name="article"),
    path("<int:pk>/revisions/<int:number>/", views.revision, name="article-revision"),
    path("<int:pk>/changes/<int:before>/<int:after>/", views.changes, name="article-changes"),
]
