// SPDX-License-Identifier: GPL-3.0-only
// What a screen reader says about the suggestions below a field, in the language of its reader: the library knows English only.
(() => {
	const SAID = [
		[/^Begin typing for results\.$/, () => __("Begin typing for results.")],
		[/^No results found$/, () => __("No results found")],
		[/^(\d+) results found$/, ([, count]) => __("Results found: {0}", [count])],
		[/^(.*), list item (\d+) of (\d+)$/s, ([, ...parts]) => __("{0}, {1} of {2}", parts)],
	];
	const observer = new MutationObserver((changes) =>
		new Set(changes.map(({ target }) => target)).forEach(translate)
	);

	$(document).on("focusin", ".awesomplete > input", ({ currentTarget }) => {
		const status = currentTarget.parentNode.querySelector("[role=status]");
		if (!status || status.dataset.inLanguage) return;
		status.dataset.inLanguage = frappe.boot.lang;
		translate(status);
		observer.observe(status, { childList: true });
	});

	function translate(status) {
		for (const [pattern, say] of SAID) {
			const found = status.textContent.match(pattern);
			if (!found) continue;
			const text = say(found);
			if (text !== status.textContent) status.textContent = text;
			return;
		}
	}
})();
