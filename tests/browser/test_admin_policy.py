"""The admin's theme works under the content security policy; the `page` fixture fails on what the policy refuses."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from tests.factories import make_meeting

PASSWORD = "ein langes Passwort"


@pytest.fixture
def administrator_page(page, live_server):
    User.objects.create_superuser("anna", password=PASSWORD)
    page.goto("/admin/")
    page.fill("input[name=username]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_every_list_and_form_runs_its_scripts(administrator_page):
    make_meeting()
    for model in admin.site._registry:
        names = (model._meta.app_label, model._meta.model_name)
        administrator_page.goto(reverse("admin:{}_{}_changelist".format(*names)))
        assert administrator_page.locator("#changelist").count() == 1, names
        first = model.objects.first()
        if first is not None:
            administrator_page.goto(reverse("admin:{}_{}_change".format(*names), args=[first.pk]))
            assert administrator_page.locator("#content, main").count() >= 1, names
