# SPDX-License-Identifier: GPL-3.0-only
"""The files in `deploy/` are what the programs that read them expect, and name only what the app has."""

import configparser
import json
import re
from importlib.metadata import distribution
from pathlib import Path

import jsonschema
import pytest
import yaml

# .ci/lint installs it
kubernetes_validate = pytest.importorskip("kubernetes_validate")

PROJECT = Path(__file__).resolve().parents[2]
DEPLOY = PROJECT / "deploy"
COMPOSE = DEPLOY / "containers" / "compose.yaml"
YAML_FILES = sorted(path for path in DEPLOY.rglob("*") if path.suffix in (".yaml", ".yml"))
KUBERNETES = "1.30"
SPECIFICATION = "check_jsonschema/builtin_schemas/vendor/compose-spec.json"
# what Prometheus itself knows of a number
METRIC = re.compile(r"\bplanota_hub_(\w+)\b")


def test_the_compose_file_follows_the_compose_specification():
	assert find_faults(yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))) == []


def test_a_fault_in_a_compose_file_is_found():
	broken = yaml.safe_load(COMPOSE.read_text(encoding="utf-8").replace("healthcheck:", "health_check:"))
	assert find_faults(broken)


def find_faults(compose: dict) -> list[str]:
	"""Return what a compose file has otherwise than the specification, whose schema comes with a linter."""
	schema = distribution("check-jsonschema").locate_file(SPECIFICATION)
	specification = json.loads(Path(str(schema)).read_text(encoding="utf-8"))
	validator = jsonschema.validators.validator_for(specification)(specification)
	return [error.message for error in validator.iter_errors(compose)]


def test_every_variable_of_the_compose_file_is_in_the_example():
	used = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))
	example = (COMPOSE.parent / "example.env").read_text(encoding="utf-8")
	assert used == set(re.findall(r"^(\w+)=", example, re.M))


def test_services_and_volumes_that_the_compose_file_names_are_there():
	compose = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
	services = compose["services"]
	for name, service in services.items():
		assert set(service.get("depends_on", ())) <= set(services), name
		named = {volume.partition(":")[0] for volume in service.get("volumes", ())}
		assert {volume for volume in named if volume[0] not in "./$"} <= set(compose["volumes"]), name


def test_what_is_for_kubernetes_is_a_valid_resource():
	resource = yaml.safe_load((DEPLOY / "kubernetes" / "backup.yaml").read_text(encoding="utf-8"))
	kubernetes_validate.validate(resource, KUBERNETES, strict=True)
	resource["spec"]["jobTemplate"]["spec"]["template"]["spec"]["restart"] = "Never"
	with pytest.raises(kubernetes_validate.ValidationError):
		kubernetes_validate.validate(resource, KUBERNETES, strict=True)


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.name)
def test_every_file_can_be_read(path: Path):
	assert yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_list_of_apps_holds_this_one_once():
	apps = json.loads((DEPLOY / "apps.json").read_text(encoding="utf-8"))
	assert [app["url"].rpartition("/")[2] for app in apps].count("planota_hub") == 1
	assert all(set(app) == {"url", "branch"} for app in apps)


def test_units_of_systemd_belong_together():
	units = {path.name: read_unit(path) for path in (DEPLOY / "bench").glob("planota-hub-*")}
	assert set(units) == {"planota-hub-backup.service", "planota-hub-backup.timer"}
	assert units["planota-hub-backup.service"]["Service"]["UMask"] == "0077"
	assert units["planota-hub-backup.timer"]["Timer"]["Persistent"] == "true"


def read_unit(path: Path) -> configparser.ConfigParser:
	unit = configparser.ConfigParser(interpolation=None)
	unit.optionxform = str  # type: ignore[assignment]
	unit.read(path, encoding="utf-8")
	return unit


def test_alerts_watch_numbers_that_the_site_tells():
	from planota_hub.operation.probes import HEADER, HELP

	rules = (DEPLOY / "bench" / "alerts.yml").read_text(encoding="utf-8")
	assert {name for name in METRIC.findall(rules)} <= set(HELP)
	scraped = (DEPLOY / "bench" / "prometheus.yml").read_text(encoding="utf-8")
	assert f"{HEADER}:" in scraped


def test_addresses_of_probes_lead_to_the_app():
	from planota_hub.operation import probes

	for path in YAML_FILES:
		for name in re.findall(r"planota_hub\.operation\.probes\.(\w+)", path.read_text(encoding="utf-8")):
			assert callable(getattr(probes, name)), path
