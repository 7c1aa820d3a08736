// SPDX-License-Identifier: GPL-3.0-only
// Lists of the hub show all their columns on a laptop: the framework guesses widths from the number of letters and makes none
// narrower than 150 pixels, which pushes the days and numbers that decide out of sight. Where they do not fit, each column
// gets what its texts need, and the title, by which people know a record, all that is left.
(() => {
	frappe.provide("planota_hub");

	// how wide the texts of a cell are, whether or not they are shown whole
	planota_hub.measure_texts = (cell) => {
		const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
		const range = document.createRange();
		const boxes = [];
		while (texts.nextNode()) {
			range.selectNodeContents(texts.currentNode);
			if (texts.currentNode.data.trim()) boxes.push(get_box(range));
		}
		if (!boxes.length) return 0;
		return Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
	};

	const get_box = (element) => element.getBoundingClientRect();

	const view = frappe.views.ListView?.prototype;
	// Frappe 15 shares the width of its own accord
	if (!view?.update_listview_classes) return;

	// so wide is a title at least where the others still have room for a moment, and so wide in any case
	const TITLES = [260, 170];
	const A_MOMENT = 130;
	const WIDEST = 400;
	const NARROWEST = 60;
	// of a cell without text, such as a bar
	const DRAWN = 100;
	// around a text, as in a pill
	const PADDING = 22;
	// the last thing that is done to a list: only then is known how much room the end of the rows takes
	const update = view.update_listview_classes;

	view.update_listview_classes = function (...given) {
		const answer = update.apply(this, given);
		if (frappe.boot.module_app[frappe.scrub(this.meta.module)] === "planota_hub") fit(this);
		return answer;
	};

	function fit({ $result }) {
		const $row = $result.find(".list-row-container .list-row").first();
		const $shown = get_columns($row.find(".level-left"));
		const end = $row.find(".level-right")[0];
		if ($shown.length < 2 || !end) return;
		const scrolled = $row.find(".level-left")[0].scrollLeft;
		const right = Math.min(get_box(end).left, get_box($result[0]).right) - scrolled;
		if (get_box($shown.last()[0]).right <= right) return;

		const rows = $result.find(".level-left").get().map(get_columns);
		const needed = $shown.get().map((_column, place) => measure(rows, place));
		const margins = $shown
			.get()
			.reduce((sum, column) => sum + parseFloat(getComputedStyle(column).marginRight), 0);
		const room = right - get_box($shown[0]).left - margins;
		const get_widths = (limit) => needed.slice(1).map((width) => Math.min(width, limit));
		const get_total = (limit) => get_widths(limit).reduce((sum, width) => sum + width, 0);
		const [wide, narrow] = TITLES.map((title) => get_limit(title, room, get_total));
		const limit = Math.min(narrow, Math.max(wide, A_MOMENT));
		const title = Math.max(room - get_total(limit), NARROWEST);
		[title, ...get_widths(limit)].forEach((width, place) => {
			for (const $columns of rows) {
				$columns.eq(place).css({ width, minWidth: 0, maxWidth: "none", flex: `0 0 ${width}px` });
			}
		});
	}

	// how wide other columns are at most, so that all fit beside a title
	function get_limit(title, room, get_total) {
		let limit = WIDEST;
		while (limit > NARROWEST && get_total(limit) + title > room) limit -= 5;
		return limit;
	}

	const get_columns = (row) => $(row).children(".list-row-col:visible");

	// as wide as the widest text of a column, its head included, whether or not it is shown whole
	function measure(rows, place) {
		const widths = rows.map(($columns) => ($columns[place] ? measure_cell($columns[place]) : 0));
		return Math.ceil(Math.max(NARROWEST, ...widths));
	}

	function measure_cell(cell) {
		const width = planota_hub.measure_texts(cell);
		if (!width) return cell.children.length ? DRAWN : 0;
		return width + ($(cell).find(".indicator-pill").length ? PADDING : 2);
	}
})();
