// SPDX-License-Identifier: GPL-3.0-only
// The search bar offers the hub's records while somebody types; the framework's own offers stay below them
(() => {
	const bar = frappe.search?.AwesomeBar?.prototype;
	if (!bar?.make_global_search) return;
	const LEAST_LETTERS = 2;
	const WAIT = 150;
	// above what the framework offers, below what somebody has begun with a sign of its own
	const FIRST = 120;
	const make_global_search = bar.make_global_search;
	let last = 0;

	bar.make_global_search = function (text) {
		make_global_search.call(this, text);
		const turn = ++last;
		if (text.length < LEAST_LETTERS || ["#", "="].includes(text.charAt(0))) return;
		setTimeout(async () => {
			if (turn !== last) return;
			const found = await frappe.xcall("planota_hub.finding.search.find", { text });
			if (turn === last) offer(this, found);
		}, WAIT);
	};

	function offer(shown, found) {
		if (!found.length) return;
		shown.options = [...found.map(make_option), ...shown.options];
		shown.awesomplete.list = shown.deduplicate(shown.options);
	}

	function make_option({ doctype, kind, name, title, description }, number) {
		const [shown, shown_kind] = [title, kind].map(frappe.utils.escape_html);
		const label = `${shown} <span class="text-muted small ml-2">${shown_kind}</span>`;
		return {
			label,
			// what tells two records of one title apart
			value: `${title} (${kind} ${name})`,
			description: frappe.utils.escape_html(description),
			route: ["Form", doctype, name],
			index: FIRST - number / 100,
			match: title,
		};
	}
})();
