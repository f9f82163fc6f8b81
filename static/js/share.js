// While highlights are picked: count them, and let no more be picked than there may be.
"use strict";

const note = document.getElementById("picker-note");
const form = note?.closest("form");

function countPicks() {
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=highlights]")];
  const elsewhere = form.querySelectorAll("input[type=hidden][name=highlights]").length;
  const count = elsewhere + boxes.filter((box) => box.checked).length;
  const status = note.querySelector("[data-picked]");
  status.textContent = count ? `${status.dataset.words} ${count}` : "";
  for (const box of boxes) box.disabled = !box.checked && count >= Number(note.dataset.most);
}

// A day that is filled in says how long.
function chooseDay({ target }) {
  if (target.name === "last_day" && target.value) form.querySelector("[name=lasts][value=day]").checked = true;
}

if (form) {
  countPicks();
  form.addEventListener("change", countPicks);
  form.addEventListener("change", chooseDay);
}
