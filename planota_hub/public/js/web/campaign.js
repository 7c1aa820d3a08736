// SPDX-License-Identifier: GPL-3.0-only
const query = new URLSearchParams({ campaign: hub.page.campaign });

setInterval(async () => {
	if (document.hidden) return;
	const answer = await fetch(
		`/api/method/planota_hub.advocacy.participation.pages.get_supporter_count?${query}`
	).catch(() => null);
	if (!answer?.ok) return;
	const { supporters } = (await answer.json()).message;
	hub.find("#hub-supporters").textContent = supporters;
	const progress = hub.find("#hub-progress");
	if (progress) progress.value = supporters;
}, 15000);
