# SPDX-License-Identifier: GPL-3.0-only
"""How much a site of a scale holds: at 1 a national network, at 0.01 a village hub."""

from dataclasses import dataclass, fields

# of these there are so many however small the site is: enough to see where each is asked for alone
LEAST = {
	"staff": 2,
	"stakeholders": 32,
	"networks": 16,
	"elections": 32,
	"campaigns": 32,
	"consortia": 32,
	"calls": 32,
	"plans": 32,
	"proposals": 32,
	"surveys": 10,
}


@dataclass(frozen=True)
class Sizes:
	"""How many documents there are of each kind; what belongs to one of them is the same at every scale."""

	ngos: int = 28_000
	stakeholders: int = 720
	staff: int = 24
	projects: int = 20
	sessions: int = 100_000
	requests: int = 60_000
	workshops: int = 2_000
	networks: int = 212
	meetings: int = 3_000
	needs: int = 5_000
	elections: int = 500
	campaigns: int = 500
	consortia: int = 300
	calls: int = 1_000
	briefings: int = 200
	contacts: int = 60_000
	surveys: int = 100
	plans: int = 600
	proposals: int = 400

	@classmethod
	def at(cls, scale: float) -> "Sizes":
		"""Return the sizes of a scale; of every kind there is one at least."""
		return cls(
			**{
				field.name: max(LEAST.get(field.name, 1), round(field.default * scale))
				for field in fields(cls)
			}
		)


# what belongs to one document
ROWS_OF_WORK = 14.4  # of a support request, on average
REGISTRATIONS = 20
ENDORSEMENTS = 4
SUPPORTERS = 100
PARTNERS = 12
APPLICATIONS = 8
PERIODS = 8
ELECTORS = 60
RECIPIENTS = 500
MEMBERS = 30
