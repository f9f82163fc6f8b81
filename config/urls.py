"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

urlpatterns = [
    path("", include("timeline.urls")),
    path("articles/", include("articles.urls")),
    path("api/", include("timeline.api.urls")),
    # Exempt, so that no page needs a cookie: the choice of a language does nothing in anybody's name.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
