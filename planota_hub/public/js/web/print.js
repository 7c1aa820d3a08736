document.querySelector(".print-button").addEventListener("click", () => window.print());
