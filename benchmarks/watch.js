/* What the benchmark sees of a page, from inside it; runs first in every document. */
(() => {
  'use strict';
  const now = () => performance.timeOrigin + performance.now();
  if (window !== top) return addEventListener('click', () => { top.watch.clicked = now(); }, true);
  // The map's own document, or the page itself where the map has no frame.
  const frame = () => {
    const own = document.querySelector('iframe[src*="st_folium"]');
    return own ? own.contentDocument : document;
  };
  const districts = () => [...frame()?.querySelectorAll('path.district') ?? []]
    .filter(path => (path.getAttribute('d') || '').length > 20);
  const look = path => ['fill', 'stroke-width', 'stroke-dasharray'].map(name => path.getAttribute(name));
  const read = {
    // What the frame shows: our page says so itself, of the plain page it is read from the districts.
    map: () => districts().length < 13 ? '' : frame().body.dataset.painted ?? districts().map(look).join(),
    heading: () => document.querySelector('h1')?.textContent ?? '',
    marked: () => frame()?.querySelector('.label.selected')?.dataset.id ?? 'none',
    answer: () => document.querySelector('.card .place, .st-key-answer p')?.textContent ?? '',
  };
  const until = found => new Promise(done => {
    const check = () => found() ? done(now()) : requestAnimationFrame(check);
    check();
  });
  addEventListener('click', () => { watch.clicked = now(); }, true);
  window.watch = {
    seen: until(() => districts().length || document.querySelector('#first-map use')).then(at => at - performance.timeOrigin),
    words: until(() => document.querySelector('h1, .st-key-answer p')).then(at => at - performance.timeOrigin),
    first: until(() => districts().length).then(at => at - performance.timeOrigin),
    arm(what) {
      const before = read[what]();
      watch.change = until(() => read[what]() && read[what]() !== before).then(at => at - watch.clicked);
    },
    read,
    // A point of a district with nothing lying over it, in pixels of the frame.
    spot(number) {
      const path = districts()[number], { left, top, width, height } = path.getBoundingClientRect();
      for (let step = 0; step < 400; step++) {
        const x = left + width * ((step * 0.618) % 1), y = top + height * (step + 0.5) / 400;
        if (frame().elementFromPoint(x, y) === path) return [x, y];
      }
    },
    view() {
      const { lat, lng } = frame().defaultView.map.getCenter();
      return [frame().defaultView.map.getZoom(), lat.toFixed(4), lng.toFixed(4)].join(' ');
    },
  };
})();
