"""What docs/deployment.md promises an operator."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def example_environment():
    """Return the variables of the guide's example file."""
    block = re.search(r"```ini\n(.*?)```", GUIDE, re.DOTALL).group(1)
    return dict(line.split("=", 1) for line in block.splitlines() if line and not line.startswith("#"))


def test_the_guides_example_passes_the_deployment_check(tmp_path):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    environment = {**inherited, **example_environment()}
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**environment, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr


def test_the_guide_names_every_variable_that_the_settings_read():
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    variables = re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', settings)
    assert variables
    assert [name for name in variables if f"`{name}`" not in GUIDE] == []
