// SPDX-License-Identifier: GPL-3.0-only
// Days and numbers of the Desk as the language of its user writes them (`rules/readable.py` says which form that is)
(() => {
	// a day with blanks, "19. 10. 2026", is taken for a day with a time by the framework; with a time, "19. 10. 2026 9:30", it
	// is read only when its blanks are those of the user's format
	const DAY = /^(\d{1,2}\.)\s*(\d{1,2}\.)\s*(?=\d)/;
	const read = frappe.datetime.user_to_str;
	frappe.datetime.user_to_str = (value, ...more) =>
		read(typeof value === "string" ? write_day(value.trim()) : value, ...more);

	function write_day(value) {
		const has_time = /\d:\d/.test(value);
		const blank = has_time && frappe.datetime.get_user_date_fmt().includes(". ") ? " " : "";
		return value.replace(DAY, `$1${blank}$2${blank}`);
	}

	// axes: the framework writes "100.00", and "2.5" in every language
	const shorten = frappe.utils.format_chart_axis_number;
	frappe.utils.format_chart_axis_number = function (label, country) {
		const value = Number(label);
		if (Number.isNaN(value)) return label;
		if (Math.abs(value) < 1000) return show_number(value);
		const [number, ...unit] = shorten.call(this, value, country).split(" ");
		return [show_number(Number(number)), ...unit].join(" ");
	};

	// names below bars: the library takes each letter for wider than it is, and cuts what has room
	const ROOM_FOR_NAMES = 1.4;
	frappe.Chart = class extends frappe.Chart {
		constructor(place, options) {
			super(place, {
				...options,
				axisOptions: { ...options.axisOptions, seriesLabelSpaceRatio: ROOM_FOR_NAMES },
			});
		}
	};

	// with as many decimals as there are, and two at most
	function show_number(value) {
		const decimals = (String(Math.round(value * 100) / 100).split(".")[1] || "").length;
		return format_number(value, null, decimals);
	}

	frappe.provide("planota_hub");
	planota_hub.show_number = show_number;
})();
