// SPDX-License-Identifier: GPL-3.0-only
// Calendars of the hub: times of 24 hours, and the stage of each entry by its colour
(() => {
	const STAGE_FIELDS = {
		"Training Workshop": "stage",
		"Hub Meeting": "stage",
		"Advocacy Campaign": "stage",
		"Representative Election": "stage",
		"Funding Call": "status",
		"Mentoring Session": "status",
		"Joint Action": "status",
		"Promotion Activity": "status",
		"Hub Exchange": "status",
	};
	const COLOURS = {
		green: [
			"Held",
			"Minutes Adopted",
			"Evaluated",
			"Done",
			"Carried Out",
			"Decided",
			"Counted",
			"Closed",
		],
		orange: ["Draft", "Planned", "Approved", "Outcome Missing"],
		red: ["Cancelled", "Called Off", "Suspended", "Withdrawn", "Dropped"],
	};
	const CLOCK = { hour: "2-digit", minute: "2-digit", hour12: false };
	// the calendar of Frappe 15 is an older one, which names the same otherwise; which it is shows once it is loaded
	const get_options = () =>
		frappe.FullCalendar
			? { eventTimeFormat: CLOCK, slotLabelFormat: CLOCK }
			: { timeFormat: "HH:mm", slotLabelFormat: "HH:mm" };

	for (const [doctype, fieldname] of Object.entries(STAGE_FIELDS)) {
		const calendar = frappe.views.calendar[doctype];
		if (!calendar) continue;
		const own = calendar.options;
		Object.defineProperty(calendar, "options", {
			enumerable: true,
			configurable: true,
			get: () => ({ ...get_options(), ...own }),
		});
		calendar.field_map.color = calendar.field_map.color || fieldname;
		calendar.get_css_class = ({ color }) =>
			Object.keys(COLOURS).find((name) => COLOURS[name].includes(color)) || "blue";
	}
})();
