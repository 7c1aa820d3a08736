# SPDX-License-Identifier: GPL-3.0-only
"""What the columns of a source mean, and the columns and words that a kind of source is known to have."""

from collections.abc import Iterable

BUSINESS_REGISTER, PUBLIC_INTEREST, TABLE = "Business Register", "Public-Interest List", "Table"
# the open data of the business register of Slovenia: element or attribute -> what it means
BUSINESS_REGISTER_COLUMNS = {
	"ma": "Registration Number",
	"PopolnoIme": "Name",
	"KratkoIme": "Short Name",
	"Oblika": "Legal Form",
	"Regija": "Region",
	"UpravnaEnota": "Administrative Unit",
	"Obcina": "Municipality",
	"Posta": "Post Office",
	"po": "Postal Code",
	"Naselje": "Settlement",
	"Ulica": "Street",
	"hs": "House Number",
	"do": "Addition",
}
BUSINESS_REGISTER_ELEMENT = "PS"
# legal form of the business register -> of the hub; whoever is of another form is no NGO
BUSINESS_REGISTER_FORMS = {
	"Društvo, zveza društev": "Association",
	"Društvo": "Association",
	"Zveza društev": "Federation",
	"Tuje društvo": "Association",
	"Ustanova": "Foundation",
	"Zasebni zavod": "Private Institute",
	"Zavod": "Private Institute",
	"Mladinski svet": "Other",
}
PUBLIC_INTEREST_COLUMNS = {
	"Matična številka": "Registration Number",
	"Naziv": "Name",
	"Področje": "Field of Work",
	"Ministrstvo": "Ministry",
	"Številka odločbe": "Act Number",
	"Datum podelitve": "Granted On",
	"Datum odvzema": "Withdrawn On",
	"Velja do": "Valid Until",
}
# field in which a ministry grants a status, as the lists of Slovenia call it -> field of work of the hub
PUBLIC_INTEREST_FIELDS = {
	"kultura": "Culture and Arts",
	"kulturna dediščina": "Heritage",
	"varstvo kulturne dediščine": "Heritage",
	"šport": "Sport and Recreation",
	"socialno varstvo": "Social Services",
	"družinska politika": "Social Services",
	"invalidsko varstvo": "Disability",
	"mladina": "Youth",
	"mladinski sektor": "Youth",
	"vzgoja in izobraževanje": "Education and Training",
	"izobraževanje": "Education and Training",
	"zdravje": "Health",
	"zdravstvo": "Health",
	"zdravstveno varstvo": "Health",
	"okolje": "Environment and Nature",
	"varstvo okolja": "Environment and Nature",
	"ohranjanje narave": "Environment and Nature",
	"prostor": "Spatial Planning",
	"urejanje prostora": "Spatial Planning",
	"zaposlovanje": "Employment",
	"kmetijstvo": "Rural Development",
	"razvoj podeželja": "Rural Development",
	"turizem": "Tourism",
	"zaščita in reševanje": "Fire and Rescue",
	"varstvo pred naravnimi in drugimi nesrečami": "Fire and Rescue",
	"človekove pravice": "Human Rights and Democracy",
	"varstvo človekovih pravic": "Human Rights and Democracy",
	"humanitarna dejavnost": "Humanitarian Aid",
	"razvoj nevladnih organizacij": "NGO Support",
}
COLUMNS = {BUSINESS_REGISTER: BUSINESS_REGISTER_COLUMNS, PUBLIC_INTEREST: PUBLIC_INTEREST_COLUMNS}
NUMBER, NAME = "Registration Number", "Name"
# without which a record says nothing
REQUIRED = {BUSINESS_REGISTER: (NUMBER, NAME), PUBLIC_INTEREST: (NUMBER,), TABLE: (NUMBER, NAME)}
# what can be known of a status by itself
STATUS_TARGETS = ("Field of Work", "Ministry", "Act Number", "Granted On", "Withdrawn On", "Valid Until")


def fold_column(name: str) -> str:
	"""Return the name of a column, element or attribute as it is compared."""
	return " ".join(name.casefold().split())


def fold_columns(columns: Iterable) -> dict[str, str]:
	"""Return folded name → what it means, of the rows of a source; of a path in an XML (`N/@po`) the last step counts."""
	found: dict[str, str] = {}
	for row in columns:
		found[fold_column(row.column_name)] = row.means
		last = row.column_name.rpartition("/")[2].lstrip("@")
		found.setdefault(fold_column(last), row.means)
	return found
