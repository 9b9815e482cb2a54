"""The licences of all locked packages, written into LICENSES.md. Run by ``make lock`` and ``make licences``."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-dev.lock"
"""Everything: what the app runs on and what the tests need."""
DOCUMENT = ROOT / "LICENSES.md"
BLOCK = re.compile(r"(?<=## Python packages\n)(.*?\n\| Package .*?\n\|---.*?\n).*?(?=\n\n|\Z)", re.DOTALL)
PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)

ROW = re.compile(r"^\| (\S+) \| [^|]+ \| (.+) \|$", re.MULTILINE)

READ_BY_HAND = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "streamlit-folium": "MIT",
    "supervisor": "BSD-3-Clause-Modification",
}
"""Licences read in the package's repository: it states none that we could find, or is for another machine."""


class LicenceError(Exception):
    """Packages whose licence cannot be told; the message says where to add them."""


def locked(text: str) -> dict[str, list[str]]:
    """Package by package the versions a lock file pins, more than one where they depend on the machine."""
    found: dict[str, list[str]] = {}
    for name, version in PINNED.findall(text):
        found.setdefault(name, []).append(version)
    return found


def stated(about: PackageMetadata) -> str:
    """The licence a package states: its expression, its classifiers, or its field if that is no whole text."""
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    field = (about.get("License") or "").strip()
    return ", ".join(classifiers) or (field if len(field) < 40 else "")


def licence_of(package: str, written: dict[str, str]) -> str:
    """As read by hand or as stated; for a package of another machine than this one, as it was written before."""
    if package in READ_BY_HAND:
        return READ_BY_HAND[package]
    try:
        return stated(metadata(package))
    except PackageNotFoundError:
        return written.get(package, "")


def with_packages(document: str, lock: str) -> str:
    """LICENSES.md with a line for each package of a lock file. Raises LicenceError for those that state none."""
    written = dict(ROW.findall(document))
    packages = {name: (", ".join(versions), licence_of(name, written)) for name, versions in locked(lock).items()}
    silent = [name for name, (_, licence) in packages.items() if not licence]
    if silent:
        raise LicenceError(f"{', '.join(silent)}: read the licence and add it to READ_BY_HAND in licences.py")
    rows = "\n".join(f"| {name} | {versions} | {licence} |" for name, (versions, licence) in packages.items())
    document, replaced = BLOCK.subn(lambda found: found.group(1) + rows, document)
    if not replaced:
        raise LicenceError("LICENSES.md: there is no table under the heading ## Python packages")
    return document


if __name__ == "__main__":
    try:
        new = with_packages(DOCUMENT.read_text(encoding="utf-8"), LOCK.read_text(encoding="utf-8"))
    except LicenceError as error:
        sys.exit(str(error))
    DOCUMENT.write_text(new, encoding="utf-8", newline="\n")
