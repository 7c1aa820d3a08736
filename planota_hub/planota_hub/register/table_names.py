# SPDX-License-Identifier: GPL-3.0-only
"""What hubs, and the business register, call the columns and values of their own tables of organisations, people and places.

The names of the hub itself, in every language, need not stand here. Hook `hub_table_names`.
"""

ORGANISATION_FIELDS = {
	"registration_number": (
		"MŠ",
		"Matična",
		"Matična št.",
		"Matična št",
		"Mat. št.",
		"Matična številka enote",
		"Matična št. subjekta",
		"MaticnaStevilka",
		"maticna",
	),
	"tax_number": ("DŠ", "Davčna", "Davčna št.", "Davčna št", "ID za DDV", "ID DDV", "DavcnaStevilka"),
	"seat_street": ("Ulica", "Naslov", "Ulica in hišna št.", "Ulica in h. št.", "Naslov sedeža", "Sedež"),
	"seat_postal_code": ("Pošta št.", "Poštna št.", "Pošt. št.", "PŠ", "Št. pošte", "Poštna"),
	"seat_town": ("Kraj", "Pošta", "Kraj sedeža", "Naziv pošte", "Mesto", "Naselje"),
	"municipality": ("Občina", "Občina sedeža", "Sedežna občina", "Obcina"),
	"email": (
		"E-mail",
		"Mail",
		"Email",
		"E-naslov",
		"Elektronska pošta",
		"El. pošta",
		"E-poštni naslov",
		"elektronski naslov",
	),
	"phone": (
		"Tel.",
		"Tel",
		"Telefonska številka",
		"Tel. št.",
		"Telefonska št.",
		"GSM",
		"Mobitel",
		"Mobilni telefon",
		"Mobi",
	),
	"website": ("WWW", "Web", "Splet", "Spletna", "Spletno mesto", "Internetna stran", "Domača stran"),
	"description": ("Opis dejavnosti", "Dejavnost", "Opis", "Namen"),
}

TABLE_NAMES = {
	"NGO": {
		"fields": {
			**ORGANISATION_FIELDS,
			"founded_on": (
				"Ustanovljeno",
				"Ustanovljen",
				"Leto in dan ustanovitve",
				"Datum vpisa",
				"Datum nastanka",
			),
			"short_name": (
				"Kratko ime",
				"Kratica",
				"Kratek naziv",
				"Skrajšana firma",
				"KratkoIme",
				"Skrajšano ime",
			),
			"ngo_name": (
				"Ime društva",
				"Naziv društva",
				"Ime organizacije",
				"Naziv organizacije",
				"Ime NVO",
				"Naziv NVO",
				"Naziv",
				"Organizacija",
				"Društvo",
				"NVO",
				"Polno ime",
				"Popolno ime",
				"PopolnoIme",
				"Firma",
				"Naziv subjekta",
				"Ime ali naziv",
			),
			"legal_form": (
				"Oblika",
				"Pravnoorganizacijska oblika",
				"Pravna oblika organizacije",
				"Vrsta organizacije",
				"POO",
				"Status",
			),
			"members_count": ("Št. članov", "Število članov", "Članov", "Članstvo"),
			"volunteers_count": ("Št. prostovoljcev", "Število prostovoljcev", "Prostovoljcev"),
			"employees_count": ("Št. zaposlenih", "Število zaposlenih", "Zaposlenih"),
			"fields_of_work.field_of_work": ("Področje", "Področja", "Področje dela", "Področja dela"),
			"area_of_operation.municipality": ("Deluje v občinah", "Območje", "Občine delovanja"),
			"has_public_interest_status": (
				"Javni interes",
				"Status NVO v javnem interesu",
				"V javnem interesu",
				"Deluje v javnem interesu",
			),
			"representatives.full_name": (
				"Predsednik",
				"Predsednica",
				"Zastopnik",
				"Zakoniti zastopnik",
				"Kontaktna oseba",
				"Odgovorna oseba",
				"Predstavnik",
				"Predsednik/ca",
				"Predsednik društva",
			),
			"representatives.email": ("E-pošta zastopnika", "E-mail predsednika", "E-pošta kontaktne osebe"),
			"representatives.phone": (
				"Telefon zastopnika",
				"Telefon predsednika",
				"Telefon kontaktne osebe",
				"GSM predsednika",
			),
			"representatives.function": ("Funkcija zastopnika", "Vloga"),
			"yearly_figures.income": (
				"Prihodki",
				"Prihodek",
				"Letni prihodki",
				"Prihodki skupaj",
				"Celotni prihodki",
			),
			"yearly_figures.expenses": ("Odhodki", "Odhodki skupaj", "Letni odhodki"),
			"yearly_figures.municipal_funding": ("Sredstva občine", "Občinska sredstva"),
			"yearly_figures.volunteer_hours": (
				"Prostovoljske ure",
				"Ure prostovoljcev",
				"Št. prostovoljskih ur",
			),
		},
		"options": {
			"legal_form": {
				"Association": (
					"društvo",
					"društva",
					"DR",
					"športno društvo",
					"kulturno društvo",
				),
				"Private Institute": ("zavod", "zasebni zavod", "zavod (zasebni)", "nevladni zavod"),
				"Foundation": ("ustanova", "fundacija", "fundacija (ustanova)"),
				"Federation": ("zveza", "zveza društev", "zveza organizacij"),
				"Other": ("drugo", "ostalo", "drugo (ostalo)"),
			}
		},
	},
	"Stakeholder": {
		"fields": {
			**ORGANISATION_FIELDS,
			"stakeholder_name": (
				"Naziv",
				"Ime organizacije",
				"Naziv organizacije",
				"Organizacija",
				"Polno ime",
				"Firma",
			),
			"stakeholder_type": ("Vrsta", "Tip", "Vrsta organizacije"),
		}
	},
	"Municipality": {
		"prefixes": ("Mestna občina", "Občina", "MO", "Obč."),
		"also": ("also_called",),
		"fields": {
			"municipality_name": ("Občina", "Naziv občine", "Ime občine"),
			"official_code": ("Šifra", "Šifra občine"),
			"administrative_unit": ("UE", "Upravna enota"),
			"population": ("Prebivalci", "Št. prebivalcev", "Število prebivalcev"),
		},
	},
	"Administrative Unit": {
		"prefixes": ("Upravna enota", "UE"),
		"fields": {"unit_name": ("Naziv", "UE", "Ime upravne enote")},
	},
	"Statistical Region": {
		"prefixes": ("Statistična regija", "Regija"),
		"fields": {"region_name": ("Regija", "Naziv", "Ime regije")},
	},
}
