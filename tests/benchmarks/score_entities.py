"""Score found entities against gold ones: how many are found, and how many are split or merged.

    python tests/benchmarks/score_entities.py GOLD.jsonl [--errors] [--json]

GOLD holds one article a line with `text`, `published_at` and `entities` (`kind`, `name`, `aliases`). A gold entity is found where an
entity of its kind has its name or one of its aliases; it is split where several such entities have one, and merged where another
gold entity is found in the same one. Pronouns do not count as names.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from timeline.extraction.entities import find_entities
from timeline.extraction.findings import FoundEntity
from timeline.extraction.text import Document


@dataclass
class Score:
    """Counts over all documents, with the cases that went wrong."""

    gold: int = 0
    missed: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, float]:
        total = self.gold or 1
        return {
            "gold": self.gold,
            "found": 1 - len(self.missed) / total,
            "split": len(self.split) / total,
            "merged": len(self.merged) / total,
        }


def comparable(name: str) -> str:
    """Fold case, drop a leading article and a genitive ending."""
    name = re.sub(r"^(der|die|das|den|dem|des)\s+", "", " ".join(name.split()).casefold())
    return re.sub(r"(?<=[a-zäöüß]{3})(['’]s?|s)$", "", name)


def names_of(entity: FoundEntity, text: str) -> set[str]:
    """Return an entity's name and the words of its mentions, in a comparable form."""
    words = [text[m.start : m.end] for m in entity.mentions if m.form not in ("pronoun", "group")]
    return {comparable(name) for name in (entity.name, *words)}


def score_document(document: dict, score: Score) -> None:
    """Add one gold document to the score."""
    text, label = document["text"], document["id"]
    entities = find_entities(Document(text), datetime.fromisoformat(document["published_at"]))
    found = [(entity, names_of(entity, text)) for entity in entities]
    owners: dict[str, list[str]] = {}
    for gold in document["entities"]:
        score.gold += 1
        names = {comparable(name) for name in (gold["name"], *gold.get("aliases", []))}
        partners = [entity for entity, words in found if entity.kind == gold["kind"] and words & names]
        case = f"{label}: {gold['kind']} {gold['name']}"
        if not partners:
            score.missed.append(case)
        if len(partners) > 1:
            score.split.append(f"{case} -> {[partner.name for partner in partners]}")
        for partner in partners:
            owners.setdefault(partner.id, []).append(case)
    for cases in owners.values():
        if len(cases) > 1:
            score.merged.extend(cases[1:])


def main() -> None:
    """Read the gold file and print the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was missed, split and merged")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    score = Score()
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        score_document(json.loads(line), score)
    figures = score.as_dict()
    print(json.dumps(figures) if options.json else "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    if options.errors:
        for kind in ("missed", "split", "merged"):
            print(f"\n{kind}", *getattr(score, kind), sep="\n  ")


if __name__ == "__main__":
    main()
