// SPDX-License-Identifier: GPL-3.0-only
// The hub's slides of the framework's set-up wizard. What they ask `setup/wizard.py` takes over. Texts are looked up when a
// slide is shown, because the language is chosen on the first one.
frappe.provide("planota_hub.setup_wizard");

// where the wizard leads: to the import of the register, in Slovenia that of the open data of the business register
planota_hub.setup_wizard.get_next = () =>
	frappe.wizard.values.country === "Slovenia"
		? "/app/register-import/new-register-import"
		: "/app/data-import/new-data-import?reference_doctype=NGO";
planota_hub.setup_wizard.FUNDERS = 3;

frappe.setup.on("before_load", () => {
	if (frappe.boot.setup_wizard_completed_apps?.includes("frappe")) return;
	planota_hub.setup_wizard.follow_country(frappe.setup.slides.find(({ name }) => name === "welcome"));
	const { hub, region, publicity } = planota_hub.setup_wizard.slides();
	[hub, region, publicity].forEach((slide) => frappe.setup.add_slide(slide));
});

// Frappe 16 loads the page that is noted here when the wizard is through; Frappe 15 goes to it without what follows the "?"
planota_hub.setup_wizard.go_on_to = (route) => {
	if (parseInt(frappe.boot.versions.frappe) >= 16) {
		localStorage.current_route = route;
	} else {
		frappe.setup.welcome_page = route.split("?")[0];
	}
};

// time zone and currency of the chosen country: the framework knows the country by its English name alone, and leaves the
// time zone empty for who reads another language
planota_hub.setup_wizard.follow_country = (welcome) => {
	if (!welcome?.initialize_fields || welcome.follows_country) return;
	welcome.follows_country = true;
	const { initialize_fields } = welcome;
	welcome.initialize_fields = (slide) => {
		initialize_fields(slide);
		const follow = () => {
			const known = frappe.setup.data.regional_data?.country_info[slide.get_field("country").value];
			const zones = known?.timezones || [];
			if (!zones.length || zones.includes(slide.get_input("timezone").val())) return;
			slide.get_field("timezone").set_input(zones[0]);
			slide.get_field("currency").set_input(known.currency);
		};
		follow();
		slide.get_input("country").on("change", follow);
	};
};

planota_hub.setup_wizard.slides = () => ({
	hub: {
		name: "hub",
		fields: [],
		before_load(slide) {
			slide.title = __("Your Hub");
			slide.help = __(
				"It stands on public pages, e-mails and prints. Everything can be changed in Hub Settings."
			);
			slide.fields = [
				{ fieldname: "hub_name", fieldtype: "Data", label: __("Hub Name"), reqd: 1 },
				{
					fieldname: "operator_organisation",
					fieldtype: "Data",
					label: __("Operator"),
					description: __("Organisation that runs the hub; it answers for the personal data"),
				},
				{ fieldname: "hub_address", fieldtype: "Small Text", label: __("Address") },
				{ fieldname: "hub_phone", fieldtype: "Data", options: "Phone", label: __("Phone") },
				{ fieldname: "hub_email", fieldtype: "Data", options: "Email", label: __("Email") },
				{
					fieldname: "default_sender_name",
					fieldtype: "Data",
					label: __("Sender Name"),
					description: __(
						"Sender of the hub's own e-mails; empty for that of the outgoing e-mail account"
					),
				},
				{
					fieldname: "default_sender_email",
					fieldtype: "Data",
					options: "Email",
					label: __("Sender Email"),
				},
			];
		},
	},

	region: {
		name: "region",
		fields: [],
		before_load(slide) {
			slide.title = __("Your Region");
			slide.help = __(
				"Public forms offer the municipalities of your regions, lists and choices show them first. The others of the country are there too."
			);
			slide.fields = [
				{ fieldname: "regions", fieldtype: "MultiCheck", label: __("Regions"), columns: "14rem" },
				{
					fieldname: "places_file",
					fieldtype: "Attach",
					label: __("Places of the Country"),
					description: __(
						"The hub does not know the places of this country yet. Choose a file with them (CSV in UTF-8), or import one later from the list of municipalities."
					),
					hidden: 1,
				},
				{
					fieldname: "create_bodies",
					fieldtype: "Check",
					label: __("Create the bodies in which NGOs of the region are represented"),
					default: 1,
				},
			];
		},
		onload(slide) {
			const field = slide.get_field("regions");
			field.set_input = (chosen) => field.select_options(chosen);
		},
		async before_show() {
			const { country } = frappe.wizard.values;
			if (this.country === country || !country) return;
			this.country = country;
			const regions = await frappe.xcall("planota_hub.setup.wizard.get_regions", { country });
			const field = this.get_field("regions");
			field.df.options = regions.map((region) => ({ label: region, value: region }));
			field.df.hidden = regions.length ? 0 : 1;
			field.refresh();
			const file = this.get_field("places_file");
			file.df.hidden = regions.length ? 1 : 0;
			file.refresh();
		},
	},

	publicity: {
		name: "publicity",
		fields: [],
		before_load(slide) {
			slide.title = __("Logo and Funders");
			slide.help = __("Printed as your funders require. You can leave all of it for later.");
			// without a document the framework knows no field that says so
			const image = { fieldtype: "Attach Image", options: { make_attachments_public: true } };
			slide.fields = [
				{ ...image, fieldname: "hub_logo", label: __("Logo") },
				{
					fieldname: "publicity_statement",
					fieldtype: "Small Text",
					label: __("Publicity Statement"),
					description: __("Printed at the foot of the hub's documents, as the funders require"),
				},
			];
			for (let number = 1; number <= planota_hub.setup_wizard.FUNDERS; number++) {
				slide.fields.push(
					{ fieldname: `funder_${number}`, fieldtype: "Data", label: __("Funder {0}", [number]) },
					{
						...image,
						fieldname: `funder_logo_${number}`,
						label: __("Logo of Funder {0}", [number]),
					}
				);
			}
		},
		validate() {
			for (let number = 1; number <= planota_hub.setup_wizard.FUNDERS; number++) {
				if (!this.values[`funder_${number}`] !== !this.values[`funder_logo_${number}`]) {
					frappe.msgprint(__("Funder {0}: name and logo go together.", [number]));
					return false;
				}
			}
			planota_hub.setup_wizard.go_on_to(planota_hub.setup_wizard.get_next());
			return true;
		},
	},
});
