// What pages gain where scripts run; everything works without them.
"use strict";

// Say aloud how many events a changed filter leaves: the list is swapped, this element stays.
document.addEventListener("htmx:after:swap", () => {
  const count = document.querySelector("[data-announce]");
  const announcement = document.getElementById("announcement");
  if (count && announcement) announcement.textContent = count.textContent;
});

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // only offered where it works
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  });
}
