// SPDX-License-Identifier: GPL-3.0-only
const { campaign } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const number = document.getElementById("hub-supporters");
	const progress = document.getElementById("hub-progress");
	const query = new URLSearchParams({ campaign });
	const ask = async () => {
		if (document.hidden) return;
		const answer = await fetch(
			`/api/method/planota_hub.advocacy.participation.pages.get_supporter_count?${query}`
		);
		if (!answer.ok) return;
		const { message } = await answer.json();
		number.textContent = message.supporters;
		if (progress) progress.value = message.supporters;
	};
	setInterval(ask, 15000);
});
