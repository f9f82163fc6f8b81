"""All addresses of the site."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from django.views.i18n import set_language

from timeline.sitemaps import SITEMAPS

urlpatterns = [
    path("", include("timeline.urls")),
    path("articles/", include("articles.urls")),
    path("api/", include("timeline.api.urls")),
    # Exempt, so that no page needs a cookie: the choice of a language does nothing in anybody's name.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("admin/", admin.site.urls),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain; charset=utf-8"),
    ),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        "sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, "sitemap-section"),
]
