// SPDX-License-Identifier: GPL-3.0-only
// Everything that the hub has about one person; the server leaves out what its reader may not see

frappe.pages.person.on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Everything About a Person"),
		single_column: true,
	});
	wrapper.person_field = page.add_field({
		fieldname: "contact",
		fieldtype: "Link",
		options: "Contact",
		label: __("Person"),
		get_query: () => ({ query: "planota_hub.planota_hub.register.people.search_people" }),
		change() {
			const contact = this.get_value();
			if (contact && contact !== frappe.get_route()[1]) frappe.set_route("person", contact);
		},
	});
	wrapper.person_body = $('<div class="person-records p-3"></div>').appendTo(page.main);
};

frappe.pages.person.on_page_show = async (wrapper) => {
	const [, contact] = frappe.get_route();
	wrapper.person_body.empty();
	if (!contact) {
		wrapper.person_body.append($("<p class='text-muted'>").text(__("Choose a person above.")));
		return;
	}
	const method = "planota_hub.planota_hub.register.person_records.get_everything";
	const { person, groups } = await frappe.xcall(method, { contact });
	if (frappe.get_route()[1] !== contact) return;
	if (wrapper.person_field.get_value() !== contact) wrapper.person_field.set_value(contact);
	wrapper.person_body.append(person_head(person), ...groups.map(group_table));
	if (!groups.length) {
		const nothing = __("No record that you may see names this person.");
		wrapper.person_body.append($("<p class='text-muted'>").text(nothing));
	}
};

function person_head(person) {
	const $head = $("<div class='mb-4'>");
	$("<h3>")
		.append(record_link("Contact", person.contact, person.full_name))
		.appendTo($head);
	const known = [person.designation, ...person.addresses, ...person.phones, person.user];
	$("<p>")
		.text([...new Set(known.filter(Boolean))].join(" · "))
		.appendTo($head);
	const $organisations = $("<p>").appendTo($head);
	person.organisations.forEach(({ doctype, name, title }, number) => {
		$organisations.append(number ? " · " : "", record_link(doctype, name, title));
	});
	return $head;
}

function group_table({ doctype, label, entries }) {
	const columns = [
		[__("Title"), (entry) => record_link(doctype, entry.name, entry.title)],
		[__("As"), (entry) => document.createTextNode(entry.role)],
		[__("When"), (entry) => document.createTextNode(entry.day)],
		[__("Status"), (entry) => document.createTextNode(entry.state)],
		[__("Organisation"), (entry) => document.createTextNode(entry.organisation)],
		[__("Consent"), (entry) => document.createTextNode(entry.consent)],
	].filter(([, cell], number) => number < 2 || entries.some((entry) => cell(entry).textContent));
	const $table = $("<table class='table table-bordered table-sm'>");
	const $titles = $("<tr>").appendTo($("<thead>").appendTo($table));
	columns.forEach(([title]) => $("<th>").text(title).appendTo($titles));
	const $rows = $("<tbody>").appendTo($table);
	entries.forEach((entry) => {
		const $row = $("<tr>").appendTo($rows);
		columns.forEach(([, cell]) => $("<td>").append(cell(entry)).appendTo($row));
		if (!entry.certain) {
			const hint = __("Only the name is the same: {0}", [entry.written]);
			$row.children().first().append($("<div class='text-muted small'>").text(hint));
		}
	});
	return $("<section class='mb-4'>").append(
		$("<h4>").text(`${label} (${entries.length})`),
		$("<div class='table-responsive'>").append($table)
	);
}

function record_link(doctype, name, title) {
	return $("<a>")
		.attr("href", frappe.utils.get_form_link(doctype, name))
		.text(title || name)[0];
}
