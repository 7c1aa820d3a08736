# SPDX-License-Identifier: GPL-3.0-only
"""Those who try the doors: one person for each role, a representative of another NGO, a log-in without roles, a guest."""

from dataclasses import dataclass

from planota_hub.tests.access.page import ROLES
from planota_hub.tests.compat import make_user

PORTAL_ROLE = "NGO Representative"
DESK_ROLES = tuple(role for role in ROLES if role != PORTAL_ROLE)


@dataclass(frozen=True)
class Person:
	"""A log-in; `role` is empty for a guest and for who has none, `is_stranger` for who represents another NGO."""

	user: str
	role: str = ""
	is_stranger: bool = False

	@property
	def has_desk(self) -> bool:
		return self.role in DESK_ROLES

	def __str__(self) -> str:
		return f"{self.role or self.user}{' of another NGO' if self.is_stranger else ''}"


def make_people() -> list[Person]:
	"""Create the log-ins; the representatives get their NGOs with the records."""
	people = [
		Person(make_user(f"{role.lower().replace(' ', '-')}@access.test", role), role) for role in ROLES
	]
	stranger = Person(make_user("stranger@access.test", PORTAL_ROLE), PORTAL_ROLE, is_stranger=True)
	return [*people, stranger, Person(make_user("nobody@access.test")), Person("Guest")]
