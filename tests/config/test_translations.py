"""The English translation."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

FOLDER = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES"
PLACEHOLDERS = re.compile(r"%\(\w+\)\w|%[sd]|<[^>]+>")


def messages(name, read) -> dict[object, Message]:
    with (FOLDER / name).open("rb") as file:
        return {(context(message), *forms(message.id)): message for message in read(file) if message.id}


@pytest.fixture(scope="module")
def translated():
    return messages("django.po", read_po)


def context(message):
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def test_every_message_is_translated(translated):
    missing = [key for key, message in translated.items() if message.fuzzy or not all(forms(message.string))]
    assert missing == []


def test_every_translation_keeps_the_placeholders(translated):
    for message in translated.values():
        for german, english in zip(forms(message.id), forms(message.string), strict=True):
            assert sorted(PLACEHOLDERS.findall(english)) == sorted(PLACEHOLDERS.findall(german)), german


def test_the_compiled_file_is_up_to_date(translated):
    compiled = messages("django.mo", read_mo)
    assert {key: forms(message.string) for key, message in compiled.items()} == {
        key: forms(message.string) for key, message in translated.items()
    }
