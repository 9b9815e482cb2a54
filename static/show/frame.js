// The page around the show: as soon as the frame is there, its keys work without a click, and Escape closes the show.
(() => {
  "use strict";
  const FRAME = ".st-key-moede-show iframe";
  const BUSY = "#panel:not([hidden])"; // the notes are open: the first Escape is theirs

  function close(event) {
    const inside = document.querySelector(FRAME)?.contentDocument;
    const busy = document.fullscreenElement || inside?.fullscreenElement || inside?.querySelector(BUSY);
    if (event.key === "Escape" && !busy) document.querySelector(".st-key-moede-close button")?.click();
  }
  function ready(frame) {
    frame.contentWindow.addEventListener("keydown", close, true);
    frame.focus();
    frame.contentWindow.focus();
    frame.dataset.ready = "";
  }
  function found() {
    const frame = document.querySelector(FRAME);
    if (!frame) return false;
    const there = frame.contentDocument;
    if (there?.readyState === "complete" && there.URL === "about:srcdoc") ready(frame);
    frame.addEventListener("load", () => ready(frame));
    return true;
  }
  if (!window.sikkerbyShow) {
    window.sikkerbyShow = true;
    document.addEventListener("keydown", close);
  }
  if (!found()) {
    const waiting = new MutationObserver(() => {
      if (found()) waiting.disconnect();
    });
    waiting.observe(document.body, { childList: true, subtree: true });
  }
})();
