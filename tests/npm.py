"""Packages of the npm registry that tests use, installed into a directory that outlives the run."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def ran(*command: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program; its failure is not raised."""
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=300
    )


def installed(packages: dict[str, str]) -> Path:
    """Return a directory where packages are installed, in these versions; without npm or the registry, skip the test.

    The directory is `POLICYENGINE_NPM_CACHE`, else one below the system's temporary directory.
    """
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.skip("npm and node are not installed")
    versions = "-".join(f"{name.replace('/', '-')}-{version}" for name, version in sorted(packages.items()))
    base = os.environ.get("POLICYENGINE_NPM_CACHE") or os.path.join(tempfile.gettempdir(), "policyengine-npm")
    folder = Path(f"{base}-{versions}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        pytest.skip(f"{folder} belongs to somebody else; set POLICYENGINE_NPM_CACHE")
    manifest = json.dumps({"private": True, "dependencies": packages})
    done = folder / "installed.json"
    if not done.is_file() or done.read_text(encoding="utf-8") != manifest:
        (folder / "package.json").write_text(manifest, encoding="utf-8")
        result = ran("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", cwd=folder)
        if result.returncode:
            pytest.skip(f"npm cannot install {', '.join(packages)}: {result.stderr.strip()[-200:]}")
        done.write_text(manifest, encoding="utf-8")
    return folder
