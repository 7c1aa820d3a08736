// SPDX-License-Identifier: GPL-3.0-only
// Without a connection a call of the Desk fails almost without a word: whoever saves is told that nothing was saved or lost
(() => {
	const SECONDS_BETWEEN_MESSAGES = 5;
	let told_at = 0;

	// a changed form, or a dialogue that somebody fills in
	const has_entries = () => {
		const [view, doctype, name] = frappe.get_route();
		const doc = view === "Form" && frappe.get_doc(doctype, name);
		return Boolean(doc?.__unsaved) || $(".modal.show :input").length > 0;
	};

	$(document).ajaxError((_event, { status, statusText }) => {
		// status 0: no answer came at all; a page that is left breaks its calls off, too
		if (status !== 0 || statusText === "abort" || !has_entries()) return;
		if (Date.now() - told_at < SECONDS_BETWEEN_MESSAGES * 1000) return;
		told_at = Date.now();
		const message = __(
			"No connection: this was not saved. What you entered is still here; save again when there is a connection."
		);
		frappe.show_alert({ message, indicator: "red" }, 15);
	});
})();
