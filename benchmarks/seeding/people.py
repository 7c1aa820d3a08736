# SPDX-License-Identifier: GPL-3.0-only
"""Names of made-up people, and the staff of the hub."""

from benchmarks.seeding.rows import Rows

FIRST_NAMES = """Ana Marija Maja Mojca Irena Mateja Nina Nataša Barbara Andreja Petra Katja Jožica Eva Sonja Tatjana
Franc Janez Marko Ivan Anton Andrej Jožef Jože Luka Peter Matej Tomaž Marjan Aleš Milan Bojan""".split()
LAST_NAMES = """Novak Horvat Kovačič Krajnc Zupančič Potočnik Kovač Mlakar Kos Vidmar Golob Turk Kralj Božič Korošec
Bizjak Zupan Hribar Kotnik Kavčič Rozman Kastelic Oblak Petek Žagar Hočevar Kolar Košir Koren Klemenčič Furlan Leban
Rijavec Humar Markič Cej Bratina Vodopivec Batistič Komel""".split()
STAFF_ROLES = ("Hub Officer", "Hub Mentor")
# speaks for the first NGO, in the portal
REPRESENTATIVE = "representative@seed.example.org"


def get_name(number: int) -> str:
	"""Return the name of a person; two of 1,280 that follow each other never have the same."""
	first = FIRST_NAMES[number % len(FIRST_NAMES)]
	return f"{first} {LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]}"


def get_user(number: int) -> str:
	"""Return the log-in of one of the staff."""
	return f"staff{number}@seed.example.org"


def seed_users(rows: Rows, size: int) -> None:
	"""Write officers and mentors in turns and a representative, and nothing that would let them log in."""
	for number in range(size):
		add_user(rows, get_user(number), number, "System User", STAFF_ROLES[number % len(STAFF_ROLES)])
	add_user(rows, REPRESENTATIVE, size, "Website User", "NGO Representative")


def add_user(rows: Rows, user: str, number: int, user_type: str, role: str) -> None:
	first, last = get_name(number * 33).split(" ", 1)
	rows.add(
		"User",
		name=user,
		email=user,
		first_name=first,
		last_name=last,
		full_name=f"{first} {last}",
		enabled=1,
		user_type=user_type,
		roles=[{"role": role}],
	)
