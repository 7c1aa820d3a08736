// SPDX-License-Identifier: GPL-3.0-only
// A contact is written down in one dialog: beside the people of an organisation, and in every form that names one
frappe.provide("planota_hub");

(() => {
	const NOTING = "planota_hub.planota_hub.interactions.noting";
	const ORGANISATIONS = ["NGO", "Stakeholder"];
	// their button stands beside the people
	const WITH_HEAD = ["NGO", "Stakeholder", "Municipality", "Contact"];

	const CHANNELS = ["Phone Call", "Visit", "Message", "Letter", "Talk at a Meeting", "E-mail"];
	const KINDS = ["", "Mentoring", "Counselling", "Information", "Application Help", "Report Help"];

	planota_hub.may_note_contact = (frm) => {
		const is_of_hub = frappe.boot.module_app?.[frappe.scrub(frm.meta.module)] === "planota_hub";
		if (frm.doctype === "Interaction" || !frappe.model.can_create("Interaction")) return false;
		return is_of_hub || frm.doctype === "Contact";
	};

	$(document).on("form-refresh", (_event, frm) => {
		if (frm.is_new() || WITH_HEAD.includes(frm.doctype) || !planota_hub.may_note_contact(frm)) return;
		if (!find_organisations(frm).length) return;
		frm.add_custom_button(__("Note a Contact"), () => planota_hub.note_contact(frm));
	});

	planota_hub.note_contact = async (frm) => {
		const organisations = await get_organisations(frm);
		const dialog = new frappe.ui.Dialog({
			title: __("Note a Contact"),
			fields: get_fields(frm, organisations),
			primary_action_label: __("Save"),
			async primary_action(values) {
				// a day that the field did not understand would be today's
				if (dialog.fields_dict.happened_on.$input?.val() && !values.happened_on) {
					frappe.throw(__("When: please choose the day and the time."));
				}
				const [organisation_doctype, organisation] = read_choice(organisations, values.whom);
				const asked = {
					...values,
					doctype: frm.doctype,
					name: frm.doc.name,
					organisation_doctype,
					organisation,
				};
				delete asked.whom;
				await frappe.xcall(`${NOTING}.note_contact`, asked);
				dialog.hide();
				frappe.show_alert({ message: __("The contact is noted."), indicator: "green" });
				// what somebody has typed in the form meanwhile stays
				if (!frm.is_dirty()) frm.reload_doc();
			},
		});
		const offer_people = () => show_people(dialog, organisations);
		dialog.fields_dict.whom.df.onchange = offer_people;
		dialog.show();
		offer_people();
	};

	function get_fields(frm, organisations) {
		const of_ngo = organisations.some(({ doctype }) => doctype === "NGO");
		const in_form = (text) => __(text, null, "Interaction");
		const supports = of_ngo && frappe.model.can_create("Mentoring Session");
		return [
			{
				fieldname: "channel",
				fieldtype: "Select",
				label: in_form("Channel"),
				options: CHANNELS.map((value) => ({ value, label: in_form(value) })),
				default: "Phone Call",
				reqd: 1,
			},
			{
				fieldname: "whom",
				fieldtype: "Select",
				label: in_form("Organisation"),
				options: organisations.map(({ title }, value) => ({ value: String(value), label: title })),
				default: organisations.length ? "0" : "",
				hidden: organisations.length < 2,
			},
			{ fieldname: "topic", fieldtype: "Data", label: in_form("Topic"), reqd: 1 },
			{
				fieldname: "people",
				fieldtype: "MultiSelect",
				label: in_form("With Whom"),
				options: [],
				ignore_validation: true,
				default: frm.doctype === "Contact" ? frm.doc.full_name : "",
			},
			{ fieldname: "note", fieldtype: "Small Text", label: in_form("What Was Said") },
			{
				fieldname: "hours",
				fieldtype: "Float",
				label: in_form("Hours"),
				precision: 2,
				description: __("How long it took, for example 0.25 for a quarter of an hour"),
			},
			{
				fieldname: "support_kind",
				fieldtype: "Select",
				label: in_form("Was Support of This Kind"),
				options: KINDS.map((value) => ({ value, label: value ? in_form(value) : "" })),
				description: __(
					"The hours then count as support of the NGO; left empty it is a contact only"
				),
				hidden: !supports,
				depends_on: "eval:doc.hours > 0",
			},
			{
				fieldname: "follows",
				fieldtype: "Section Break",
				label: in_form("What Follows"),
				collapsible: 1,
			},
			{ fieldname: "task", fieldtype: "Small Text", label: __("Task") },
			{
				fieldname: "due_date",
				fieldtype: "Date",
				label: __("Due Date"),
				mandatory_depends_on: "eval:doc.task",
			},
			{
				fieldname: "responsible",
				fieldtype: "Link",
				options: "User",
				label: __("Responsible"),
				default: frappe.session.user,
			},
			{
				fieldname: "when",
				fieldtype: "Section Break",
				label: __("When, Who Began, Project"),
				collapsible: 1,
			},
			{
				fieldname: "happened_on",
				fieldtype: "Datetime",
				label: in_form("When"),
				description: __("Left empty: now"),
			},
			{
				fieldname: "direction",
				fieldtype: "Select",
				label: in_form("Who Began"),
				options: ["We", "They"].map((value) => ({ value, label: in_form(value) })),
				default: "We",
			},
			{
				fieldname: "funded_project",
				fieldtype: "Link",
				options: "Funded Project",
				label: in_form("Funded Project"),
			},
		];
	}

	// With whom

	async function get_organisations(frm) {
		if (frm.doctype === "Municipality") {
			const office = await frappe.xcall(`${NOTING}.get_office`, { municipality: frm.doc.name });
			return office ? [office] : [];
		}
		const found = find_organisations(frm);
		const titles = await Promise.all(
			found.map(
				({ doctype, name }) =>
					frappe.utils.get_link_title(doctype, name) || frappe.utils.fetch_link_title(doctype, name)
			)
		);
		return found.map((one, number) => ({ ...one, title: titles[number] || one.name }));
	}

	function find_organisations(frm) {
		if (ORGANISATIONS.includes(frm.doctype)) return [{ doctype: frm.doctype, name: frm.doc.name }];
		const found = {};
		const take = (doctype, name) => {
			if (name && ORGANISATIONS.includes(doctype)) found[`${doctype} ${name}`] = { doctype, name };
		};
		const read = (doc, fields) =>
			fields.forEach((field) => {
				if (field.fieldtype === "Link") take(field.options, doc[field.fieldname]);
				if (field.fieldtype === "Dynamic Link") take(doc[field.options], doc[field.fieldname]);
			});
		read(frm.doc, frm.meta.fields);
		frm.meta.fields
			.filter(({ fieldtype }) => frappe.model.table_fields.includes(fieldtype))
			.forEach(({ fieldname, options }) => {
				const { fields } = frappe.get_meta(options) || { fields: [] };
				(frm.doc[fieldname] || []).forEach((row) => read(row, fields));
			});
		return Object.values(found);
	}

	function read_choice(organisations, whom) {
		const chosen = organisations[Number(whom || 0)];
		return chosen ? [chosen.doctype, chosen.name] : [];
	}

	async function show_people(dialog, organisations) {
		const [organisation_doctype, organisation] = read_choice(organisations, dialog.get_value("whom"));
		if (!organisation) return;
		const asked = { organisation_doctype, organisation };
		const people = await frappe.xcall(`${NOTING}.get_people`, asked);
		dialog.fields_dict.people.set_data([...new Set(people.map(({ name }) => name))]);
	}
})();
