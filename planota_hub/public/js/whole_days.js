// SPDX-License-Identifier: GPL-3.0-only
// Calendar entries of whole days: the last day is one of them.
// Frappe 16 draws them, and saves them when they are moved, without it; Frappe 15 with it.
for (const doctype of ["Advocacy Campaign", "Joint Action", "Representative Election"]) {
	if (frappe.views.calendar[doctype]) {
		const save = (moved, _by, undo) => save_days(doctype, moved, moved.revert || undo);
		frappe.views.calendar[doctype].options = {
			eventDataTransform: with_last_day,
			eventDrop: save,
			eventResize: save,
		};
	}
}

function with_last_day(entry) {
	if (!frappe.FullCalendar || !entry.allDay || entry.start >= entry.end) {
		return entry;
	}
	return { ...entry, end: frappe.datetime.add_days(entry.end, 1) };
}

function save_days(doctype, moved, undo) {
	const { start, end } = frappe.views.calendar[doctype].field_map;
	const [id, first, after_last] = moved.event
		? [moved.event.id, moved.event.startStr.slice(0, 10), moved.event.endStr.slice(0, 10)]
		: [moved.id, moved.start.format("YYYY-MM-DD"), moved.end.format("YYYY-MM-DD")];
	const last = frappe.datetime.add_days(after_last, -1);
	return frappe
		.xcall("frappe.desk.calendar.update_event", {
			args: { doctype, name: id, [start]: first, [end]: last },
			field_map: { start, end },
		})
		.catch(undo);
}
