/* Sikker By: takes the districts of the first document to the map's place, and away when the map is painted there. */
(() => {
  'use strict';
  const picture = document.getElementById('first-map');
  if (!picture) return;
  const watch = new MutationObserver(follow);

  function follow() {
    const place = document.querySelector('.st-key-map');
    if (place && picture.parentElement !== place) place.append(picture);
    if (!place && picture.parentElement !== document.body) return end();   // the reader went to another page
    if (document.querySelector('.st-key-map iframe:is([data-painted], [data-failed])')) end();
  }

  function end() {
    watch.disconnect();
    picture.remove();
  }

  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-painted', 'data-failed'] });
  follow();
})();
