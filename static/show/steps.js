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

  // The slide a key leads to from the current one; undefined where it leads nowhere. Space belongs to a button it is
  // pressed on.
  function stepped({ key, shiftKey = false, onButton = false }, current, last) {
    if (key === " " && !onButton) return within(current + (shiftKey ? -1 : 1), last);
    return Object.hasOwn(MOVES, key) ? within(MOVES[key](current, last), last) : undefined;
  }

  globalThis.sikkerbySteps = { within, stepped };
})();
