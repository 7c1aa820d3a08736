# SPDX-License-Identifier: GPL-3.0-only
"""What an action would send, found by taking it and undoing it: who gets what, in which language, and who does not.

So a preview can't differ from what goes out: the mails are composed by the very code that sends them. Nothing of a
rehearsal is kept, neither in the database nor in what waits for its commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from email import message_from_string
from email.header import decode_header, make_header

import frappe
from frappe import _
from frappe.model.document import Document

FLAG = "hub_rehearsal"
SAVEPOINT = "hub_rehearsal"
CALLBACKS = ("before_commit", "after_commit", "before_rollback", "after_rollback")
# rows of a preview; what is beyond is counted
MOST_SHOWN = 300


@dataclass(frozen=True)
class Mail:
	"""A mail that would go out.

	Attributes:
	        language: of its reader.
	        lines: its paragraphs, as plain text; without links, which are for the reader alone.
	"""

	to: str
	subject: str
	language: str
	lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
	"""Somebody who gets nothing, and why."""

	who: str
	reason: str


@dataclass
class Rehearsal:
	"""What was noted while an action was tried out."""

	mails: list[Mail] = field(default_factory=list)
	left_out: list[LeftOut] = field(default_factory=list)

	def as_preview(self) -> dict:
		"""Return the preview for a form: `number` of mails, the first `mails`, a sample of each text, who is `left_out`."""
		samples = {(mail.language, mail.subject): mail for mail in reversed(self.mails) if mail.lines}
		return {
			"number": len(self.mails),
			"mails": [
				{"to": mail.to, "subject": mail.subject, "language": get_language_name(mail.language)}
				for mail in self.mails[:MOST_SHOWN]
			],
			"samples": [asdict(mail) for mail in list(reversed(samples.values()))[:4]],
			"left_out": [asdict(row) for row in self.left_out[:MOST_SHOWN]],
			"left_out_number": len(self.left_out),
		}


def get_language_name(language: str) -> str:
	return {"sl": _("Slovene"), "en": _("English")}.get(language, language)


def get_rehearsal() -> Rehearsal | None:
	"""Return what notes the mails at the moment; None when they are really sent."""
	return frappe.flags.get(FLAG)


def note_mail(to: str, subject: str, lines: list[str] | tuple[str, ...] = ()) -> bool:
	"""Note a mail instead of sending it, in the language that is spoken; tell whether it was only noted."""
	rehearsal = get_rehearsal()
	if rehearsal is None:
		return False
	rehearsal.mails.append(Mail(to, subject, frappe.local.lang, tuple(str(line) for line in lines)))
	return True


def leave_out(who: str | None, reason: str) -> None:
	"""Note for the preview that somebody gets nothing; when it is no rehearsal, nothing happens."""
	rehearsal = get_rehearsal()
	if rehearsal is not None and who:
		rehearsal.left_out.append(LeftOut(who, reason))


def leave_out_unasked(who: str | None) -> None:
	"""Note for the preview that somebody hears nothing because the staff have entered the record themselves."""
	leave_out(who, _("entered by the staff, so nobody waits for an answer"))


def has_address(email: str | None, who: str | None) -> bool:
	"""Tell whether somebody can be written to; who has no address is noted for the preview as left out."""
	if email and email.strip():
		return True
	leave_out(who, _("no e-mail address"))
	return False


def note_queued(entry: Document) -> bool:
	"""Note a mail that the framework composes, such as that of a Notification; tell whether it was only noted."""
	if get_rehearsal() is None:
		return False
	subject = message_from_string(entry.message or "").get("Subject", "")
	for row in entry.recipients:
		note_mail(row.recipient, str(make_header(decode_header(subject))))
	return True


@contextmanager
def rehearsing() -> Iterator[Rehearsal]:
	"""Take an action only to see what it sends; all that it does is undone at the end."""
	rehearsal = Rehearsal()
	kept = keep_surroundings()
	frappe.flags[FLAG] = rehearsal
	frappe.db.savepoint(SAVEPOINT)
	try:
		yield rehearsal
	finally:
		frappe.flags[FLAG] = None
		frappe.db.rollback(save_point=SAVEPOINT)
		# what forgets values that were only remembered with the transaction
		frappe.db.after_rollback.run()
		restore_surroundings(kept)


def keep_surroundings() -> dict:
	"""Put aside what waits for the commit and what the user is told; return it."""
	kept = {name: getattr(frappe.db, name) for name in CALLBACKS if hasattr(frappe.db, name)}
	for name, callbacks in kept.items():
		setattr(frappe.db, name, type(callbacks)())
	local = frappe.local
	realtime = getattr(local, "_realtime_log", None)
	return {"callbacks": kept, "messages": list(local.message_log), "realtime": realtime and list(realtime)}


def restore_surroundings(kept: dict) -> None:
	for name, callbacks in kept["callbacks"].items():
		setattr(frappe.db, name, callbacks)
	frappe.local.message_log = kept["messages"]
	if hasattr(frappe.local, "_realtime_log"):
		frappe.local._realtime_log = type(frappe.local._realtime_log)(kept["realtime"] or [])
	frappe.db.value_cache.clear()
