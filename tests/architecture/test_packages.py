"""The packages: every direct pin is locked with hashes, for every machine, and has its licence in the list."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "docs" / "packages"))

from audit import verdict  # noqa: E402
from licences import LicenceError, locked, with_packages  # noqa: E402

PAIRS = [
    ("requirements.txt", "requirements.lock"),
    ("requirements-dask.txt", "requirements-dask.lock"),
    ("requirements-dev.txt", "requirements-dev.lock"),
]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("direct", "lock"), PAIRS)
def test_every_direct_pin_is_locked_at_its_version(direct: str, lock: str) -> None:
    pins = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)(?:; sys_platform [!=]= \"\w+\")?$", read(direct), re.MULTILINE)
    written = [line for line in read(direct).splitlines() if line and not line.startswith(("#", "-r "))]
    assert len(pins) == len(written), "pin every direct package like this: name==1.2.3"
    found = locked(read(lock))
    other = [f"{name}=={version}" for name, version in pins if version not in found.get(name, [])]
    assert other == [], "run make lock"


@pytest.mark.parametrize("lock", [lock for _, lock in PAIRS])
def test_every_locked_package_has_its_hashes_and_no_index_is_named(lock: str) -> None:
    text = read(lock)
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) >= (15 if "dask" in lock else 50)
    assert [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert [entry.split()[0] for entry in entries if "==" not in entry.split()[0]] == []
    assert not re.search(r"index-url|find-links|trusted-host|://|file:", text)


def test_what_the_app_runs_on_is_tested_in_the_same_version() -> None:
    run = locked(read("requirements-dask.lock")) | locked(read("requirements.lock"))
    test = locked(read("requirements-dev.lock"))
    assert {name: test.get(name) for name in run} == run


def test_the_list_of_licences_is_that_of_the_lock_file() -> None:
    document = read("LICENSES.md")
    assert with_packages(document, read("requirements-dev.lock")) == document, "run make licences"


def test_a_package_without_a_licence_is_named() -> None:
    with pytest.raises(LicenceError, match="nobody-knows"):
        with_packages(read("LICENSES.md"), "nobody-knows==1.0 \\\n")


PACKAGE = {"name": "pandas", "version": "3.1.1", "vulns": []}
WEAK = {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}]}
SKIPPED = {"name": "folium", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([PACKAGE], 0, "1 packages audited, 0 not; 0 known weaknesses."),
        ([PACKAGE, WEAK], 1, "jinja2 3.1.0: PYSEC-1, mended in 3.1.6"),
        ([PACKAGE, SKIPPED], 2, "folium: not looked up, not found"),
        ([SKIPPED, SKIPPED], 2, "Nothing was audited"),
        ([], 2, "Nothing was audited"),
    ],
)
def test_an_audit_says_what_it_could_not_ask(packages: list[dict], code: int, words: str) -> None:
    """pip-audit itself says "No known vulnerabilities found" of packages it could not look up."""
    found, said = verdict(json.dumps({"dependencies": packages}), "No known vulnerabilities found")
    assert found == code
    assert words in said


def test_an_audit_without_a_network_says_so() -> None:
    code, said = verdict("", "Traceback (most recent call last):\nConnectionError: no route to pypi.org")
    assert code == 2
    assert said.startswith("Nothing was audited")
    assert "no route to pypi.org" in said
