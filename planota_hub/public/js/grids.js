// SPDX-License-Identifier: GPL-3.0-only
// Tables within a form show days, numbers and states whole: the framework gives each column some twelfths of the width, and a
// twelfth beside the sidebar of a form is less than a day needs. What is short gets what its texts need, heads what can be
// spared for them, and texts share all that is left. Columns that a user has chosen keep the widths that they have given them.
(() => {
	const table = frappe.ui.form.ControlTable.prototype;
	const SHORT = [
		"Date",
		"Datetime",
		"Time",
		"Int",
		"Float",
		"Currency",
		"Percent",
		"Check",
		"Select",
		"Duration",
	];
	// so wide is a column of the kind in any case, as rows are still to be filled in
	const NARROWEST = { Date: 92, Datetime: 132, Select: 92 };
	const NARROW = 52;
	// where there is room, or else
	const TEXTS = [92, 64];
	const TEXT = 160;
	const HEAD = 124;
	const WIDE = 300;
	// of a cell, with its line
	const PADDING = 19;
	const PHONE = 768;
	const refresh = table.refresh_input;

	table.refresh_input = function (...given) {
		const answer = refresh.apply(this, given);
		const module = frappe.get_meta(this.frm?.doctype)?.module;
		if (frappe.boot.module_app[frappe.scrub(module || "")] === "planota_hub") {
			planota_hub.fit_columns(this.grid);
		}
		return answer;
	};

	// a table has its size when its tab is shown, and another one when rows come or the window changes
	planota_hub.fit_columns = (grid) => {
		const form_grid = grid.wrapper?.find(".form-grid")[0];
		if (!form_grid || grid.hub_widths) return;
		grid.hub_widths = $("<style>").appendTo(grid.wrapper);
		new ResizeObserver(() => requestAnimationFrame(() => fit(grid))).observe(form_grid);
	};

	function fit(grid) {
		const $form_grid = grid.wrapper.find(".form-grid").first();
		const $head = $form_grid.find(".grid-heading-row .data-row").first();
		const columns = get_columns(grid, $form_grid);
		const is_fixed =
			grid.user_defined_columns?.length || $form_grid.parent(".column-limit-reached").length;
		const widths = innerWidth < PHONE || is_fixed ? [] : share(columns, get_room($head, columns));
		const rules = widths.map(
			(width, place) => `
				.grid-widths-${grid.df.fieldname} .data-row > [data-fieldname="${columns[place].fieldname}"],
				.grid-widths-${grid.df.fieldname} .filter-row .data-row > .search:nth-child(${place + 3}) {
					flex: 0 0 ${width}px; max-width: none; width: ${width}px; min-width: 0;
				}`
		);
		$form_grid.addClass(`grid-widths-${grid.df.fieldname}`);
		grid.hub_widths.text(rules.join("\n"));
	}

	function get_columns(grid, $form_grid) {
		return (grid.visible_columns || []).map(([df, part]) => {
			const $cells = $form_grid.find(`.data-row > [data-fieldname="${df.fieldname}"]`);
			const get_width = (cells) => Math.max(0, ...cells.map((cell) => planota_hub.measure_texts(cell)));
			const [head, ...rows] = $cells.get();
			const is_short = SHORT.includes(df.fieldtype);
			const texts = Math.ceil(get_width(rows)) + PADDING;
			const title = head ? Math.ceil(get_width([head])) + PADDING : 0;
			const narrowest = NARROWEST[df.fieldtype] || NARROW;
			return {
				fieldname: df.fieldname,
				is_short,
				part,
				least: is_short ? Math.max(narrowest, texts) : Math.max(NARROW, texts),
				better: Math.max(Math.min(title, HEAD), is_short ? narrowest : Math.min(texts, TEXT)),
				best: is_short ? 0 : Math.min(Math.max(texts, title), WIDE),
			};
		});
	}

	// of the head: what is left beside the box to tick, the number of the row and the pencil
	function get_room($head, columns) {
		const names = columns.map((column) => column.fieldname);
		const others = $head.children().filter((_place, cell) => !names.includes(cell.dataset.fieldname));
		const taken = others.get().map((cell) => cell.getBoundingClientRect().width);
		return ($head[0]?.getBoundingClientRect().width || 0) - taken.reduce((sum, width) => sum + width, 0);
	}

	// returns no widths where not even the shortest fit
	function share(columns, room) {
		const get_least = (text) =>
			columns.map(({ is_short, least }) => (is_short ? least : Math.min(least, text)));
		const get_sum = (widths) => widths.reduce((sum, width) => sum + width, 0);
		const widths = TEXTS.map(get_least).find((least) => get_sum(least) <= room) || [];
		const get_left = () => room - get_sum(widths);
		if (!widths.length) return [];
		for (const wish of ["better", "best"]) {
			const missing = columns.map((column, place) => Math.max(0, column[wish] - widths[place]));
			const all = missing.reduce((sum, width) => sum + width, 0);
			const part = all ? Math.min(1, get_left() / all) : 0;
			missing.forEach((width, place) => (widths[place] += Math.floor(width * part)));
		}
		const texts = columns.some((column) => !column.is_short) ? (column) => !column.is_short : () => true;
		const parts = columns.map((column) => (texts(column) ? column.part : 0));
		const all = parts.reduce((sum, part) => sum + part, 0);
		const left = get_left();
		return widths.map((width, place) => width + Math.floor((left * parts[place]) / all));
	}
})();
