import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db
private = pytest.mark.skipif(
    bool(settings.DATABASE_URL), reason="the tests run on the server of DATABASE_URL"
)


def select(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def test_it_speaks_utf8_and_keeps_its_clock_in_utc():
    assert select("SHOW server_encoding") == "UTF8"
    assert select("SELECT upper('größe ÄÖÜ')") == "GRÖSSE ÄÖÜ" or select("SELECT lower('ÄÖÜ')") == "äöü"
    assert select("SELECT setting FROM pg_settings WHERE name = 'log_timezone'") == "UTC"


def test_it_stems_german_words():
    assert select("SELECT to_tsvector('german', 'Verhandlungen') @@ to_tsquery('german', 'Verhandlung')")


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist"])
def test_it_brings_the_extensions_that_search_and_spans_need(extension):
    assert select("SELECT count(*) FROM pg_available_extensions WHERE name = %s", extension) == 1


@private
def test_it_listens_on_no_network_address():
    assert select("SHOW listen_addresses") == ""


@private
def test_dbshell_reaches_it_with_the_shell_that_comes_along(capfd):
    call_command("dbshell", "--", "--command", "SELECT 'größer'")
    assert "größer" in capfd.readouterr().out
