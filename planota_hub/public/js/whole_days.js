// Entries of whole days: the last day is one of them.
// Frappe 16 draws them, and saves them when they are moved, without it; Frappe 15 with it.
const HALF_A_DAY = 12 * 60 * 60 * 1000;

for (const doctype of ["Advocacy Campaign", "Joint Action", "Representative Election"]) {
	if (frappe.views.calendar[doctype]) {
		frappe.views.calendar[doctype].options = {
			eventDataTransform: with_last_day,
			eventDrop: save_whole_days,
			eventResize: save_whole_days,
		};
	}
}

function with_last_day(entry) {
	if (!frappe.FullCalendar || !entry.allDay || entry.start >= entry.end) {
		return entry;
	}
	return { ...entry, end: frappe.datetime.add_days(entry.end, 1) };
}

function save_whole_days(moved, _by, undo) {
	const calendar = cur_list.calendar;
	if (!frappe.FullCalendar) {
		return calendar.update_event(moved, undo);
	}
	// at noon it is the same day in the time zone of the site
	const { id, start, end } = moved.event;
	const noon = { start: new Date(start.getTime() + HALF_A_DAY), end: new Date(end.getTime() - HALF_A_DAY) };
	return calendar.update_event({ id, ...noon }, moved.revert);
}
