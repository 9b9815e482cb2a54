/* Sikker By: the ground under the districts: sea, municipality, lakes, parks and roads, and the names written on it. */
(modules => {
  'use strict';
  const { swap, polygons, lines } = modules.geometry;
  const { html } = modules.nodes;

  const KINDS = { sea: 'sea', municipality: 'municipality', lake: 'lake', park: 'park',
    road_regional: 'road', road_distributor: 'road' };   // rail is left out: it would compete with the hatch

  function drawBackdrop(canvas, { features }) {
    for (const { geometry, properties: { kind } } of features) {
      const stage = KINDS[kind];
      if (stage === 'road') canvas.path('polyline', lines(geometry), stage, kind);
      else if (stage) for (const part of polygons(geometry)) canvas.path('polygon', part, stage, kind);
    }
  }

  /** Names on the backdrop, {name, at: [longitude, latitude], water}. */
  function writeNames(canvas, names) {
    for (const { name, at, water } of names) canvas.words(swap(at), html('div', water ? 'place sea' : 'place', name));
  }

  modules.backdrop = { drawBackdrop, writeNames };
})(globalThis.sikkerbyModules ??= {});
