import json
import re
import tomllib
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from articles.reading.plaintext import read_text

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "timeline" / "sample"
SECOND = Path(__file__).parent / "second_dossier"
FORMATS = {"talks", "summit", "call", "visit", "conference", "session", "other"}
STATUSES = {
    "meeting": {"held", "ongoing", "planned", "proposed", "cancelled"},
    "announcement": {"open", "kept", "broken"},
}


def load_dossier(folder):
    return tomllib.loads((folder / "dossier.toml").read_text())


def pages_of(folder):
    """Return what every article says, by address and revision."""
    pages, revisions = {}, Counter()
    for entry in load_dossier(folder)["articles"]:
        revisions[entry["url"]] += 1
        text = (folder / "dossier" / entry["file"]).read_text()
        pages[entry["url"], revisions[entry["url"]]] = read_text(text)
    return pages


def events_of(folder):
    name = SECOND / "events.json" if folder == SECOND else Path(__file__).parent / "sample_events.json"
    return json.loads(name.read_text())["events"]


@pytest.fixture(params=[SAMPLE, SECOND], ids=["sample", "second"], scope="module")
def folder(request):
    return request.param


@pytest.fixture(scope="module")
def pages(folder):
    return pages_of(folder)


@pytest.fixture(scope="module")
def events(folder):
    return events_of(folder)


def words(page):
    return len(page.text.split())


def test_the_sample_is_a_dossier_of_at_least_26_articles():
    assert len({url for url, _ in pages_of(SAMPLE)}) >= 26


def test_one_article_has_a_changed_revision():
    changed = [url for url, revision in pages_of(SAMPLE) if revision == 2]
    assert len(changed) == 1
    first, second = (pages_of(SAMPLE)[changed[0], revision] for revision in (1, 2))
    assert first.text != second.text
    assert first.published_at < second.published_at


def test_every_file_is_listed_once(folder):
    listed = [entry["file"] for entry in load_dossier(folder)["articles"]]
    assert sorted(listed) == sorted(path.name for path in (folder / "dossier").glob("*.txt"))


def test_every_address_belongs_to_one_outlet_and_is_reserved_for_examples(folder):
    outlets = defaultdict(set)
    for entry in load_dossier(folder)["articles"]:
        outlets[entry["url"]].add(entry["outlet"])
        assert re.match(r"https://[a-z.-]+\.example/", entry["url"])
    assert all(len(names) == 1 for names in outlets.values())


def test_articles_are_listed_in_the_order_of_their_publication(pages):
    times = [page.published_at for page in pages.values()]
    assert times == sorted(times)


def test_files_are_named_after_their_day(folder):
    for entry in load_dossier(folder)["articles"]:
        page = read_text((folder / "dossier" / entry["file"]).read_text())
        day = date.fromisoformat(entry["file"][:10])
        assert abs((page.published_at.date() - day).days) <= 1, entry["file"]


def test_the_crisis_spans_its_articles(folder, pages):
    crisis = load_dossier(folder)["crisis"]
    assert crisis["title"]["de"]
    assert crisis["title"]["en"]
    days = [page.published_at.date() for page in pages.values()]
    assert crisis["starts"] <= min(days)
    assert max(days) <= crisis["ends"]


def test_articles_have_the_length_of_a_news_report(folder, pages):
    least, most = (150, 500) if folder == SAMPLE else (110, 220)
    for address, page in pages.items():
        assert least <= words(page) <= most, (address, words(page))


def test_articles_have_a_title_a_time_and_credits(pages):
    for address, page in pages.items():
        assert page.title, address
        assert page.has_time, address
        assert page.credits, address


def test_subheads_carry_no_full_stop(pages):
    headings = [text for page in pages.values() for kind, text, _ in page.paragraphs if kind == "heading"]
    assert headings
    assert not [heading for heading in headings if re.search(r"[.!?:]$", heading)]


def test_texts_are_clean(folder):
    for path in (folder / "dossier").glob("*.txt"):
        text = path.read_text()
        assert not re.search(r"[ \t]\n|  |\n\n\n|[\u00a0\u200b\ufeff]", text), path.name
        assert text.count("„") == text.count("“"), path.name
        assert text.count("»") == text.count("«"), path.name
        assert text.count('"') % 2 == 0, path.name


def test_every_gold_sentence_stands_in_its_article(pages, events):
    for event in events:
        for item in event["evidence"] + event.get("fulfilled_by", []):
            assert item["sentence"] in pages[item["url"], item["revision"]].text, event["id"]


def test_gold_events_are_well_formed(events):
    ids = [event["id"] for event in events]
    assert len(ids) == len(set(ids))
    for event in events:
        assert event["label"]
        assert event["evidence"]
        assert (event["earliest"] or "") <= (event["latest"] or ""), event["id"]
        assert set(event.get("may_join", ())) <= set(ids)


def test_gold_meetings_name_participants_format_and_status(events):
    for event in events:
        if event["kind"] == "meeting":
            assert event["participants"], event["id"]
            assert event["format"] in FORMATS
        if event["kind"] != "troop_figure":
            assert event["status"] in STATUSES[event["kind"]], event["id"]


def test_gold_figures_stand_in_their_sentences_as_digits_or_words(events):
    in_words = {1: "eine", 2: "zwei", 3: "drei", 4: "vier", 8: "acht"}
    for event in events:
        if event["kind"] == "troop_figure":
            low = event["low"]
            written = {str(low), f"{low:,}".replace(",", "."), in_words.get(low, str(low))}
            for item in event["evidence"]:
                high = f"{event['high']:,}".replace(",", ".")
                assert any(form in item["sentence"] for form in written | {high}), event["id"]


def test_every_article_reports_an_event_of_the_gold_list(pages, events):
    reported = {(item["url"], item["revision"]) for event in events for item in event["evidence"]}
    assert reported == set(pages)


def test_the_sample_has_what_makes_real_news_hard():
    events = events_of(SAMPLE)
    per_event = [
        len({item["url"] for item in event["evidence"]}) for event in events if event["kind"] == "meeting"
    ]
    assert max(per_event) >= 6, "one meeting in many papers"
    assert sum(event.get("status") == "cancelled" for event in events) >= 3
    assert sum(event.get("status") == "proposed" for event in events) >= 3
    assert {event.get("status") for event in events if event["kind"] == "announcement"} == {
        "open",
        "kept",
        "broken",
    }
    claimants = {key for event in events if event["kind"] == "troop_figure" for key in event["claimed_by"]}
    assert len(claimants) >= 10
