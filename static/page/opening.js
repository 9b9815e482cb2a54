/* Sikker By: runs before Streamlit's own script.
 *
 * Streamlit fetches the typeface of its icons (375 kB) before anything a reader waits for. The icons that stand on a
 * page as it opens are drawn (opening.html); where another is shown, the browser fetches the typeface by itself.
 */
(() => {
  'use strict';
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) => /Material Symbols/.test(font) ? Promise.resolve([]) : load(font, ...text);
})();
