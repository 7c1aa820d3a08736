# SPDX-License-Identifier: GPL-3.0-only
"""Work of the scheduler on many records, one of which may fail."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from planota_hub.mail import account as mail_account

SAVEPOINT = "one_of_many"


@contextmanager
def one_of_many(failure: str, doctype: str | None = None, name: str | None = None) -> Iterator[None]:
	"""Do the work on one record; when it fails it is undone as a whole and logged, and the others go on.

	So nothing is marked as sent that was not sent, and the next run tries again. That the site has no account for
	outgoing mail is logged once, not for each record.

	Args:
	        failure: title of the entry in the error log.
	        doctype: of the record that the entry names.
	        name: of that record.
	"""
	frappe.db.savepoint(SAVEPOINT)
	try:
		yield
	except frappe.OutgoingEmailError:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		mail_account.log_once()
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.log_error(failure, reference_doctype=doctype, reference_name=name)
