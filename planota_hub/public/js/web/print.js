// SPDX-License-Identifier: GPL-3.0-only
const button = document.querySelector(".print-button");
button.hidden = false;
button.addEventListener("click", () => window.print());
