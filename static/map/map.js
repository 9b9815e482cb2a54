/* Sikker By: the browser side of the map.
 *
 * Needs Leaflet, parts.js and symbols.js.
 *
 *   sikkerby.create(map, {files: {areas, backdrop, efforts}, view, texts})   once
 *   sikkerby.paint(state)                                                   after every run of the page
 *   sikkerby.onSelect(place_id)                                             called when a district is chosen
 *
 * Geometry is fetched once and kept. A paint changes styles and texts only, never the view.
 * Names and tips come from data and are untrusted: they are always written as text, never as HTML.
 */
(() => {
  'use strict';
  if (window.sikkerby) return;
  const { swap, polygons, lines, middle, outlined, openSea, grouped, scaleOf, arrange, BLANK, lookOf } = window.sikkerbyParts;
  const { svg, symbol, useSymbols } = window.sikkerbySymbols;

  const CALLOUT_ZOOM = 13.5;   // from here a called-out label stands inside its district
  const NAME_ZOOM = 13;        // names of landmarks; on a phone also the labels of areas without a figure
  const CLUSTER_ZOOM = 16;     // from here nothing is clustered any more
  const SYMBOL = 17;           // room for one symbol (15 px and its casing)
  const PLACES = [{ name: 'Øresund', at: [55.7085, 12.632], sea: true },
                  { name: 'Frederiksberg', at: [55.6732, 12.5065] }];

  // Drawing order inside the one SVG. "defs" holds geometry that is only drawn through <use>.
  const STAGES = ['sea', 'municipality', 'fill', 'dots', 'park', 'lake', 'road', 'hatch', 'border', 'casing',
    'outline', 'edge', 'surfaces', 'outlines', 'streets', 'hit', 'shapes', 'selection', 'leader', 'focus'];
  const ROLE_STAGE = { surface: 'surfaces', boundary: 'surfaces', outline: 'outlines', line: 'streets', symbol: 'streets' };
  const BACKDROP = { sea: 'sea', municipality: 'municipality', lake: 'lake', park: 'park',
    road_regional: 'road', road_distributor: 'road' };   // rail is left out: it would compete with the hatch

  let map, renderer, texts, view, fitting, moved, scale, scaleBar, clicks = 0;
  let state, painted;          // the newest state, and the state that is on the map
  let levels, efforts;         // geometry: level -> id -> features; "layer|id" -> features
  let shown, level;            // id -> district on the map; its level
  let marks, clusters;         // "layer|id" -> effort on the map; cluster markers

  // ---------------------------------------------------------------- small helpers

  const html = (name, className, text = '') => {
    const node = document.createElement(name);
    node.className = className;
    node.textContent = text;
    return node;
  };
  const point = feature => feature && L.latLng(swap(feature.geometry.coordinates));
  const show = (node, visible) => { node.style.display = visible ? '' : 'none'; };
  function tipNode(rows) {
    const node = html('div', 'tip-rows');
    (rows || []).forEach((row, i) => node.append(html(i ? 'div' : 'b', '', row)));
    return node;
  }

  /** A tooltip that stays inside the frame: the frame would cut it off. */
  function bindTip(layer, rows, options = {}) {
    // Leaflet listens for focus, and Chromium makes a tab stop of every shape that is listened to.
    if (!layer.getElement().hasAttribute('tabindex')) layer._addFocusListeners = () => {};
    const Tip = L.Tooltip.extend({
      _setPosition(at) {
        L.Tooltip.prototype._setPosition.call(this, at);
        const tip = this._container.getBoundingClientRect(), box = map.getContainer().getBoundingClientRect();
        const x = Math.max(box.left + 4 - tip.left, Math.min(0, box.right - 4 - tip.right));
        const y = Math.max(box.top + 4 - tip.top, Math.min(0, box.bottom - 4 - tip.bottom));
        if (x || y) L.DomUtil.setPosition(this._container, L.DomUtil.getPosition(this._container).add([x, y]));
      },
    });
    layer.bindTooltip(new Tip({ className: 'tip', opacity: 1, offset: [6, 0], ...options }));
    layer.setTooltipContent(() => tipNode(rows()));
  }

  // ---------------------------------------------------------------- the SVG and its stages

  function makeRenderer() {
    const Staged = L.SVG.extend({
      _initContainer() {
        L.SVG.prototype._initContainer.call(this);
        const root = this._rootGroup;
        this.defs = svg('defs', {}, root);
        this.stages = { defs: this.defs };
        for (const name of STAGES) this.stages[name] = svg('g', { class: `stage-${name}` }, root);
      },
      _addPath(layer) {   // into its stage, not at the end; every colour and width is in map.css
        this.stages[layer.options.stage].append(layer._path);
        layer.addInteractiveTarget(layer._path);
      },
      _updateStyle() {},
    });
    renderer = new Staged({ padding: 0.3 });
    map.addLayer(renderer);
    const { defs, selection, focus } = renderer.stages;
    for (const ink of ['ink', 'white']) {
      for (const [density, gap] of [['dense', 7], ['sparse', 14]]) {
        const tile = svg('pattern', { id: `hatch-${density}-${ink}`, patternUnits: 'userSpaceOnUse', width: gap, height: gap }, defs);
        svg('line', { x1: gap / 2, x2: gap / 2, y1: -1, y2: gap + 1, class: `hatch ${density} ${ink}` }, tile);
      }
    }
    const dots = svg('pattern', { id: 'dots', patternUnits: 'userSpaceOnUse', width: 8, height: 8 }, defs);
    svg('circle', { cx: 2, cy: 2, r: 1.05, class: 'dot' }, dots);
    svg('circle', { cx: 6, cy: 6, r: 1.05, class: 'dot' }, dots);
    // The selection lies outside the border: everything over the district itself is masked away.
    const far = { x: -1e5, y: -1e5, width: 2e5, height: 2e5 };
    const mask = svg('mask', { id: 'outside', maskUnits: 'userSpaceOnUse', ...far }, defs);
    svg('rect', { ...far, fill: '#fff' }, mask);
    selection.setAttribute('mask', 'url(#outside)');
    renderer.selected = [svg('use', { fill: '#000', stroke: 'none' }, mask),
      ...['rim', 'ink', 'gap'].map(name => svg('use', { class: name }, selection))];
    renderer.focused = ['gap', 'ring'].map(name => svg('use', { class: name }, focus));
    show(selection, false);
    show(focus, false);
  }

  const path = (type, points, stage, className, options = {}) =>
    L[type](points, { renderer, stage, className, interactive: false, ...options });

  function drawBackdrop(collection) {
    for (const { geometry, properties: { kind } } of collection.features) {
      const stage = BACKDROP[kind];
      if (!stage) continue;
      if (stage === 'road') path('polyline', lines(geometry), stage, kind).addTo(map);
      else for (const part of polygons(geometry)) path('polygon', kind === 'sea' ? part.map(openSea) : part, stage, kind).addTo(map);
    }
  }

  // ---------------------------------------------------------------- districts

  let serial = 0;

  function makeDistrict(id, features) {
    const find = role => features.find(f => f.properties.role === role);
    const parts = polygons(features.find(f => f.geometry.type.endsWith('Polygon')).geometry);
    const big = outlined(parts);
    // No simplification and no clipping: neighbours share their edges, and outlines must not follow the frame.
    const exact = { noClip: true, smoothFactor: 0 };
    const layers = [], key = `district-${++serial}`;
    const geometry = (points, name) => {
      const layer = path('polygon', points, 'defs', 'geometry', exact).addTo(map);
      layer.getElement().id = name;
      layers.push(layer);
      return `#${name}`;
    };
    const all = geometry(parts, key);
    const main = big.length ? geometry(big, `${key}-outlined`) : all;

    const clip = svg('clipPath', { id: `${key}-inside` }, renderer.defs);
    svg('use', { href: main }, clip);
    const inside = `url(#${key}-inside)`;
    const use = (stage, href, attributes = {}) => svg('use', { href, ...attributes }, renderer.stages[stage]);
    const uses = { fill: use('fill', all), dots: use('dots', all, { fill: 'url(#dots)' }), hatch: use('hatch', all),
      border: use('border', all), casing: use('casing', main, { 'clip-path': inside }),
      outline: use('outline', main, { 'clip-path': inside }), edge: use('edge', main) };

    const district = { id, all, main, uses, clip, layers, seen: '', state: {} };
    const hit = path('polygon', parts, 'hit', 'district', { ...exact, interactive: true, bubblingMouseEvents: false }).addTo(map);
    const node = district.node = hit.getElement();
    node.setAttribute('role', 'button');
    node.setAttribute('tabindex', '0');
    node.dataset.id = id;
    bindTip(hit, () => district.state.tip, { sticky: true });
    hit.on('click', event => {
      if (event.originalEvent.pointerType === 'touch') hit.closeTooltip();   // there is no pointer to lead it away
      select(id);
    });
    node.addEventListener('mousedown', event => event.preventDefault());   // the ring and the centred tip are for the keyboard
    node.addEventListener('focus', () => ring(main));
    node.addEventListener('blur', () => ring(null));
    node.addEventListener('keydown', event => {
      if (event.key === 'Escape') hit.closeTooltip();
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      select(id);
    });
    layers.push(hit);
    district.hit = hit;

    const text = district.text = { box: html('div', 'label'), whole: html('i', 'whole-area'), name: html('span', 'name'),
      figure: html('span', 'figure'), word: html('span', 'word') };
    text.box.append(text.whole, text.name, ' ', text.figure, ' ', text.word);
    district.inside = point(find('label')) || L.latLngBounds(parts.flat(2)).getCenter();
    district.outside = point(find('callout'));
    district.marker = L.marker(district.inside, { pane: 'labels', interactive: false, keyboard: false,
      icon: L.divIcon({ className: 'label-anchor', iconSize: [0, 0], html: text.box }) }).addTo(map);
    layers.push(district.marker);
    if (district.outside) {
      // The leader ends where the label begins: the call-out point is the label's edge towards its district.
      district.leader = path('polyline', [district.outside, district.inside], 'leader', 'leader').addTo(map);
      district.foot = path('circleMarker', district.inside, 'leader', 'foot', { radius: 3 }).addTo(map);
      layers.push(district.leader, district.foot);
      text.box.dataset.side = district.outside.lng < district.inside.lng ? 'left' : 'right';
    }
    return district;
  }

  function removeDistrict(district) {
    district.layers.forEach(layer => layer.remove());
    district.clip.remove();
    Object.values(district.uses).forEach(node => node.remove());
  }

  function paintDistrict(district, s, selected) {
    const seen = JSON.stringify([s, selected]);
    if (seen === district.seen) return false;
    district.seen = seen;
    district.state = s;
    const { node, uses, text } = district;
    const look = lookOf(s);
    Object.assign(node.dataset, { fill: look.colour || look.ground, hatch: s.hatch, outline: look.outline });
    node.setAttribute('aria-label', (s.tip.length ? s.tip : [s.name]).join(', '));
    node.setAttribute('aria-pressed', String(selected));
    uses.fill.setAttribute('class', look.ground);
    uses.fill.style.fill = look.colour;
    uses.hatch.setAttribute('fill', look.hatch);
    uses.outline.setAttribute('class', look.outline);
    show(uses.dots, look.dots);
    show(uses.hatch, !!look.hatch);
    show(uses.casing, look.flagged);
    show(uses.outline, look.outlined);
    show(uses.edge, look.flagged);
    text.figure.textContent = s.figure;
    text.word.textContent = s.word;
    show(text.whole, s.whole_area_efforts > 0);
    text.box.classList.toggle('selected', selected);
    text.box.classList.toggle('quiet', look.quiet);
    text.box.dataset.id = district.id;
    district.marker.setZIndexOffset(selected ? 1000 : 0);
    placeLabel(district);
    return true;
  }

  /** What depends on the width or the zoom and not on the state alone. */
  function placeLabel(district) {
    const { text, state: s, marker } = district, narrow = scale === 'narrow';
    if (!s.name) return show(text.box, false);
    text.name.textContent = (narrow && s.short) || s.name;
    const selected = text.box.classList.contains('selected');
    const visible = !narrow || selected || !text.box.classList.contains('quiet') || map.getZoom() >= NAME_ZOOM;
    show(text.box, visible);
    show(text.word, !!s.word && !narrow);
    const out = !!district.outside && map.getZoom() < CALLOUT_ZOOM;
    text.box.classList.toggle('callout', out);
    const at = out ? district.outside : district.inside;
    if (!marker.getLatLng().equals(at)) marker.setLatLng(at);
    if (district.leader) {
      show(district.leader.getElement(), out && visible);
      show(district.foot.getElement(), out && visible);
    }
  }

  function ring(href) {
    show(renderer.stages.focus, !!href);
    if (href) renderer.focused.forEach(node => node.setAttribute('href', href));
  }

  function select(id) { if (id) sikkerby.onSelect(id); }

  // ---------------------------------------------------------------- efforts

  function makeMark(e, features) {
    const mark = { state: e, layers: [], symbol: null };
    const tip = () => mark.state.tip;
    const tag = node => Object.assign(node.dataset, { id: e.id, role: e.role, dashes: e.dashes, symbol: e.symbol,
      stage: e.stage || '', precision: e.precision || '', dotted: String(!!e.dotted) });
    const stage = ROLE_STAGE[e.role], landmark = e.role === 'landmark';
    const isLine = g => g.type.endsWith('LineString');
    for (const { geometry } of features.filter(f => f.geometry.type !== 'Point')) {
      const type = isLine(geometry) ? 'polyline' : 'polygon', points = isLine(geometry) ? lines(geometry) : polygons(geometry);
      const kind = isLine(geometry) ? 'street' : 'area';
      if (stage !== 'surfaces') {
        const casing = path(type, points, stage, `effort-casing ${kind}`).addTo(map);
        casing.getElement().dataset.role = e.role;
        mark.layers.push(casing);
      }
      const layer = path(type, points, stage, `effort ${kind}`, { interactive: true, bubblingMouseEvents: false }).addTo(map);
      tag(layer.getElement());
      bindTip(layer, tip, { sticky: true });
      // A line across a district must not keep the district from being chosen.
      layer.on('click', ({ originalEvent: { clientX, clientY } }) => select(
        document.elementsFromPoint(clientX, clientY).find(node => node.matches('path.district'))?.dataset.id));
      mark.layers.push(layer);
    }
    const spot = features.find(f => f.geometry.type === 'Point');
    if (landmark || e.role === 'symbol') {
      const { geometry } = spot || features[0];
      mark.place = spot ? point(spot) : isLine(geometry) ? L.latLng(middle(lines(geometry))) : L.latLngBounds(polygons(geometry).flat(2)).getCenter();
      const box = html('div', 'symbol-box');
      if (landmark) box.append(html('span', 'landmark-name', (e.tip || [''])[0]));
      else box.append(symbol(e.symbol, e.stage));
      const marker = L.marker(mark.place, { pane: landmark ? 'landmarks' : 'symbols', keyboard: false,
        icon: L.divIcon({ className: 'effort', iconSize: null, html: box }) }).addTo(map);
      tag(marker.getElement());
      marker.getElement().setAttribute('aria-hidden', 'true');   // the page lists the same efforts as text
      bindTip(marker, tip, { offset: [11, 0] });
      mark.layers.push(marker);
      if (!landmark) mark.symbol = marker;
    }
    return mark;
  }

  function paintEfforts() {
    const wanted = new Map(state.efforts.map(e => [`${e.layer}|${e.id}`, e]));
    let changed = false;
    for (const [key, mark] of marks) {
      const e = wanted.get(key);
      if (e && mark.seen === JSON.stringify(e)) continue;
      mark.layers.forEach(layer => layer.remove());
      marks.delete(key);
      changed = true;
    }
    for (const [key, e] of wanted) {
      if (marks.has(key) || !efforts.has(key)) continue;
      const features = efforts.get(key);
      // What holds in every year (symbol, precision, tip) may come with the geometry instead.
      const mark = makeMark({ ...features[0].properties, ...e }, features);
      mark.seen = JSON.stringify(e);
      marks.set(key, mark);
      changed = true;
    }
    return changed;
  }

  function spread() {
    const pane = map.getPane('mapPane').getBoundingClientRect();
    const boundsOf = node => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return L.bounds([left - pane.left, top - pane.top], [right - pane.left, bottom - pane.top]);
    };
    const boxes = [...shown.values()].flatMap(d => [d.text.box, d.text.whole, ...(d.foot ? [d.foot.getElement()] : [])])
      .map(boundsOf).filter(box => box.getSize().x);
    const taken = [...boxes];
    for (const node of map.getPane('landmarks').querySelectorAll('.landmark-name')) {   // names never lie on each other
      node.style.visibility = '';
      const box = boundsOf(node);
      if (taken.some(other => other.overlaps(box))) node.style.visibility = 'hidden';
      else if (box.getSize().x) taken.push(box);
    }
    const spots = [...marks.values()].filter(m => m.symbol).map(mark => ({ mark, at: map.latLngToLayerPoint(mark.place) }));
    const { free, fixed } = arrange(spots, { gap: SYMBOL * (scale === 'wide' ? 1.25 : 1), cluster: map.getZoom() < CLUSTER_ZOOM, boxes });
    for (const { mark, at } of free) {
      mark.symbol.setLatLng(map.layerPointToLatLng(at));
      show(mark.symbol.getElement(), true);
    }
    clusters.forEach(cluster => cluster.remove());
    clusters = fixed.map(({ at, members }) => {
      members.forEach(mark => show(mark.symbol.getElement(), false));
      return makeCluster(map.layerPointToLatLng(at), members);
    });
  }

  function makeCluster(at, members) {
    const marker = L.marker(at, { pane: 'symbols', keyboard: false,
      icon: L.divIcon({ className: 'cluster', iconSize: null, html: html('div', 'count', members.length) }) }).addTo(map);
    const title = `${members.length} ${texts.cluster || 'indsatser her'}`, node = marker.getElement();
    node.dataset.count = members.length;
    node.setAttribute('role', 'button');
    node.setAttribute('tabindex', '0');
    node.setAttribute('aria-label', title);
    bindTip(marker, () => [title, ...members.map(m => (m.state.tip || [''])[0])], { offset: [14, 0] });
    const open = () => {
      const bounds = L.latLngBounds(members.map(m => m.place));
      map.setView(bounds.getCenter(), Math.min(CLUSTER_ZOOM, Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds.pad(0.5)))));
    };
    marker.on('click', open);
    node.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      open();
    });
    return marker;
  }

  // ---------------------------------------------------------------- paint

  function paint(next) {
    if (next) state = next;
    if (!state || !levels) return;
    if (state.level !== level) {
      shown.forEach(removeDistrict);
      shown = new Map();
      ring(null);
      for (const [id, features] of levels.get(state.level) || []) shown.set(id, makeDistrict(id, features));
      level = state.level;
    }
    let changed = false;
    for (const [id, district] of shown) {
      changed = paintDistrict(district, { ...BLANK, ...state.areas[id] }, id === state.selected) || changed;
    }
    const chosen = shown.get(state.selected);
    show(renderer.stages.selection, !!chosen);
    if (chosen) renderer.selected.forEach((node, i) => node.setAttribute('href', i ? chosen.main : chosen.all));
    // Without efforts there is nothing to wait for.
    if (!efforts && state.efforts.length) return;
    if (efforts && paintEfforts() || changed) spread();   // symbols keep clear of labels
    painted = state;
    document.body.dataset.painted = painted.key;
  }

  // ---------------------------------------------------------------- the view

  function fit() {
    const size = map.getSize();
    if (size.x < 50 || size.y < 50) return;
    fitting = true;
    map.options.zoomSnap = 0;   // fill the frame; quarter steps from there on
    map.options.minZoom = 0;
    map.fitBounds(view, { animate: false });
    map.options.zoomSnap = 0.25;
    map.setMinZoom(map.getZoom() - 0.5);
    fitting = moved = false;
  }

  function resized() {
    map.invalidateSize({ animate: false, pan: false });
    const { x } = map.getSize(), box = map.getContainer();
    scale = scaleOf(x);
    scaleBar.options.maxWidth = { narrow: 90, middle: 140, wide: 180 }[scale];
    if (box.dataset.scale !== scale) {
      box.dataset.scale = scale;
      for (const tile of renderer.defs.querySelectorAll('pattern')) {
        tile.setAttribute('patternTransform', `${tile.id === 'dots' ? '' : 'rotate(45) '}scale(${scale === 'wide' ? 1.25 : 1})`);
      }
    }
    if (!moved) fit();
    zoomed();
  }

  function zoomed() {
    map.getContainer().classList.toggle('landmark-names', map.getZoom() >= NAME_ZOOM);
    shown.forEach(placeLabel);
    spread();
  }

  function makeControls() {
    if (map.zoomControl) map.zoomControl.remove();
    if (map.attributionControl) map.attributionControl.remove();   // the page states the sources under the map
    scaleBar = L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
    const Reset = L.Control.extend({
      options: { position: 'bottomright' },
      onAdd() {
        const button = html('button', 'reset', texts.reset || 'Hele byen');
        button.type = 'button';
        L.DomEvent.disableClickPropagation(button);
        button.addEventListener('click', fit);
        return button;
      },
    });
    new Reset().addTo(map);
    L.control.zoom({ position: 'bottomright', zoomInTitle: texts.zoom_in || 'Zoom ind', zoomOutTitle: texts.zoom_out || 'Zoom ud' }).addTo(map);
  }

  async function fetchFeatures(name, url, use) {
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      use(await answer.json());
    } catch (error) {
      console.error(`sikkerby: ${name}`, error);
      document.body.dataset.failed = name;
      if (name === 'areas') map.getContainer().append(html('p', 'failed', texts.failed || 'Kortet kunne ikke hentes. Genindlæs siden.'));
      if (name === 'efforts') { efforts = new Map(); paint(); }   // the districts are still worth showing
    }
  }

  function create(theMap, { files, view: [west, south, east, north], texts: words }) {
    map = theMap;
    texts = words || {};
    view = L.latLngBounds([south, west], [north, east]);
    levels = efforts = level = null;
    [shown, marks, clusters] = [new Map(), new Map(), []];
    moved = fitting = false;
    document.documentElement.lang = 'da';
    document.title = texts.title;
    if (window.frameElement) window.frameElement.title = texts.title;
    document.querySelectorAll('meta[name="viewport"]').forEach(node => node.remove());   // folium's forbids enlarging
    const box = map.getContainer();
    box.classList.add('sikkerby');
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', texts.map_label || 'Kort over København');
    // The districts come first, and from any of them the arrow keys move the map, as they do where it has the focus itself.
    box.tabIndex = -1;
    box.addEventListener('focusin', () => map.fire('focus'));
    box.addEventListener('focusout', () => map.fire('blur'));
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
      map._zoomAnimated = false;   // Leaflet reads the option only when the map is made
    }
    Object.assign(map.options, { zoomDelta: 1, wheelPxPerZoomLevel: 90, maxBoundsViscosity: 0.6 });
    map.setMaxZoom(17);
    if (map.scrollWheelZoom) map.scrollWheelZoom.enable();
    for (const [pane, z] of [['landmarks', 440], ['symbols', 450], ['labels', 620]]) map.createPane(pane).style.zIndex = z;
    map.getPane('labels').style.pointerEvents = 'none';
    map.setView(view.getCenter(), 12, { animate: false });
    makeRenderer();
    makeControls();
    for (const { name, at, sea } of PLACES) {
      L.marker(at, { pane: 'labels', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'label-anchor', iconSize: [0, 0], html: html('div', sea ? 'place sea' : 'place', name) }) }).addTo(map);
    }
    resized();
    map.setMaxBounds(view.pad(1.2));
    map.on('movestart', () => { moved = moved || !fitting; });
    map.on('zoomend', zoomed);
    // One tooltip at a time (pointer and keyboard may be in two places), none where the map has moved away.
    let open = null;
    map.on('tooltipopen', ({ tooltip }) => {
      if (open && open !== tooltip) map.closeTooltip(open);
      open = tooltip;
    });
    map.on('movestart zoomstart', () => { if (open) map.closeTooltip(open); });
    new ResizeObserver(resized).observe(box);

    fetchFeatures('areas', files.areas, ({ features }) => {
      levels = new Map();
      for (const [name, group] of grouped(features, f => f.properties.level)) levels.set(name, grouped(group, f => f.properties.id));
      paint();
    });
    fetchFeatures('backdrop', files.backdrop, drawBackdrop);
    fetchFeatures('efforts', files.efforts, ({ features, symbols }) => {
      useSymbols(symbols);
      efforts = grouped(features, f => `${f.properties.layer}|${f.properties.id}`);
      paint();
    });
  }

  const sikkerby = window.sikkerby = {
    create, paint,
    onSelect(place) { if (window.Streamlit) window.Streamlit.setComponentValue({ place, click: ++clicks }); },
  };
})();
