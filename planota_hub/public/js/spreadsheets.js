// SPDX-License-Identifier: GPL-3.0-only
// Tables that the browser itself makes of charts: as safe, and with the same separators, as those of the server
(() => {
	const FORMULA = /^[=+\-@\t\r]/;
	const NUMBER = /^[+-]?\d+([.,]\d+)*$/;
	const to_csv = frappe.tools?.to_csv;
	if (!to_csv) return;

	const has_decimal_comma = () => /,#{1,2}$/.test(frappe.boot.hub_table_number_format);

	const as_cell = (value) => {
		if (typeof value === "number") {
			return has_decimal_comma() ? String(value).replace(".", ",") : String(value);
		}
		const text = $("<i>")
			.html(value ?? "")
			.text();
		const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
		return `"${safe.replace(/"/g, '""')}"`;
	};

	frappe.tools.to_csv = (rows) => {
		// the table of a form is read again by the framework as it was written
		if (frappe.get_route()[0] === "Form") return to_csv(rows);
		const delimiter = has_decimal_comma() ? ";" : ",";
		return "\ufeff" + rows.map((row) => row.map(as_cell).join(delimiter)).join("\r\n");
	};
})();
