# SPDX-License-Identifier: GPL-3.0-only
import json
from random import Random

from jsonschema import Draft202012Validator

from planota_hub.hub_network.publishing.file_format import FormatError, get_schema, read_report
from planota_hub.hub_network.publishing.signing import SignatureError, canonical, sign
from planota_hub.hub_network.receiving.test_importing import KEY, OTHER_KEY, write_file, write_report
from planota_hub.tests.compat import HubTestCase


class TestFileFormat(HubTestCase):
	def test_the_schema_is_one_and_a_signed_report_keeps_to_it(self):
		Draft202012Validator.check_schema(get_schema())

		self.assertEqual(read_report(write_file())["hub"]["population"], 50_000)

	def test_there_is_one_form_of_a_report(self):
		self.assertEqual(canonical({"b": 1.0, "a": [0.1 + 0.2, "č"]}), '{"a":[0.3,"č"],"b":1}'.encode())

	def test_a_report_in_which_any_byte_was_changed_is_refused(self):
		content, chance = write_file(), Random(7)
		for position in chance.sample(range(len(content)), 80):
			changed = bytearray(content)
			changed[position] ^= 1 << chance.randrange(7)
			with self.assertRaises((FormatError, SignatureError), msg=position):
				read_report(bytes(changed))

	def test_another_key_cannot_sign_in_the_place_of_the_first(self):
		report = json.loads(write_file())
		other = json.loads(write_file(OTHER_KEY))
		report["signature"]["public_key"] = other["signature"]["public_key"]

		with self.assertRefused("The report was changed after its hub had signed it", SignatureError):
			read_report(canonical(report))

	def test_the_same_report_written_with_blanks_is_not_what_was_signed(self):
		with self.assertRefused("changed after its hub had signed it", SignatureError):
			read_report(json.dumps(json.loads(write_file())).encode())

	def test_each_fault_has_its_message(self):
		for content, message in (
			(b"x" * 5_000_001, "The file is larger than 5 MB"),
			(b"<!doctype html><html></html>", "This is a web page"),
			(b'{"format": "planota-hub/hub-report"', "The file is damaged"),
			(b'{"a": NaN}', "The file is damaged"),
			(b"\xff\xfe", "The file is damaged"),
			(b"[" * 100_000, "The file is damaged"),
			(b"{}", "the mark planota-hub/hub-report is missing"),
			(write_file(version=2), "The report has version 2 of the format, this site reads version 1"),
			(write_file(edition=0), "does not keep to its schema at $.edition"),
			(write_file(person="Ana"), "does not keep to its schema at $"),
			(
				write_file(period={"starts_on": "2024-02-30", "ends_on": "2024-03-01"}),
				"The period of the report is no pair of days",
			),
			(
				write_file(period={"starts_on": "2024-03-02", "ends_on": "2024-03-01"}),
				"The period of the report ends before it begins",
			),
		):
			with self.subTest(message), self.assertRefused(message, FormatError):
				read_report(content)

	def test_without_a_signature_a_report_does_not_keep_to_its_schema(self):
		with self.assertRefused("does not keep to its schema", FormatError):
			read_report(canonical(write_report()))

	def test_a_report_is_signed_the_same_way_each_time(self):
		self.assertEqual(sign(write_report(), KEY), sign(write_report(), KEY))
