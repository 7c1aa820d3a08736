# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.briefings.audience import Addressee
from planota_hub.planota_hub.briefings.text import get_placeholders, get_sample, get_values, render
from planota_hub.tests.compat import HubTestCase

ANA = Addressee("NGO", "NGO-1", "Društvo A & B", "NGO", "Brda", "ana@brda.test", "Ana Kos", "President")


def write(message: str, title: str = "News"):
	return frappe.new_doc("Stakeholder Briefing", message=message, briefing_title=title)


class TestText(HubTestCase):
	def test_placeholders_are_filled_in_and_escaped_in_the_body_alone(self):
		subject, body = render(
			write("<p>Dear {{ person or organisation }}, {{ organisation }}</p>", "For {{ organisation }}"),
			ANA,
		)

		self.assertEqual(subject, "For Društvo A & B")
		self.assertEqual(body, "<p>Dear Ana Kos, Društvo A &amp; B</p>")

	def test_every_placeholder_that_is_offered_has_a_value(self):
		self.assertEqual(set(get_values(write("x"), get_sample())), set(get_placeholders()))

	def test_what_the_editor_makes_of_quotes_and_signs_is_understood(self):
		text = "<p>{% if municipality == &quot;Brda&quot; %}from&nbsp;Brda{% endif %}{{&nbsp;person }}</p>"

		self.assertIn("Ana Kos", render(write(text), ANA)[1])

	def test_markup_inside_a_placeholder_is_ignored(self):
		self.assertEqual(render(write("<p>{{ <b>person</b> }}</p>"), ANA)[1], "<p>Ana Kos</p>")

	def test_the_current_action_by_its_title(self):
		briefing = write("<p>{{ action }}</p>")
		briefing.about_doctype, briefing.about = "Municipality", "Brda"

		self.assertEqual(render(briefing, ANA)[1], "<p>Brda</p>")

	def test_broken_templates_are_refused_with_what_is_wrong(self):
		for text, problem in (
			("{{ person", "Message: the text can't be filled in"),
			("{% if %}", "Message: the text can't be filled in"),
			("{{ salary }}", "'salary' is undefined"),
			("{{ person.name.first }}", "Message: the text can't be filled in"),
			("<p>{% if person == 'Bor' %}x{% endif %}</p>", "nothing is left of it"),
		):
			with self.subTest(text), self.assertRefused(problem):
				render(write(text), ANA)

	def test_a_broken_subject_is_refused_by_its_name(self):
		with self.assertRefused("Subject: the text can't be filled in"):
			render(write("x", "{{ nothing }}"), ANA)

	def test_the_sandbox_gives_nothing_away_and_calculates_nothing(self):
		for text in (
			"{{ frappe }}",
			"{{ ''.__class__.__mro__ }}",
			"{{ person.__class__ }}",
			"{{ person.upper() }}",
			"{{ 'x' * 999999999 }}",
			"{{ 9 ** 999999 }}",
			"{{ '%999999999d' % 1 }}",
			"{{ 'x' | center(999999999) }}",
			"{{ person | attr('__class__') }}",
			"{% for i in range(99) %}x{% endfor %}",
			"{% include 'templates/web.html' %}",
			"{{ organisation | safe }}",
		):
			with self.subTest(text), self.assertRefused("the text can't be filled in"):
				render(write(text), ANA)
