"""Who leads a workshop and where it stands on the website, in the words of mails, pages and prints."""

from frappe.utils import get_url


def describe_trainer(workshop) -> str:
	"""Return who leads a workshop; empty when that is not known yet."""
	return ", ".join(part for part in (workshop.trainer_name, workshop.trainer_organisation) if part)


def workshop_url(name: str) -> str:
	"""Return the public address of a workshop."""
	return get_url(f"/workshops/{name}")
