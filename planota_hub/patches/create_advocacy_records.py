"""Give a site that had the hub before advocacy and networks what a new site gets at installation."""

from planota_hub.setup.boards import create_boards
from planota_hub.setup.search import create_search_doctypes

DOCTYPES = (
	"Public Policy",
	"Policy Proposal",
	"Advocacy Campaign",
	"Local Need",
	"Local Network",
	"Hub Meeting",
	"Stakeholder Briefing",
	"Good Practice",
	"Hub Exchange",
)


def execute() -> None:
	create_boards("Policy Proposal", "Advocacy Campaign")
	create_search_doctypes(*DOCTYPES)
