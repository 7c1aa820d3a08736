// SPDX-License-Identifier: GPL-3.0-only
// Days and numbers of the Desk as the language of its user writes them (`rules/readable.py` says which form that is)
(() => {
	// a day with blanks, "19. 10. 2026", is taken for a day with a time by the framework, and by a form with blanks the moment
	// that is read of "19. 10. 2026 14:30" is another one: both are read without
	const read = frappe.datetime.user_to_str;
	frappe.datetime.user_to_str = (value, only_time = false) => {
		if (only_time || typeof value !== "string") return read(value, only_time);
		const text = value.trim().replace(/(\d\.)\s+(?=\d)/g, "$1");
		const day = frappe.datetime.get_user_date_fmt().toUpperCase().replace(/\s/g, "");
		const [form, kept] = text.includes(" ")
			? [`${day} ${frappe.datetime.get_user_time_fmt()}`, "YYYY-MM-DD HH:mm:ss"]
			: [day, "YYYY-MM-DD"];
		return moment(text, [form.replace("YYYY", "YY"), form])
			.locale("en")
			.format(kept);
	};

	// the picker of days knows few languages, and the others only as the browser writes them
	const { language: languages } = $.fn.datepicker || {};
	const lang = (frappe.boot.user.language ||= frappe.boot.lang);
	if (languages && !languages[lang]) {
		const name = (days, format) => days.map((day) => new Intl.DateTimeFormat(lang, format).format(day));
		// the first of 2023 is a Sunday, with which the weeks of the picker begin
		const week = [1, 2, 3, 4, 5, 6, 7].map((day) => new Date(2023, 0, day));
		const year = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((month) => new Date(2023, month, 1));
		languages[lang] = {
			...languages.en,
			days: name(week, { weekday: "long" }),
			daysShort: name(week, { weekday: "short" }),
			daysMin: name(week, { weekday: "short" }).map((day) => day.replace(".", "")),
			months: name(year, { month: "long" }),
			monthsShort: name(year, { month: "short" }),
		};
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
			const target = typeof place === "string" ? document.querySelector(place) : place;
			const stand_in = target && target.offsetParent === null ? make_stand_in() : null;
			const chart = super(stand_in || place, {
				...options,
				axisOptions: { ...options.axisOptions, seriesLabelSpaceRatio: ROOM_FOR_NAMES },
			});
			draw_in_the_middle_of_a_movement(chart);
			if (stand_in) move(chart, stand_in, target);
		}
	};

	// bars that grow are a copy of the picture; the library looks for the picture itself when it draws anew
	function draw_in_the_middle_of_a_movement(chart) {
		const draw = chart.draw.bind(chart);
		chart.draw = (...how) => {
			const { svg, container } = chart;
			if (svg && svg.parentNode !== container) container.querySelector("svg")?.replaceWith(svg);
			draw(...how);
		};
	}

	// a place that nobody sees (a page that was left before its figures came) has no width, with which the
	// library draws nonsense: it draws beside the window, and again in its place when that is shown
	function make_stand_in() {
		const place = document.createElement("div");
		place.style.cssText = "position: absolute; left: -9999px; width: 600px;";
		document.body.append(place);
		return place;
	}

	function move(chart, from, to) {
		to.replaceChildren(...from.childNodes);
		from.remove();
		chart.parent = to;
		chart.resizeObserver?.disconnect();
		chart.resizeObserver?.observe(to);
	}

	// whole numbers: the framework writes them without their thousands, except years, which have none
	const IS_YEAR = /(^|_)year$/;
	const show_int = frappe.form.formatters.Int;
	frappe.form.formatters.Int = function (value, df, options, ...more) {
		const shown = show_int.call(this, value, df, options, ...more);
		const plain = String(cint(value));
		if (Math.abs(plain) < 1000 || IS_YEAR.test(df?.fieldname)) return shown;
		return String(shown).replace(plain, format_number(plain, null, 0));
	};

	// in a field as well, which reads them as it writes them
	frappe.ui.form.ControlInt.prototype.format_for_input = function (value) {
		return frappe.form.formatters.Int(value, this.df, { only_value: true });
	};

	// cards: the framework rounds where decimals stand behind a comma, and writes a count without its thousands
	const card = frappe.widget?.widget_factory?.number_card?.prototype;
	if (card) {
		card.set_formatted_number = function (df, doc) {
			const { currency } = this.card_doc;
			this.formatted_number = currency
				? format_currency(this.number, currency)
				: frappe.format(this.number, df, { only_value: true, always_show_decimals: true }, doc);
		};
		const render_number = card.render_number;
		card.render_number = function (...given) {
			if (Number.isInteger(this.formatted_number)) {
				this.formatted_number = frappe.form.formatters.Int(
					this.formatted_number,
					{},
					{ inline: true }
				);
			}
			return render_number.apply(this, given);
		};
	}

	// with as many decimals as there are, and two at most
	function show_number(value) {
		const decimals = (String(Math.round(value * 100) / 100).split(".")[1] || "").length;
		return format_number(value, null, decimals);
	}

	frappe.provide("planota_hub");
	planota_hub.show_number = show_number;
})();
