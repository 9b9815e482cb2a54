"""Known weaknesses of the locked packages, asked of the public list. Run by ``make audit``, never by ``make test``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements-dev.lock"


def verdict(out: str, err: str) -> tuple[int, str]:
    """Exit code and words for what pip-audit said: 0 none known, 1 some known, 2 nothing or not all could be asked."""
    try:
        packages = json.loads(out)["dependencies"]
    except (json.JSONDecodeError, KeyError, TypeError):
        packages = []
    skipped = [package for package in packages if "skip_reason" in package]
    asked = [package for package in packages if "skip_reason" not in package]
    if not asked:
        reason = skipped[0]["skip_reason"] if skipped else (err.strip().splitlines() or ["it gave no reason"])[-1]
        return 2, f"Nothing was audited: not one package could be looked up. The first reason given: {reason}"
    lines = [
        f"{package['name']} {package['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions'])}"
        for package in asked
        for weakness in package["vulns"]
    ]
    lines += [f"{package['name']}: not looked up, {package['skip_reason']}" for package in skipped]
    found = sum(len(package["vulns"]) for package in asked)
    lines.append(f"{len(asked)} packages audited, {len(skipped)} not; {found} known weaknesses.")
    return 1 if found else 2 if skipped else 0, "\n".join(lines)


if __name__ == "__main__":
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--disable-pip", "--require-hashes"]
    asked = subprocess.run([*command, "--requirement", str(LOCK)], capture_output=True, encoding="utf-8", check=False)
    code, words = verdict(asked.stdout, asked.stderr)
    print(words)
    sys.exit(code)
