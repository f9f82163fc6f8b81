// On pages of other sites that show our frames: give each the height that its page asks for.
"use strict";

{
  const { origin: ours } = new URL(document.currentScript.src);

  addEventListener("message", ({ source, origin, data }) => {
    if (origin !== ours || data?.type !== "krisenchronik:height") return;
    const height = Math.min(Math.max(Number(data.height) || 0, 120), 20_000);
    for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source) frame.height = height;
  });

  // Those that were there before this script have told their heights to nobody.
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.src.startsWith(`${ours}/`)) frame.contentWindow.postMessage({ type: "krisenchronik:measure" }, "*");
  }
}
