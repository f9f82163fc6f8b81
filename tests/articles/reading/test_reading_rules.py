"""The rules in the data files do what their examples say."""

import re

import pytest

from articles.reading.wording import FOLDER, load_rules

RULES = [
    (path.name, rule)
    for path in sorted(FOLDER.glob("*.toml"))
    if path.name != "hints.toml"
    for rule in load_rules(path.name)
]


@pytest.mark.parametrize(("file", "rule"), RULES, ids=[f"{file}: {rule['name']}" for file, rule in RULES])
def test_a_rule_matches_its_examples_and_no_counter_example(file, rule):
    pattern = re.compile(rule["pattern"], re.IGNORECASE)
    assert rule["examples"]
    assert [text for text in rule["examples"] if not pattern.search(text)] == []
    assert [text for text in rule["counter_examples"] if pattern.search(text)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_data_file_says_where_it_comes_from(path):
    head = path.read_text(encoding="utf-8").splitlines()[:4]
    assert sum(line.startswith("# ") for line in head) >= 2
    assert "Source:" in " ".join(head)
    assert "nown gaps:" in " ".join(head)
