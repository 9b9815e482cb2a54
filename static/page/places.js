/* Sikker By: a row of the list chooses its place on the map, which marks it at once and tells the page.
 *
 * A row is a link to the page with its place: it is followed where there is no map yet, and in a tab of its own.
 */
(() => {
  'use strict';
  document.addEventListener('click', event => {
    const row = event.target.closest?.('.st-key-list [data-place]');
    const city = document.querySelector('.st-key-map iframe')?.contentWindow.sikkerby?.city;
    if (!row || !city?.told || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    city.choose(row.dataset.place);
  });
})();
