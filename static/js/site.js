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

// The picture follows the list: what is pointed at or focused there is marked here.
for (const [name, isOn] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
  document.addEventListener(name, ({ target }) => {
    const event = target.closest?.(".event[id]");
    if (!event) return;
    const marks = document.querySelectorAll(`.drawing [data-events~="${event.id.replace("event-", "")}"]`);
    for (const mark of marks) mark.classList.toggle("is-on", isOn);
  });
}

// The strip beside the list on phones shows which day is being read.
let isWaiting = false;
document.addEventListener("scroll", () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    showDayBeingRead();
  });
}, { passive: true });

function showDayBeingRead() {
  const strip = document.querySelector(".upright > svg");
  if (!strip?.checkVisibility()) return;
  const days = [...document.querySelectorAll(".day")].filter((day) => day.querySelector(".day-heading time"));
  const read = days.findLast((day) => day.getBoundingClientRect().top < 60) ?? days[0];
  if (!read) return;
  const moment = Date.parse(read.querySelector("time").dateTime) - Date.parse(strip.dataset.first);
  const share = moment / 86_400_000 / strip.dataset.days;
  const line = strip.querySelector(".here");
  for (const name of ["y1", "y2"]) line.setAttribute(name, `${Math.min(Math.max(share, 0), 1) * 100}%`);
}
