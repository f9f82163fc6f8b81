// In the frame of another site: tell the page around how high this one is. It may listen or not; no more is told.
"use strict";

let told = 0;

function tellHeight() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told) return;
  told = height;
  parent.postMessage({ type: "krisenchronik:height", height }, "*");
}

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.type !== "krisenchronik:measure") return;
    told = 0;
    tellHeight();
  });
}
