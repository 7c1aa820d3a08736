# SPDX-License-Identifier: GPL-3.0-only
"""Briefings that were sent, with everybody who got one."""

from benchmarks.seeding.register import get_fields_of_work, get_ngos
from benchmarks.seeding.rows import Rows, moment
from benchmarks.seeding.sizes import RECIPIENTS, Sizes

SEGMENTS = 20


def seed_segments(rows: Rows, sizes: Sizes) -> None:
	"""Write segments of the verified NGOs, of each field of work in turn, that were not reached this year."""
	fields = get_fields_of_work()
	for number in range(SEGMENTS):
		field = {"subject": "Field", "field_doctype": "NGO", "operator": "="}
		rows.add(
			"Audience Segment",
			segment_title=f"Skupina {number + 1}",
			holds="NGOs",
			is_shared=1,
			creation=moment(5 + number),
			conditions=[
				{**field, "fieldname": "stage", "value": "Verified"},
				{
					**field,
					"field_doctype": "NGO Field of Work",
					"fieldname": "field_of_work",
					"value": fields[number % len(fields)],
				},
				{"subject": "Reached", "negated": 1, "period": "This Year"},
			],
		)


def seed_briefings(rows: Rows, sizes: Sizes) -> None:
	"""Write briefings to NGOs, all delivered; every tenth reader has answered."""
	ngos, fields = get_ngos(), get_fields_of_work()
	for number in range(sizes.briefings):
		ago = 5 + number % 700
		begin = number * 31 % len(ngos)
		readers = (ngos[begin:] + ngos[:begin])[:RECIPIENTS]
		replied = len(range(0, len(readers), 10))
		briefing = rows.add(
			"Stakeholder Briefing",
			briefing_title=f"Obvestilo {number + 1}",
			message="<p>Novice za nevladne organizacije.</p>",
			field_of_work=fields[number % len(fields)],
			status="Sent",
			recipients_count=len(readers),
			informed_count=len(readers),
			replied_count=replied,
			started_on=moment(ago),
			completed_on=moment(ago, "10:00:00"),
			sent_by="Administrator",
			creation=moment(ago),
			audience=[{"recipient_type": "NGO"}],
		)
		for position, ngo in enumerate(readers, 1):
			rows.add(
				"Briefing Recipient",
				name=f"{briefing}-{position}",
				idx=position,
				briefing=briefing,
				organisation=ngo.ngo_name,
				recipient_type="NGO",
				municipality=ngo.municipality,
				recipient_doctype="NGO",
				recipient=ngo.name,
				email=ngo.email,
				status="Delivered",
				queued_on=moment(ago),
				delivered_on=moment(ago, "10:00:00"),
				replied_on=moment(ago, "12:00:00") if position % 10 == 1 else None,
				creation=moment(ago),
			)
