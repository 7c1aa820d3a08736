// SPDX-License-Identifier: GPL-3.0-only
// What the framework draws of its templates.
(() => {
	// The framework names the counters of a template's loops at random: one called "for" or "new" breaks the page. These are
	// called what no word of the language is.
	const compile = frappe.template.compile;
	let counters = 0;
	frappe.template.compile = (...template) => {
		const { get_random } = frappe.utils;
		frappe.utils.get_random = () => `_counter${counters++}`;
		try {
			return compile(...template);
		} finally {
			frappe.utils.get_random = get_random;
		}
	};
})();
