// Where a key leads in a show: pure, and loaded before the script that shows the slides.
(() => {
  "use strict";
  const MOVES = {
    ArrowRight: (current) => current + 1,
    PageDown: (current) => current + 1,
    ArrowLeft: (current) => current - 1,
    PageUp: (current) => current - 1,
    Home: () => 0,
    End: (current, last) => last,
  };

  // A slide there is: before the first stands the first, after the last the last.
  const within = (number, last) => Math.min(Math.max(number, 0), last);

  const PAGES = ["PageDown", "PageUp"]; // what a clicker sends: they turn also while somebody writes

  // The slide a key leads to from the current one; undefined where it leads nowhere. Space belongs to a button it is
  // pressed on, and every key but those of a clicker to a field somebody writes in.
  function stepped({ key, shiftKey = false, onButton = false, writing = false }, current, last) {
    if (writing && !PAGES.includes(key)) return undefined;
    if (key === " " && !onButton) return within(current + (shiftKey ? -1 : 1), last);
    return Object.hasOwn(MOVES, key) ? within(MOVES[key](current, last), last) : undefined;
  }

  globalThis.sikkerbySteps = { within, stepped };
})();
