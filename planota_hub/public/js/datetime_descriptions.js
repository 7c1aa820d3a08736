// SPDX-License-Identifier: GPL-3.0-only
// The framework adds the time zone to what a field with a time says of itself, and then finds no translation of both
(() => {
	const Control = frappe.ui?.form?.ControlDatetime;
	const show = Control?.prototype.set_description;
	if (!show) return;
	Control.prototype.set_description = function (...given) {
		if (this.df.description) this.df.description = __(this.df.description, null, this.df.parent);
		return show.apply(this, given);
	};
})();
