# SPDX-License-Identifier: GPL-3.0-only
"""Proofs of the work that the running project counts: most sheets are there, some are still missing."""

from io import BytesIO

import frappe
from PIL import Image, ImageDraw

from planota_hub.demo.files import DATA, read
from planota_hub.demo.marking import mark, marked_records
from planota_hub.funding.proofs import missing
from planota_hub.funding.proofs.kinds import FIELD, FILE

SHEET, PHOTO = "Sign-in Sheet", "Photo"
# of every so many records one has no sheet yet, and one has a photo
WITHOUT_SHEET, WITH_PHOTO = 4, 3
MOST_PROOFS = 24


def load_proofs() -> None:
	"""Hang proofs on records of the demo region that the running project counts, unless some hang there already."""
	title = read("accountability.json")["running"]["project"]["project_title"]
	project = frappe.db.get_value("Funded Project", {"project_title": title})
	periods = frappe.get_all("Reporting Period", {"project": project}, pluck="name", order_by="starts_on asc")
	if not project or frappe.db.exists(FILE, {FIELD: SHEET}):
		return
	of_demo = marked_records()
	question = missing.Question(periods)
	records = {kind: find_records(question, kind, of_demo) for kind in (SHEET, PHOTO)}
	for position, record in enumerate(records[SHEET][:MOST_PROOFS]):
		if position % WITHOUT_SHEET:
			hang(record, SHEET, "podpisni-list.pdf", (DATA / "ballot.pdf").read_bytes())
	for record in records[PHOTO][:MOST_PROOFS:WITH_PHOTO]:
		hang(record, PHOTO, "fotografija.jpg", draw_photo())


def find_records(question: missing.Question, kind: str, of_demo: dict) -> list[tuple[str, str]]:
	"""Return the records of the demo region that lack a proof of a kind, the oldest first, each once."""
	found = [
		(row.record_doctype, row.record_name)
		for row in missing.find(question)
		if row.proof_kind == kind and row.record_name in of_demo.get(row.record_doctype, ())
	]
	return list(dict.fromkeys(found))


def hang(record: tuple[str, str], kind: str, file_name: str, content: bytes) -> None:
	file = frappe.new_doc(FILE)
	file.update({"file_name": file_name, "content": content, "is_private": 1, FIELD: kind})
	file.update({"attached_to_doctype": record[0], "attached_to_name": record[1]})
	file.insert(ignore_permissions=True)
	mark(FILE, file.name)


def draw_photo() -> bytes:
	"""Return a small picture of a room with people, as plain as a sign."""
	picture = Image.new("RGB", (480, 320), "#d8e6e2")
	draw = ImageDraw.Draw(picture)
	draw.rectangle((0, 220, 480, 320), fill="#8fae9f")
	for number in range(6):
		left = 40 + number * 70
		draw.ellipse((left, 130, left + 40, 170), fill="#1f7a5c")
		draw.rectangle((left - 6, 172, left + 46, 240), fill="#1f7a5c")
	content = BytesIO()
	picture.save(content, "JPEG", quality=80)
	return content.getvalue()
