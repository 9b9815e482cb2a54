// The show of a meeting: one slide at a time on a screen, all of them in a column on a phone. No network, no markup
// made here: every word is in the document, and what is typed is only ever set as text.
(() => {
  "use strict";
  const { within, stepped } = globalThis.sikkerbySteps;
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const slides = [...document.querySelectorAll(".slide")];
  const narrow = window.matchMedia("(max-width: 899px), (orientation: portrait)");
  const place = root.dataset.place;
  const notes = at("notes");
  const FEWEST_LINES = 3;
  let current = 0;

  // A browser may refuse to keep anything (a private window, a locked-down machine): then nothing is kept.
  function kept(storage, key) {
    try {
      return window[storage].getItem(key);
    } catch {
      return null;
    }
  }
  function keep(storage, key, value) {
    try {
      if (value) window[storage].setItem(key, value);
      else window[storage].removeItem(key);
      return true;
    } catch {
      return false;
    }
  }

  function say(text) {
    at("message").textContent = text;
  }
  function show(number, spoken) {
    current = within(number, slides.length - 1);
    const one = root.classList.contains("stage");
    slides.forEach((slide, index) => {
      slide.hidden = one && index !== current;
    });
    if (one) grow(slides[current]);
    at("counter").textContent = `${current + 1} / ${slides.length}`;
    at("back").disabled = current === 0;
    at("forth").disabled = current === slides.length - 1;
    keep("sessionStorage", `dias:${place}`, slides[current].id);
    say("");
    if (spoken) {
      const title = slides[current].querySelector("h2").textContent;
      at("announced").textContent = `${at("announced").dataset.words} ${current + 1} / ${slides.length}: ${title}`;
    }
  }
  // Words of a slide with room to spare are set larger, as far as everything still fits.
  function grow(slide) {
    const body = slide.querySelector(".body");
    for (const size of [1.3, 1.2, 1.1, 1]) {
      body.style.setProperty("--g", size);
      if (body.scrollHeight <= body.clientHeight + 2 && body.scrollWidth <= body.clientWidth + 2) break;
    }
  }
  function lay() {
    root.classList.toggle("stage", !narrow.matches);
    show(current, false);
  }

  async function fill() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await root.requestFullscreen();
    } catch {
      say(at("message").dataset.refused);
    }
  }

  // Opening the notes takes the keyboard from nobody: a clicker goes on turning slides until somebody clicks the field.
  function panel(open) {
    const withinPanel = at("panel").contains(document.activeElement);
    at("panel").hidden = !open;
    at("note").setAttribute("aria-expanded", String(open));
    ask(false);
    if (!open && withinPanel) at("note").focus();
  }
  function ask(open) {
    at("sure").hidden = !open;
    at("clear").hidden = open;
  }
  function written() {
    const text = notes.value.trim();
    at("written").textContent = text;
    at("written").hidden = !text;
    at("lines").hidden = Boolean(text);
    fit();
  }
  function store() {
    const stored = keep("localStorage", `noter:${place}`, notes.value);
    at("where").hidden = !stored;
    at("unkept").hidden = stored;
    written();
  }

  // The hand-out is one page: first the picture of the course goes, then the type shrinks a little; notes are never cut. Lines to
  // write on fill what is left.
  function fit() {
    const paper = at("handout");
    const room = at("ruler").offsetHeight;
    const course = at("trend"); // none where its slide is not shown
    const lines = [...at("lines").children];
    const keepFree = at("written").hidden ? FEWEST_LINES : 0;
    const sizes = [1, 0.96, 0.92, 0.88, 0.84, 0.8];
    for (const [size, drawn] of [[1, true], ...sizes.map((size) => [size, false])]) {
      if (course) course.hidden = !drawn;
      paper.style.setProperty("--k", size);
      lines.forEach((line, index) => {
        line.hidden = index >= keepFree;
      });
      if (paper.offsetHeight <= room) break;
    }
    for (const line of lines.slice(keepFree)) {
      line.hidden = false;
      if (paper.offsetHeight > room) {
        line.hidden = true;
        break;
      }
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !at("panel").hidden) {
      panel(false);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || narrow.matches) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const writing = event.target === notes;
    const to = stepped({ key: event.key, shiftKey: event.shiftKey, onButton, writing }, current, slides.length - 1);
    if (to !== undefined) {
      event.preventDefault();
      show(to, true);
    } else if (writing) {
      return;
    } else if (event.key.toLowerCase() === "f") {
      fill();
    } else if (event.key.toLowerCase() === "n") {
      event.preventDefault();
      panel(at("panel").hidden);
    }
  });
  const buttons = {
    back: () => show(current - 1, true),
    forth: () => show(current + 1, true),
    full: fill,
    note: () => panel(at("panel").hidden),
    print: () => window.print(),
    close: () => panel(false),
    clear: () => {
      ask(true);
      at("no").focus();
    },
    yes: () => {
      notes.value = "";
      store();
      ask(false);
      notes.focus();
    },
    no: () => {
      ask(false);
      at("clear").focus();
    },
  };
  for (const [id, act] of Object.entries(buttons)) at(id).addEventListener("click", act);
  notes.addEventListener("input", store);
  narrow.addEventListener("change", lay);
  window.addEventListener("resize", () => show(current, false));
  document.fonts.ready.then(() => {
    fit();
    show(current, false);
  });

  notes.value = kept("localStorage", `noter:${place}`) ?? "";
  current = Math.max(slides.findIndex((slide) => slide.id === kept("sessionStorage", `dias:${place}`)), 0);
  written();
  lay();
})();
