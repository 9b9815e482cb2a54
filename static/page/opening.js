/* Sikker By: runs before Streamlit's own script.
 *
 * Streamlit fetches the typeface of its icons (375 kB) before anything a reader waits for. The icons that stand on a
 * page as it opens are drawn (opening.html); where another is shown, the browser fetches the typeface by itself.
 *
 * The first words of a document go when the page has something to read, and are out of sight under a dialog. A rule
 * that looked for that would have the whole page styled anew at each of its changes.
 */
(() => {
  'use strict';
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) => /Material Symbols/.test(font) ? Promise.resolve([]) : load(font, ...text);

  const words = document.getElementById('opening');
  const watch = new MutationObserver(() => {
    words.hidden = Boolean(document.querySelector('[role="dialog"]'));
    if (!document.querySelector('.stMain :is(p, h1, button)')) return;
    watch.disconnect();
    words.remove();
  });
  watch.observe(document.body, { childList: true, subtree: true });
})();
