/* Sikker By: drawing on the map.
 *
 * Needs Leaflet, Leaflet-Geoman and map.js; loaded on the drawing map only.
 *
 *   sikkerbyDraw.create(map, {texts, radius: [least, most]})   once, after sikkerby.create
 *   sikkerbyDraw.paint({shape, scenarios, seen, kept})         after every run of the page
 *
 * A shape is {form: 'polygon', polygons: [[ring, hole …] …]}, {form: 'circle', centre, radius} or {form: 'picked',
 * polygons}; corners are [longitude, latitude]. What the reader draws, edits or deletes is sent as {shape, click}, a
 * district that is clicked or entered as {place, click}; `seen` is the newest click the server has answered, `kept`
 * the click whose shape stands here as it was drawn (0: none does). Names and letters are written as text, never as HTML.
 */
(() => {
  'use strict';
  if (window.sikkerbyDraw) return;
  const { swap, corner, parts, reply } = window.sikkerbyParts;
  L.PM.setOptIn(true);   // nothing of the map itself can be edited, only what is drawn here

  let map, texts, radius, clicks = 0;
  let current = null, shown = '';       // the shape being worked on: its layer, and what the server last said of it
  let saved = [];                       // layers of the scenarios kept
  const buttons = {};
  let status;

  const html = (name, className, text = '') => {
    const node = document.createElement(name);
    node.className = className;
    node.textContent = text;
    return node;
  };
  const metres = value => `${Math.round(value).toLocaleString('da-DK')} m`;
  const editable = () => !!current && !!current.pm;
  const send = message => {
    clicks += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue({ ...message, click: clicks });
  };

  function described(layer) {
    if (layer instanceof L.Circle) return { form: 'circle', centre: corner(layer.getLatLng()), radius: Math.round(layer.getRadius()) };
    return { form: 'polygon', polygons: parts(layer.getLatLngs()) };
  }

  function changed() {
    const shape = current && described(current);
    document.body.dataset.drawn = shape ? JSON.stringify(shape) : '';
    send({ shape });
  }

  // ---------------------------------------------------------------- the shape being worked on

  function take(layer) {
    drop();
    current = layer;
    if (!layer.pm) return;
    layer.on('pm:edit pm:dragend pm:vertexremoved', () => { say(circleWords(layer)); changed(); });
    layer.on('pm:change', () => say(circleWords(layer)));
  }

  function drop() {
    if (!current) return;
    stopEditing();
    current.remove();
    current = null;
  }

  const circleWords = layer => (layer instanceof L.Circle ? `${texts.radius}: ${metres(layer.getRadius())}` : '');

  function layerOf(shape, className, options = {}) {
    const style = { className, ...options };
    if (shape.form === 'circle') return L.circle(swap(shape.centre), { radius: shape.radius, ...style });
    return L.polygon(shape.polygons.map(rings => rings.map(ring => ring.map(swap))), style);
  }

  function show(shape) {
    drop();
    if (shape) take(layerOf(shape, 'drawn', { pmIgnore: shape.form === 'picked', interactive: shape.form !== 'picked' }).addTo(map));
    document.body.dataset.drawn = shape ? JSON.stringify(shape) : '';
  }

  // ---------------------------------------------------------------- drawing, editing, deleting

  const shape = { polygon: 'Polygon', circle: 'Circle' };
  const drawing = () => map.pm.globalDrawModeEnabled();
  const editing = () => editable() && current.pm.enabled();

  function startDrawing(form) {
    const stop = map.pm.Draw.getActiveShape() === shape[form];
    stopEditing();
    map.pm.disableDraw();
    if (!stop) map.pm.enableDraw(shape[form], {
      snappable: false, finishOn: form === 'polygon' ? 'dblclick' : null,
      pathOptions: { className: 'drawn', pmIgnore: false }, templineStyle: { className: 'drawing-line' }, hintlineStyle: { className: 'drawing-line hint' },
      minRadiusCircle: radius[0], maxRadiusCircle: radius[1],
    });
    refresh();
  }

  function toggleEditing() {
    map.pm.disableDraw();
    if (editing()) stopEditing();
    else if (editable()) current.pm.enable({ snappable: false, allowSelfIntersection: true, draggable: true,
      minRadiusCircle: radius[0], maxRadiusCircle: radius[1] });
    refresh();
  }

  function stopEditing() { if (editing()) current.pm.disable(); }

  function remove() {
    map.pm.disableDraw();
    drop();
    refresh();
    changed();
  }

  /** The buttons and the line of help follow what is going on. */
  function refresh() {
    const active = drawing() ? map.pm.Draw.getActiveShape() : editing() ? 'Edit' : '';
    for (const [name, mode] of [['polygon', 'Polygon'], ['circle', 'Circle'], ['edit', 'Edit']]) {
      buttons[name].setAttribute('aria-pressed', String(active === mode));
    }
    buttons.edit.disabled = !editable();
    buttons.remove.disabled = !current;
    map.getContainer().classList.toggle('drawing', !!active);
    say({ Polygon: texts.polygon_help, Circle: texts.circle_help, Edit: texts.edit_help }[active] || '');
  }

  function say(words) {
    status.textContent = words;
    status.hidden = !words;
  }

  function makeButtons() {
    const Tools = L.Control.extend({
      options: { position: 'topleft' },
      onAdd() {
        const box = html('div', 'tools'), row = html('div', 'tool-row');
        row.setAttribute('role', 'toolbar');
        row.setAttribute('aria-label', texts.tools);
        const actions = { polygon: () => startDrawing('polygon'), circle: () => startDrawing('circle'), edit: toggleEditing, remove };
        for (const [name, act] of Object.entries(actions)) {
          const button = buttons[name] = html('button', 'tool', texts[name]);
          button.type = 'button';
          button.dataset.tool = name;
          button.title = texts[`${name}_title`];
          button.addEventListener('click', act);
          row.append(button);
        }
        status = html('p', 'tool-status');
        status.setAttribute('role', 'status');
        box.append(row, status);
        L.DomEvent.disableClickPropagation(box);
        return box;
      },
    });
    new Tools().addTo(map);
  }

  // ---------------------------------------------------------------- paint

  function paint({ shape: told, scenarios, seen, kept }) {
    if (!map) return;
    for (const layer of saved) layer.remove();
    saved = scenarios.flatMap(({ shape: area, letter, name, at }) => {
      const outline = layerOf(area, 'scenario', { interactive: false }).addTo(map);
      const label = html('div', 'letter', letter);
      label.title = name;
      const marker = L.marker(swap(at), { pane: 'labels', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'letter-anchor', iconSize: [0, 0], html: label }) }).addTo(map);
      return [outline, marker];
    });
    if (current) current.bringToFront();
    const key = JSON.stringify(told);
    const asks = reply({ seen, kept, clicks, told: key, shown, standing: !!current });
    if (asks === 'late') return;
    clicks = seen;
    if (asks === 'show') show(told);
    shown = key;
    if (!drawing() && !editing()) refresh();
    document.body.dataset.answered = String(seen);
  }

  function create(theMap, options) {
    map = theMap;
    ({ texts, radius } = options);
    // Leaflet focuses the map on every press. On a phone the page would jump to show all of it, and the corner would
    // land where the finger is not.
    const box = map.getContainer(), focus = box.focus.bind(box);
    box.focus = settings => focus({ ...settings, preventScroll: true });
    map.options.pmIgnore = false;
    L.PM.reInitLayer(map);
    map.pm.setLang('da', { tooltips: { firstVertex: texts.tip_first, continueLine: texts.tip_next, finishPoly: texts.tip_finish,
      startCircle: texts.tip_centre, finishCircle: texts.tip_radius } });
    makeButtons();
    map.on('pm:drawstart', ({ workingLayer }) => workingLayer.on('pm:change', () => {
      if (workingLayer instanceof L.Circle && workingLayer.getRadius() > 0) say(circleWords(workingLayer));
    }));
    map.on('pm:create', ({ layer }) => {
      take(layer);
      layer.bringToFront();
      changed();
      say(circleWords(layer));
    });
    map.on('pm:drawend', () => setTimeout(refresh));   // Geoman has not yet left its mode when it says so
    document.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      map.pm.disableDraw();
      stopEditing();
      refresh();
    });
    window.sikkerby.onSelect = place => send({ place });
    refresh();
  }

  window.sikkerbyDraw = { create, paint };
})();
