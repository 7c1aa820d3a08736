// SPDX-License-Identifier: GPL-3.0-only
// Whoever enters a person is offered the people whom the hub knows already. Loaded with several forms, set up once.

frappe.provide("planota_hub");

(() => {
	if (planota_hub.offers_people) return;
	planota_hub.offers_people = true;

	const PEOPLE = "planota_hub.planota_hub.register.people";
	// DocType -> the fields of each person in it: Contact, name, e-mail address and phone
	const PERSONS = {
		"NGO Representative": [["contact", "full_name", "email", "phone"]],
		"Stakeholder Person": [["contact", "full_name", "email", "phone"]],
		"Meeting Participant": [["contact", "person_name", "email"]],
		"Member Vote Voter": [["contact", "person_name", "email"]],
		"Body Mandate": [
			["contact", "person_name", "email", "phone"],
			["deputy_contact", "deputy_name", "deputy_email"],
		],
		"Election Candidate": [["contact", "candidate_name", "email"]],
		"Local Network Member": [["contact", "contact_person", "email", "phone"]],
		"Policy Expert": [["contact", "expert_name"]],
		"Campaign Target": [["contact", "person_name"]],
		"Workshop Registration": [["contact", "participant_name", "email", "phone"]],
		"Event Registration": [["contact", "participant_name", "email", "phone"]],
	};

	for (const [doctype, persons] of Object.entries(PERSONS)) {
		for (const [contact, name, email, phone] of persons) {
			frappe.ui.form.on(doctype, {
				[name]: (frm, cdt, cdn) => offer(cdt, cdn, { contact, name, email, phone }),
				[contact]: (frm, cdt, cdn) => take_over(cdt, cdn, { contact, name, email, phone }),
			});
		}
	}

	for (const doctype of [
		"Advocacy Campaign",
		"Body Mandate",
		"Event Registration",
		"Hub Meeting",
		"Local Network",
		"Member Vote",
		"NGO",
		"Public Policy",
		"Representative Election",
		"Stakeholder",
		"Workshop Registration",
	]) {
		frappe.ui.form.on(doctype, { setup: prepare });
	}

	// let every field for a Contact in a form search by name, address and organisation
	function prepare(frm) {
		const query = () => ({ query: `${PEOPLE}.search_people` });
		(PERSONS[frm.doctype] || []).forEach(([contact]) => frm.set_query(contact, query));
		frm.meta.fields
			.filter((df) => df.fieldtype === "Table" && PERSONS[df.options])
			.forEach((df) =>
				PERSONS[df.options].forEach(([contact]) => frm.set_query(contact, df.fieldname, query))
			);
	}

	async function offer(cdt, cdn, fields) {
		const typed = locals[cdt][cdn][fields.name];
		if (!typed || locals[cdt][cdn][fields.contact] || !frappe.model.can_read("Contact")) return;
		const people = await frappe.xcall(`${PEOPLE}.offer_people`, { name: typed });
		const row = locals[cdt]?.[cdn];
		if (!people.length || !row || row[fields.contact] || row[fields.name] !== typed) return;
		ask(people, (person) => frappe.model.set_value(cdt, cdn, fields.contact, person.contact));
	}

	function ask(people, choose) {
		const dialog = new frappe.ui.Dialog({
			title: __("Is it one of these people?"),
			fields: [{ fieldname: "people", fieldtype: "HTML" }],
			secondary_action_label: __("Another Person"),
			secondary_action: () => dialog.hide(),
		});
		const $list = dialog.get_field("people").$wrapper.empty();
		people.forEach((person) => {
			const $row = $("<div class='d-flex justify-content-between align-items-center mb-2'>").appendTo(
				$list
			);
			$("<div>")
				.append($("<strong>").text(person.full_name))
				.append($("<div class='text-muted small'>").text(person.description))
				.appendTo($row);
			$("<button type='button' class='btn btn-default btn-xs'>")
				.text(__("Take Over"))
				.on("click", () => {
					dialog.hide();
					choose(person);
				})
				.appendTo($row);
		});
		dialog.show();
	}

	async function take_over(cdt, cdn, fields) {
		const contact = locals[cdt][cdn][fields.contact];
		if (!contact) return;
		const person = await frappe.xcall(`${PEOPLE}.get_person`, { contact });
		const row = locals[cdt]?.[cdn];
		if (!row || row[fields.contact] !== contact) return;
		await frappe.model.set_value(cdt, cdn, fields.name, person.full_name);
		for (const [field, value] of [
			[fields.email, person.email],
			[fields.phone, person.phone],
		]) {
			if (field && value && !row[field]) await frappe.model.set_value(cdt, cdn, field, value);
		}
	}
})();
