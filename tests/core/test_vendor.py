import hashlib
import json

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

VENDOR = settings.BASE_DIR / "static" / "vendor"


def manifest_packages():
    return json.loads((VENDOR / "manifest.json").read_bytes())["packages"]


def test_vendored_files_are_those_of_the_manifest():
    listed = {
        name: sha for package in manifest_packages() for name, sha in package["files"].items()
    }
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == listed


def test_vendored_versions_are_those_of_package_json():
    wanted = json.loads((settings.BASE_DIR / "package.json").read_bytes())["dependencies"]
    assert {package["name"]: package["version"] for package in manifest_packages()} == wanted


def test_vendored_packages_carry_their_licences():
    without = [
        package["name"]
        for package in manifest_packages()
        if not any("/LICENSE" in name for name in package["files"])
    ]
    assert without == []


def test_vendored_files_name_no_source_map():
    naming = [
        path.name
        for path in VENDOR.rglob("*")
        if path.suffix in {".css", ".js"} and b"sourceMappingURL" in path.read_bytes()
    ]
    assert naming == []


def test_lockfile_names_no_registry():
    lock = json.loads((settings.BASE_DIR / "package-lock.json").read_bytes())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_static_files_pass_the_hashed_storage(tmp_path):
    """It refuses a stylesheet that points to a file which is not there."""
    hashed = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": hashed}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
