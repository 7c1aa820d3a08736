// SPDX-License-Identifier: GPL-3.0-only
// What was answered to a question: of surveys and of the own questions of workshops and events
frappe.provide("planota_hub");

(() => {
	planota_hub.draw_question = function ({ code, question, facts, rows, texts, more_texts }) {
		const $question = $("<section class='mb-4'>").attr("data-code", code);
		$question.append(
			$("<p class='mb-1'>").append($("<strong>").text(question)),
			$("<p class='text-muted mb-2'>").text(facts.join(" · "))
		);
		for (const row of rows) {
			if (row.label) {
				const $label = $("<p class='mb-1 mt-2'>").text(row.label);
				if (row.is_best) {
					$label.append(" ", $("<span class='indicator-pill green'>").text(__("Suits Most")));
				}
				$question.append($label);
			}
			for (const bar of row.bars) $question.append(draw_bar(bar));
		}
		if (texts.length) {
			$question.append($("<ul class='mb-1'>").append(texts.map((text) => $("<li>").text(text))));
		}
		if (more_texts) $question.append($("<p class='text-muted'>").text(__("and {0} more", [more_texts])));
		return $question;
	};

	function draw_bar({ label, number, share, percent, former }) {
		const said = former
			? __("{0} ({1}), before {2}", [number, percent, former])
			: `${number} (${percent})`;
		const $fill = $("<div>").css({
			width: `${share}%`,
			height: "100%",
			background: "#1f7a5c",
			borderRadius: "3px",
		});
		return $("<div class='mb-2' style='max-width: 40rem'>").append(
			$("<div class='d-flex justify-content-between small'>").append(
				$("<span>").text(label),
				$("<span class='text-muted ml-3 text-nowrap'>").text(said)
			),
			$(
				"<div aria-hidden='true' style='height: 8px; background: var(--gray-200); border-radius: 3px'>"
			).append($fill)
		);
	}
})();
