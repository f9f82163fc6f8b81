// What pages gain where scripts run; everything works without them.
"use strict";

const DAY = 86_400_000; // milliseconds

function offerCopying() {
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
}

/* Moving about: what leads to another state of the same page swaps only the view. */

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#view a[href], #failure a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.getAttribute("href"), location);
  if (!changesView(url)) return;
  event.preventDefault();
  show(url, { fromTop: !link.closest(".filters") && isAmidList() });
});

/** Say whether the reader has got so far down the list that its beginning is out of sight; another list is read from the top. */
function isAmidList() {
  return document.getElementById("results")?.getBoundingClientRect().top < 0;
}

let typing;
document.addEventListener("change", ({ target }) => {
  const form = target.closest("#view form[data-live]");
  if (!form || !window.htmx) return;
  clearTimeout(typing);
  typing = setTimeout(() => submit(form), 400);
});
document.addEventListener("submit", (event) => {
  if (!event.target.closest("#view form[data-live]") || !window.htmx) return;
  event.preventDefault();
  clearTimeout(typing);
  submit(event.target);
});

function submit(form) {
  if (!form.checkValidity()) return;
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  show(url);
}

function changesView({ origin, pathname, search, hash }) {
  if (!window.htmx || origin !== location.origin || pathname !== location.pathname) return false;
  return search !== location.search || !hash;
}

let asked; // for which view, last
let isShown = false;

/** Put the view of this address in the place of the present one; what was open stays open, and what had the focus keeps it. */
async function show(url, { fromTop = false, history = "push" } = {}) {
  const path = url.pathname + url.search;
  const view = document.getElementById("view");
  const open = [...view.querySelectorAll("details[id][open]")].map(({ id }) => id);
  const focused = view.contains(document.activeElement) && document.activeElement;
  const wasInStandpoint = focused && focused.closest(".standpoint");
  document.getElementById("failure").hidden = true;
  view.setAttribute("aria-busy", "true");
  asked = url;
  isShown = false;
  await htmx.ajax("GET", path, { source: view, target: "#view", [history]: path });
  if (asked !== url) return; // something else is to be shown by now
  view.removeAttribute("aria-busy");
  if (!isShown) return;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (fromTop) document.getElementById("results")?.scrollIntoView();
  if (url.hash) visit(url.hash);
  else if (focused && document.activeElement === document.body) refocus(wasInStandpoint);
}

/** Put the focus beside what had it and is gone, so that whoever goes by keyboard need not begin at the top. */
function refocus(isInStandpoint) {
  const next = isInStandpoint && document.querySelector(".standpoint :is(.play, .go)");
  const place = next || document.getElementById("results") || document.querySelector("#view h2");
  if (!next) place?.setAttribute("tabindex", "-1");
  place?.focus({ preventScroll: true });
}

/** Go to a place of the page as its own link would, without losing what htmx has noted of the address. */
function visit(hash) {
  const noted = history.state;
  location.replace(hash);
  history.replaceState(noted, "");
}

document.addEventListener("htmx:before:swap", (event) => {
  const { response, request } = event.detail.ctx;
  if (!response?.raw || response.raw.ok) return;
  event.preventDefault(); // an error has a page of its own
  location.assign(request.action);
});

/** Say that a view could not be fetched, with a link that tries again. */
document.addEventListener("htmx:error", ({ detail }) => {
  const failure = document.getElementById("failure");
  const address = detail.ctx?.request?.action;
  if (!failure || !address) return;
  if (isPlaying) pause();
  failure.querySelector("a").href = address;
  failure.hidden = false;
});

document.addEventListener("htmx:after:swap", () => {
  isShown = true;
  if (!isPlaying) announce();
  offerPlaying();
  prepareGestures();
  showDayBeingReadSoon();
});

/** Say aloud what the view holds, and as of when: the list is swapped, this element stays. */
function announce() {
  const said = [...document.querySelectorAll("[data-standpoint], [data-announce]")].map(({ textContent }) => textContent);
  const announcement = document.getElementById("announcement");
  if (announcement) announcement.textContent = said.join(": ");
}

/* What was known grows day by day: each step takes the way to the next day, and the whole run one step of the history. */

const PACE = matchMedia("(prefers-reduced-motion: reduce)").matches ? 3500 : 1400;
let isPlaying = false;
let nextStep;

function offerPlaying() {
  const button = document.getElementById("play");
  if (!button || !window.htmx) return;
  button.classList.add("is-ready");
  button.classList.toggle("is-playing", isPlaying);
  button.dataset.play ??= button.textContent;
  button.textContent = isPlaying ? button.dataset.pause : button.dataset.play;
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("#play")) return isPlaying ? pause() : play();
  if (isPlaying && target.closest?.("#view a")) pause();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && isPlaying) pause();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden && isPlaying) pause();
});

function play() {
  isPlaying = true;
  offerPlaying();
  step("push");
}

async function step(history) {
  const next = document.getElementById("known-after") ?? document.getElementById("known-first");
  if (!next) return pause();
  const hadFocus = document.activeElement?.id === "play";
  await show(new URL(next.href), { history });
  offerPlaying();
  if (hadFocus) document.getElementById("play")?.focus({ preventScroll: true });
  if (isPlaying) nextStep = setTimeout(step, PACE, "replace");
}

function pause() {
  clearTimeout(nextStep);
  isPlaying = false;
  offerPlaying();
  announce();
}

/* Another language shows what is being read, wherever the reader has got to since the page was loaded. */

document.addEventListener("submit", ({ target }) => {
  if (target.matches("form.languages")) target.elements.next.value = location.pathname + location.search + location.hash;
});

/* When the reader was here last: known to this browser alone, until it is told to forget. */

const VISIT = 30 * 60_000; // milliseconds without a page after which a visit is over

async function welcomeBack() {
  const place = document.getElementById("visit");
  const memory = document.getElementById("visit-memory");
  if (!place || !hasStorage()) return;
  const key = `visit-${place.dataset.crisis}`;
  memory.hidden = false;
  offerForgetting(memory.querySelector("button"), key, place);
  const kept = read(key);
  if (kept === "off") return;
  const now = place.dataset.now;
  const isNewVisit = !kept?.seen || Date.parse(now) - Date.parse(kept.seen) > VISIT;
  const since = isNewVisit ? kept?.seen : kept.since;
  localStorage.setItem(key, JSON.stringify({ since, seen: now }));
  if (!since || new URLSearchParams(location.search).has("changed_since")) return;
  const response = await fetch(`${place.dataset.news}?${new URLSearchParams({ changed_since: since })}`);
  if (!response.ok) return;
  place.innerHTML = await response.text();
  place.querySelector("[data-close]").addEventListener("click", () => place.replaceChildren());
}

function offerForgetting(button, key, place) {
  const [forget, remember] = [button.textContent, button.dataset.forgotten];
  button.textContent = read(key) === "off" ? remember : forget;
  button.addEventListener("click", () => {
    const isOff = read(key) === "off";
    localStorage.setItem(key, JSON.stringify(isOff ? { seen: place.dataset.now } : "off"));
    localStorage.removeItem(orderKey());
    button.textContent = isOff ? forget : remember;
    place.replaceChildren();
  });
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // what another program has written there
  }
}

function hasStorage() {
  try {
    return Boolean(localStorage);
  } catch {
    return false; // barred by the browser's settings
  }
}

/* Who turned a list round finds it so again, where the address says nothing of its order, page or place. */

document.addEventListener("click", ({ target }) => {
  const chosen = target.closest?.("#order-oldest, #order-newest");
  if (chosen && mayRemember()) localStorage.setItem(orderKey(), chosen.id.replace("order-", ""));
});

function keepOrder() {
  const order = mayRemember() && localStorage.getItem(orderKey());
  const url = new URL(location);
  const isBare = !url.hash && !["order", "page"].some((name) => url.searchParams.has(name));
  const other = document.querySelector(`#order-${order}:not([aria-current])`);
  if (isBare && other) location.replace(other.href);
}

function mayRemember() {
  const place = document.getElementById("visit");
  return Boolean(place) && hasStorage() && read(`visit-${place.dataset.crisis}`) !== "off";
}

function orderKey() {
  return `order-${document.getElementById("visit").dataset.crisis}`;
}

/* Picture and list follow each other: what is pointed at or focused in one is marked in the other. */

for (const [name, isOn] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
  document.addEventListener(name, ({ target }) => {
    for (const other of counterparts(target)) other.classList.toggle("is-on", isOn);
  });
}

function counterparts(target) {
  const event = target.closest?.(".event[id]");
  if (event) return document.querySelectorAll(`.drawing [data-events~="${event.id.replace("event-", "")}"]`);
  const keys = target.closest?.(".drawing [data-events]")?.dataset.events.split(" ") ?? [];
  return keys.map((key) => document.getElementById(`event-${key}`)).filter(Boolean);
}

/* What a mark stands for is told at once beside the mouse, with the headlines that the list has of it. */

const MOST_TOLD = 5;
const told = Object.assign(document.createElement("div"), { className: "told", ariaHidden: "true" });
document.addEventListener("pointerover", ({ target, pointerType, clientX, clientY }) => {
  const mark = pointerType === "mouse" && target.closest?.(".drawing a");
  if (mark) tell(mark, clientX, clientY);
  else told.remove();
});
for (const name of ["pointerdown", "scroll"]) document.addEventListener(name, () => told.remove(), { passive: true });
document.addEventListener("keydown", ({ key }) => key === "Escape" && told.remove());

function tell(mark, x, y) {
  mark.dataset.told ??= mark.getAttribute("xlink:title");
  mark.removeAttribute("xlink:title"); // which the browser would tell a second time
  const listed = counterparts(mark).map((event) => event.querySelector(".headline").textContent.trim());
  const headlines = mark.dataset.told.includes(listed[0]) ? [] : listed;
  const rest = headlines.length - MOST_TOLD;
  told.replaceChildren(
    ...[mark.dataset.told, ...headlines.slice(0, MOST_TOLD), ...(rest > 0 ? [`+ ${rest}`] : [])].map((line) =>
      Object.assign(document.createElement("p"), { textContent: line }),
    ),
  );
  document.body.append(told);
  const { width, height } = told.getBoundingClientRect();
  const above = y - height - 16;
  told.style.left = `${Math.max(8, Math.min(x - width / 2, document.body.clientWidth - width - 8))}px`;
  told.style.top = `${above < 8 ? y + 20 : above}px`;
}

/** Open the fold in which the place of the address lies, as all browsers will do by themselves one day. */
function unfold() {
  const place = location.hash.startsWith("#event-") && document.getElementById(location.hash.slice(1));
  const fold = place && place.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  place.scrollIntoView();
}
addEventListener("hashchange", unfold);

/* A line in the strips and in the picture shows which day is being read. */

let isWaiting = false;
document.addEventListener("scroll", showDayBeingReadSoon, { passive: true });

function showDayBeingReadSoon() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    showDayBeingRead();
  });
}

function showDayBeingRead() {
  const times = [...document.querySelectorAll(".day-heading time")];
  const read = times.findLast((time) => {
    const { top, height } = time.closest(".day").getBoundingClientRect();
    return height && top < 90; // what is folded has no height
  });
  for (const frame of document.querySelectorAll("svg.time")) {
    const { first, days, along, turned } = frame.dataset;
    const passed = read ? ((Date.parse(read.dateTime) - Date.parse(first)) / DAY + 0.5) / days : -1;
    const share = turned ? 1 - passed : passed;
    const place = share >= 0 && share <= 1 ? `${share * 100}%` : -9999;
    for (const end of ["1", "2"]) frame.firstElementChild.setAttribute(along + end, place);
  }
}

/* The picture by wheel (with Ctrl or ⌘), pinch and drag: each ends in the address of a stretch of days, as the links do. */

const PATIENCE = 350; // milliseconds after the last turn of the wheel
const SLACK = 6; // pixels that a click may waver
let held = null; // the stretch of days while a gesture changes it
const pointers = new Map();

function prepareGestures() {
  const drawing = document.querySelector("#view .drawing");
  if (!drawing || drawing.dataset.moves) return;
  drawing.dataset.moves = "yes";
  held = null;
  pointers.clear();
  drawing.addEventListener("wheel", turn, { passive: false });
  drawing.addEventListener("pointerdown", press);
  drawing.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) drawing.addEventListener(name, release);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
}

/** Return the stretch that the picture shows, in days since 1970, with the whole crisis around it. */
function stretch(drawing) {
  const { dataset } = drawing.querySelector("svg.time");
  const whole = document.querySelector(".across svg.time").dataset;
  const plane = drawing.querySelector("svg.plane");
  const { left, width } = plane.ownerSVGElement.getBoundingClientRect();
  const shown = { first: Date.parse(dataset.first) / DAY, days: Number(dataset.days) };
  return {
    drawing,
    plane,
    size: { width: plane.viewBox.baseVal.width, height: plane.viewBox.baseVal.height },
    words: [...drawing.querySelectorAll("text[x$='%']")].map((text) => [text, parseFloat(text.getAttribute("x")) / 100]),
    frame: document.querySelector(".across .window"),
    left,
    width,
    shown,
    whole: { first: Date.parse(whole.first) / DAY, days: Number(whole.days) },
    ...narrowed(shown),
  };
}

/** Return the days to which the address narrows the view; the picture may show others where these have no end. */
function narrowed(shown) {
  const given = new URLSearchParams(location.search);
  const [since, until] = ["since", "until"].map((name) => Date.parse(given.get(name)) / DAY);
  const first = since || shown.first;
  return { first, days: (until || shown.first + shown.days - 1) - first + 1 };
}

function turn(event) {
  if (!event.ctrlKey && !event.metaKey) return; // the plain wheel scrolls the page
  event.preventDefault();
  held ??= stretch(event.currentTarget);
  zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.006), event.clientX);
  clearTimeout(held.timer);
  held.timer = setTimeout(settle, PATIENCE);
}

function press(event) {
  if (event.button) return;
  pointers.set(event.pointerId, event);
  if (pointers.size > 2) pointers.clear();
}

function move(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  if (!held?.isDragged) {
    if (pointers.size < 2 && Math.abs(event.clientX - before.clientX) < SLACK) return;
    held = { ...stretch(event.currentTarget), isDragged: true };
    event.currentTarget.setPointerCapture(event.pointerId);
    addEventListener("click", swallow, { capture: true });
  }
  const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
  if (other) pinch(before, event, other);
  else pan(event.clientX - before.clientX);
  pointers.set(event.pointerId, event);
}

function release(event) {
  pointers.delete(event.pointerId);
  if (!held?.isDragged || pointers.size) return;
  setTimeout(() => removeEventListener("click", swallow, { capture: true }));
  settle();
}

/** Keep the click with which a drag ends from following the mark on which it began. */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function pinch(before, after, other) {
  const [from, to] = [before, after].map(({ clientX }) => Math.max(Math.abs(clientX - other.clientX), 20));
  zoom(from / to, (after.clientX + other.clientX) / 2);
}

function zoom(factor, clientX) {
  const share = Math.max(0, Math.min(1, (clientX - held.left) / held.width));
  const fixed = held.shown.first + share * held.shown.days;
  const days = Math.max(1, Math.min(held.whole.days, held.days * factor));
  held.first = fixed - (fixed - held.first) * (days / held.days);
  held.days = days;
  preview();
}

function pan(pixels) {
  held.first -= (pixels / held.width) * held.shown.days;
  preview();
}

/** Keep the stretch within the crisis, and let picture and overview show where it will be: only places change, no shapes. */
function preview() {
  const { whole } = held;
  held.first = Math.max(whole.first, Math.min(held.first, whole.first + whole.days - held.days));
  held.drawing.classList.add("is-moving");
  place(held, held);
}

function place({ shown, whole, plane, size, words, frame }, { first, days }) {
  const [start, share] = [(first - shown.first) / shown.days, days / shown.days];
  plane.setAttribute("viewBox", `${start * size.width} 0 ${share * size.width} ${size.height}`);
  for (const [text, before] of words) {
    const now = (before - start) / share;
    text.setAttribute("x", `${now * 100}%`);
    text.setAttribute("visibility", now < 0 || now > 1 ? "hidden" : "visible");
  }
  frame.classList.toggle("all", days >= whole.days);
  frame.setAttribute("x", `${((first - whole.first) / whole.days) * 100}%`);
  frame.setAttribute("width", `${(days / whole.days) * 100}%`);
}

/** Go to the address of the stretch at which the gesture ended. */
function settle() {
  const { first, days, whole } = held;
  const since = Math.round(first);
  const until = Math.max(since, Math.round(first + days) - 1);
  const url = new URL(location);
  for (const name of ["since", "until", "page"]) url.searchParams.delete(name);
  if (until - since + 1 < whole.days) {
    url.searchParams.set("since", isoDay(since));
    url.searchParams.set("until", isoDay(until));
  }
  url.hash = "";
  const stays = !changesView(url);
  if (stays) place(held, held.shown);
  held.drawing.classList.toggle("is-moving", !stays);
  held = null;
  if (!stays) show(url);
}

function isoDay(days) {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

function begin() {
  offerCopying();
  keepOrder();
  unfold();
  prepareGestures();
  welcomeBack();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();

/* htmx comes once the page stands: until then its links and forms do what they always do. */

const { htmx: address } = document.currentScript.dataset;
if (address) {
  const script = Object.assign(document.createElement("script"), { src: address });
  script.addEventListener("load", offerPlaying);
  addEventListener("load", () => document.head.append(script));
}
