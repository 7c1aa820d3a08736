// SPDX-License-Identifier: GPL-3.0-only
// Cards and charts of the Desk say what they count; a click on a card leads to its records.
(() => {
	let texts;
	const load = () =>
		(texts ||= frappe.xcall("planota_hub.figures.explanations.get_explanations").catch(() => ({})));

	async function explain(widget, kind, name) {
		const text = (await load())?.[kind]?.[name];
		if (!text || widget.widget.find("[data-explains]").length) return;
		const $mark = $("<span class='text-muted small ml-2' data-explains tabindex='0' role='note'>")
			.css({ border: "1px solid", borderRadius: "50%", padding: "0 5px", cursor: "help" })
			.attr({ title: text, "aria-label": text })
			.text("?");
		widget.widget.find(".widget-title").first().append($mark);
	}

	function extend(kind, widget_type, method, get_name) {
		const widget = frappe.widget?.widget_factory?.[widget_type];
		const draw = widget?.prototype[method];
		if (!draw) return;
		widget.prototype[method] = function (...given) {
			const answer = draw.apply(this, given);
			tell_period();
			explain(this, kind, get_name(this));
			return answer;
		};
	}

	// the dashboard of the whole hub says once of which days its figures are
	function tell_period() {
		const [view, name] = frappe.get_route();
		if (view !== "dashboard-view") return;
		const $page = $(".dashboard-graph").parent();
		if (name !== "Hub Overview") {
			$page.find("[data-period]").remove();
			return;
		}
		if ($page.find("[data-period]").length) return;
		const days = [frappe.datetime.year_start(), frappe.datetime.get_today()];
		const [first, today] = days.map((day) => frappe.datetime.str_to_user(day));
		const text = __(
			"“This year” is {0} to {1}, in cards and charts; everything else is as it stands today.",
			[first, today]
		);
		$page.prepend($("<p class='text-muted' data-period>").text(text));
	}

	extend("cards", "number_card", "render_number", (card) => card.card_doc?.name);
	extend("charts", "chart", "set_chart_title", (chart) => chart.chart_doc?.name || chart.chart_name);
})();
