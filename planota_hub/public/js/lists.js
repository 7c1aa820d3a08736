// SPDX-License-Identifier: GPL-3.0-only
// Lists of the hub show all their columns on a laptop: the framework makes each as wide as its longest text, which
// pushes the days and amounts that decide out of sight. Long texts are shortened instead; whole they are in the tooltip.
(() => {
	const view = frappe.views.ListView?.prototype;
	// Frappe 15 shares the width of its own accord
	if (!view?.apply_column_widths) return;

	// no column becomes narrower than that; the title, by which people know a record, stays the widest
	const NARROWEST = 84;
	const NARROWEST_TITLE = 205;
	const apply = view.apply_column_widths;

	view.apply_column_widths = function (...given) {
		const answer = apply.apply(this, given);
		if (frappe.boot.module_app[frappe.scrub(this.meta.module)] !== "planota_hub") return answer;
		const excess = get_excess(this);
		if (excess <= 0) return answer;
		const widths = this.column_max_widths;
		const room = Object.values(widths).reduce((sum, width) => sum + width, 0) - excess;
		this.column_max_widths = fit(widths, room, this.meta.title_field);
		return apply.apply(this, given);
	};

	// by how many pixels the last column reaches under the time and the likes at the end of the row
	function get_excess({ $result }) {
		const $row = $result.find(".list-row-container .list-row").first();
		const last = $row.find(".level-left .list-row-col:visible").last()[0];
		const end = $row.find(".level-right")[0];
		if (!last || !end) return 0;
		const left = $row.find(".level-left")[0];
		const shown_at = last.getBoundingClientRect().right + left.scrollLeft;
		const room_until = Math.min(
			end.getBoundingClientRect().left,
			$result[0].getBoundingClientRect().right
		);
		return Math.ceil(shown_at - room_until);
	}

	// the widest columns give way until all fit
	function fit(widths, room, title) {
		const width_at = (limit) =>
			Object.entries(widths).map(([fieldname, width]) => {
				const narrowest = fieldname === title ? NARROWEST_TITLE : NARROWEST;
				return [fieldname, Math.min(width, Math.max(narrowest, limit))];
			});
		const total_at = (limit) => width_at(limit).reduce((sum, [, width]) => sum + width, 0);
		let limit = 500;
		while (limit > NARROWEST && total_at(limit) > room) limit -= 10;
		return Object.fromEntries(width_at(limit));
	}
})();
