// SPDX-License-Identifier: GPL-3.0-only
// What a caller asks for stands above the form: who, where, what, and what the hub did last; one click calls or writes
// Loaded with several forms, set up once
frappe.provide("planota_hub");

if (!planota_hub.shows_head) {
	planota_hub.shows_head = true;
	for (const doctype of ["NGO", "Stakeholder", "Municipality", "Contact"]) {
		frappe.ui.form.on(doctype, { refresh: (frm) => planota_hub.show_head(frm) });
	}
}

planota_hub.show_head = async (frm) => {
	frm.layout.wrapper.find(".hub-head").remove();
	if (frm.is_new()) return;
	const { doctype } = frm;
	const { name } = frm.doc;
	const asked = { doctype, name };
	const [head, work] = await Promise.all([
		frappe.xcall("planota_hub.planota_hub.work_done.head.get_head", asked),
		frappe.xcall("planota_hub.planota_hub.work_done.lines.get_lines", { ...asked, limit: 3 }),
	]);
	if (frm.doc.name !== name || frm.doctype !== doctype) return;
	frm.layout.wrapper.find(".hub-head").remove();
	const $head = $("<section class='hub-head form-section p-3 border-bottom'>");
	$("<p class='mb-2'>")
		.text([...head.where, ...head.what].join(" · "))
		.appendTo($head);
	const $people = $("<div class='hub-head-people'>")
		.css({
			display: "grid",
			gap: "4px 24px",
			gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 300px), 1fr))",
		})
		.appendTo($head);
	head.people
		.filter(({ name, phone, email }) => name || phone || email)
		.forEach((person) => {
			$people.append(planota_hub.make_person(person, frm));
		});
	if (planota_hub.may_note_contact(frm)) {
		$("<button class='btn btn-default btn-xs mt-2'>")
			.text(__("Note a Contact"))
			.on("click", () => planota_hub.note_contact(frm))
			.appendTo($head);
	}
	$head.append(planota_hub.make_last_work(work, doctype, name));
	$head.prependTo(frm.layout.wrapper);
};

planota_hub.make_person = ({ name, function: held, phone, email, contact }, frm) => {
	const $person = $("<div>");
	const title = contact
		? $("<a>").attr("href", frappe.utils.get_form_link("Contact", contact))
		: $("<span>");
	$person.append(title.addClass("bold").text(name || ""));
	if (held) $person.append($("<span class='text-muted'>").text(` ${held}`));
	const $reach = $("<div>").appendTo($person);
	if (phone) {
		const number = phone.replace(/[^\d+]/g, "");
		$("<a class='mr-3 text-nowrap'>").attr("href", `tel:${number}`).text(phone).appendTo($reach);
	}
	if (email) {
		$("<a href='#'>")
			.text(email)
			.on("click", (event) => {
				event.preventDefault();
				new frappe.views.CommunicationComposer({
					doc: frm.doc,
					frm,
					recipients: email,
				});
			})
			.appendTo($reach);
	}
	return $person;
};

planota_hub.make_last_work = (work, doctype, name) => {
	const $work = $("<div class='mt-3'>");
	work.lines.forEach((line) => {
		$("<div class='ellipsis'>")
			.append($("<span class='text-muted mr-2'>").text(line.day))
			.append(
				$("<a>").attr("href", frappe.utils.get_form_link(line.doctype, line.name)).text(line.title)
			)
			.append($("<span class='text-muted'>").text(` · ${line.kind}`))
			.appendTo($work);
	});
	const label = work.lines.length ? __("Everything the Hub Did") : __("Nothing done yet");
	return $work.append(
		$("<a class='small' href='#'>")
			.text(label)
			.on("click", (event) => {
				event.preventDefault();
				frappe.set_route("work-done", doctype, name);
			})
	);
};
