// SPDX-License-Identifier: GPL-3.0-only
const PLANNING = "planota_hub.planota_hub.events.series_planning";

frappe.ui.form.on("Event Series", {
	setup(frm) {
		frm.set_query("responsible", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		show_dates(frm);
		show_people(frm);
		if (!frm.perm[0]?.write || !frappe.model.can_create("Hub Event")) return;
		const dates = get_dates(frm);
		if (dates.length) {
			frm.add_custom_button(__("Add Dates"), () => add_dates(frm));
		} else {
			frm.add_custom_button(__("Add the First Date"), () =>
				frappe.new_doc("Hub Event", { series: frm.doc.name, event_title: frm.doc.series_title })
			);
		}
		if (dates.some(({ stage }) => stage === "Draft")) {
			frm.add_custom_button(__("Announce the Dates"), () => announce(frm));
		}
	},
});

function get_dates(frm) {
	return frm.doc.__onload?.dates || [];
}

function show_dates(frm) {
	const $wrapper = frm.get_field("dates_html").$wrapper.empty();
	const dates = get_dates(frm);
	if (!dates.length) {
		$wrapper.append($("<p class='text-muted'>").text(__("The series has no dates yet.")));
		return;
	}
	const rows = dates.map((date) => [
		with_note(
			$("<a>").attr("href", frappe.utils.get_form_link("Hub Event", date.name)).text(date.time),
			date.place
		),
		__(date.stage),
		`${cint(date.confirmed_count)} / ${cint(date.capacity)}${
			date.waiting_count ? ` (+${date.waiting_count})` : ""
		}`,
	]);
	show_table($wrapper, [__("Date and Place"), __("Stage"), __("Confirmed")], rows);
}

async function show_people(frm) {
	const $wrapper = frm.get_field("people_html").$wrapper.empty();
	if (!frappe.model.can_read("Event Registration")) return;
	const people = await frappe.xcall(`${PLANNING}.get_people`, { series: frm.doc.name });
	if (!people.length) {
		$wrapper.append($("<p class='text-muted'>").text(__("Nobody has a seat yet.")));
		return;
	}
	const rows = people.map((person) => [
		with_note($("<span>").text(person.participant_name), person.organisation || ""),
		person.confirmed,
		person.attended,
	]);
	show_table($wrapper, [__("Participant"), __("Dates with a Seat"), __("Dates Attended")], rows);
}

// what belongs to it stands below it, so that the table has room on a phone
function with_note($text, note) {
	return $("<div>").append($text, $("<div class='text-muted small'>").text(note));
}

function show_table($wrapper, labels, rows) {
	const $table = $("<table class='table table-sm'>");
	const $head = $("<tr>").appendTo($("<thead>").appendTo($table));
	for (const label of labels) $head.append($("<th class='text-muted'>").text(label));
	const $body = $("<tbody>").appendTo($table);
	for (const row of rows) {
		const $row = $("<tr>").appendTo($body);
		for (const value of row) {
			const $cell = $("<td>").appendTo($row);
			if (value instanceof $) $cell.append(value);
			else $cell.text(value);
		}
	}
	$wrapper.append($("<div class='table-responsive'>").append($table));
}

function add_dates(frm) {
	const dates = get_dates(frm);
	frappe.prompt(
		[
			{
				fieldname: "pattern",
				fieldtype: "Select",
				label: __("Like"),
				options: dates.map(({ name, time }) => ({ value: name, label: time })),
				default: dates.at(-1).name,
				description: __("The new dates get its text, place and seats, and follow on the last date."),
				reqd: 1,
			},
			{
				fieldname: "every",
				fieldtype: "Select",
				label: __("Every", null, "Event Series"),
				options: [
					{ value: "Week", label: __("Week") },
					{ value: "Two Weeks", label: __("Two Weeks") },
					{ value: "Month", label: __("Month") },
				],
				default: "Week",
				reqd: 1,
			},
			{ fieldname: "number", fieldtype: "Int", label: __("How Many"), default: 1, reqd: 1 },
		],
		async (values) => {
			const args = { series: frm.doc.name, ...values };
			const { message } = await frappe.call({ method: `${PLANNING}.add_dates`, args, freeze: true });
			frappe.show_alert({ message: __("Dates planned: {0}", [message.length]), indicator: "green" });
			frm.reload_doc();
		},
		__("Add Dates"),
		__("Plan Them")
	);
}

function announce(frm) {
	const drafts = get_dates(frm).filter(({ stage }) => stage === "Draft");
	frappe.confirm(
		__("Dates that the public sees from now on: {0}. Announce them?", [drafts.length]),
		async () => {
			const args = { series: frm.doc.name };
			await frappe.call({ method: `${PLANNING}.announce_dates`, args, freeze: true });
			frm.reload_doc();
		}
	);
}
