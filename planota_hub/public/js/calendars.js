// SPDX-License-Identifier: GPL-3.0-only
// Calendars of the hub: times of 24 hours, and the stage of each entry by its colour
(() => {
	const STAGE_FIELDS = {
		"Training Workshop": "stage",
		"Hub Event": "stage",
		"Hub Meeting": "stage",
		"Advocacy Campaign": "stage",
		"Representative Election": "stage",
		"Funding Call": "status",
		"Mentoring Session": "status",
		"Joint Action": "status",
		"Promotion Activity": "status",
		"Hub Exchange": "status",
		Interaction: "channel",
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

	// Gantt charts: the same colours, months first, and months in the reader's language, which the library lacks
	const HEX = { green: "2f9e63", orange: "d9822b", red: "c94a3f", blue: "3b82c4" };
	const get_colour = (stage) =>
		Object.keys(COLOURS).find((name) => COLOURS[name].includes(stage)) || "blue";

	const name_months = ($chart) => {
		const english = moment.localeData("en").months();
		$chart.find(".upper-text, .lower-text").each(function () {
			const text = this.textContent;
			const named = text.replace(/[A-Z][a-z]+/, (word) => {
				const month = english.indexOf(word);
				return month < 0 ? word : moment.months()[month];
			});
			if (named !== text) this.textContent = named;
		});
	};

	const draw_in_colours = (gantt) => {
		if (gantt.prototype.draws_stages) return;
		const { prepare_tasks, render_gantt } = gantt.prototype;
		gantt.prototype.draws_stages = true;
		gantt.prototype.prepare_tasks = function (...given) {
			prepare_tasks.apply(this, given);
			const fieldname = STAGE_FIELDS[this.doctype];
			if (!fieldname) return;
			const stages = Object.fromEntries(this.data.map((row) => [row.name, row[fieldname]]));
			for (const task of this.tasks) task.custom_class = `color-${HEX[get_colour(stages[task.id])]}`;
		};
		gantt.prototype.render_gantt = function (...given) {
			if (!STAGE_FIELDS[this.doctype]) return render_gantt.apply(this, given);
			const chosen = this.view_user_settings;
			this.user_settings[this.view_name] = { gantt_view_mode: "Month", ...chosen };
			render_gantt.apply(this, given);
			name_months(this.$result);
			const change = this.gantt.change_view_mode;
			this.gantt.change_view_mode = (...mode) => {
				change.apply(this.gantt, mode);
				name_months(this.$result);
			};
		};
	};
	if (frappe.views.GanttView) draw_in_colours(frappe.views.GanttView);

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
		calendar.get_css_class = ({ color }) => get_colour(color);
	}
})();
