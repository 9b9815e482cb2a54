/* Sikker By: what is drawn, as layers of Leaflet, and back. Needs Leaflet. */
(modules => {
  'use strict';
  const { swap } = modules.geometry;
  const { corner, parts, lines } = modules.drawn_shapes;
  const POINT = 8;   // pixels of a point's radius
  const LOOKS = { line: 'open', point: 'spot' };   // what a layer is called besides
  const metres = value => `${Math.round(value).toLocaleString('da-DK')} m`;

  function described(layer) {
    if (layer instanceof L.Circle) return { form: 'circle', centre: corner(layer.getLatLng()), radius: Math.round(layer.getRadius()) };
    if (layer instanceof L.CircleMarker) return { form: 'point', at: corner(layer.getLatLng()) };
    if (layer instanceof L.Polygon) return { form: 'polygon', polygons: parts(layer.getLatLngs()) };
    return { form: 'line', lines: lines(layer.getLatLngs()) };
  }

  function layerOf(shape, className, options = {}) {
    const style = { className, ...options };
    if (shape.form === 'circle') return L.circle(swap(shape.centre), { radius: shape.radius, ...style });
    if (shape.form === 'point') return L.circleMarker(swap(shape.at), { radius: POINT, ...style, className: `${className} ${LOOKS.point}` });
    if (shape.form === 'line') return L.polyline(shape.lines.map(line => line.map(swap)), { ...style, className: `${className} ${LOOKS.line}` });
    return L.polygon(shape.polygons.map(rings => rings.map(ring => ring.map(swap))), style);
  }

  modules.drawn_layers = { POINT, LOOKS, described, layerOf, metres };
})(globalThis.sikkerbyModules ??= {});
