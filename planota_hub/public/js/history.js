// SPDX-License-Identifier: GPL-3.0-only
// The history below a form names stages and other choices in the reader's language; the framework shows them as they are stored.
(() => {
	const say = (df, value) => {
		if (df?.fieldtype === "Check") return cint(value) ? __("Yes") : __("No");
		// what was unknown is no word
		return df?.fieldtype === "Select" && value ? __(String(value), null, df.parent) : (value ?? "");
	};

	const say_changes = (doctype, changes) =>
		changes?.map(([fieldname, before, after]) => {
			const df = frappe.meta.get_docfield(doctype, fieldname);
			return [fieldname, say(df, before), say(df, after)];
		});

	const say_version = (version, frm) => {
		if (!version.data) return version;
		const data = JSON.parse(version.data);
		data.changed = say_changes(frm.doctype, data.changed);
		data.row_changed = data.row_changed?.map(([table, idx, name, changes]) => [
			table,
			idx,
			name,
			say_changes(frappe.meta.get_docfield(frm.doctype, table)?.options, changes),
		]);
		return { ...version, data: JSON.stringify(data) };
	};

	const footer = frappe.ui.form.Footer.prototype;
	const make_timeline = footer.make_timeline;
	footer.make_timeline = function () {
		make_timeline.call(this);
		const { timeline } = this.frm;
		const get_contents = timeline.get_version_timeline_contents;
		timeline.get_version_timeline_contents = function () {
			const stored = this.doc_info;
			const versions = (stored.versions || []).map((version) => say_version(version, this.frm));
			this.doc_info = { ...stored, versions };
			const contents = get_contents.call(this);
			this.doc_info = stored;
			return contents;
		};
	};
})();
