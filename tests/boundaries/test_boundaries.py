"""Who may import whom; docs/architecture.md says why."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PURE_LAYOUT = ["axis", "claims", "labels", "lanes", "layout", "overview", "scale", "values"]
PURE_VIEWS = ["encounters/values", "encounters/contacts", "claims"]
BOUNDARIES = [
    ("articles/reading", {"django", "articles.models", "timeline", "httpx", "socket", "psycopg"}),
    ("timeline/extraction", {"django", "timeline.models", "articles", "httpx", "socket", "psycopg"}),
    *((f"timeline/picture/{module}.py", {"django", "timeline.models"}) for module in PURE_LAYOUT),
    *((f"timeline/{module}.py", {"django", "timeline.models"}) for module in PURE_VIEWS),
    ("timeline/api", {"timeline.exports", "timeline.views"}),
    ("timeline/exports", {"timeline.views"}),
    ("articles", {"timeline"}),
    ("config/settings.py", {"articles", "timeline"}),
    ("config/embedded", {"articles", "timeline", "config.settings"}),
]


def modules_of(place):
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imports_of(module):
    """Yield the full name of everything that a module imports, relative imports made absolute."""
    package = module.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(("place", "forbidden"), BOUNDARIES, ids=[place for place, _ in BOUNDARIES])
def test_it_imports_nothing_beyond_its_boundary(place, forbidden):
    modules = modules_of(place)
    assert modules
    crossings = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules
        for name in imports_of(module)
        for barred in forbidden
        if name == barred or name.startswith(f"{barred}.")
    ]
    assert crossings == []
