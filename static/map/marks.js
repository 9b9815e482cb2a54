/* Sikker By: one effort on the map, and several of them in one place. Needs Leaflet. */
(modules => {
  'use strict';
  const { polygons, lines, isLine, placeOf } = modules.geometry;
  const { districtAt, html, onPress } = modules.nodes;
  const { symbolNode } = modules.symbols;
  const { bindTip } = modules.tooltips;

  const STAGE = { surface: 'surfaces', boundary: 'surfaces', outline: 'outlines', line: 'streets', symbol: 'streets' };

  class Mark {
    /** ``effort`` is its state with the properties of its geometry, ``symbols`` are the paths of each kind of symbol. */
    constructor(effort, features, { canvas, symbols, choose }) {
      Object.assign(this, { effort, canvas, layers: [], place: null, symbol: null });
      features.filter(f => f.geometry.type !== 'Point').forEach(f => this.makeShape(f.geometry, choose));
      if (effort.role === 'landmark' || effort.role === 'symbol') this.makeMarker(features, symbols);
    }

    makeShape(geometry, choose) {
      const { canvas, effort, layers } = this, stage = STAGE[effort.role];
      const [type, points, kind] = isLine(geometry) ? ['polyline', lines(geometry), 'street'] : ['polygon', polygons(geometry), 'area'];
      if (stage !== 'surfaces') {
        const casing = canvas.path(type, points, stage, `effort-casing ${kind}`);
        casing.getElement().dataset.role = effort.role;
        layers.push(casing);
      }
      const layer = canvas.path(type, points, stage, `effort ${kind}`, { interactive: true, bubblingMouseEvents: false });
      this.tag(layer.getElement());
      bindTip(layer, () => effort.tip, { sticky: true });
      layer.on('click', ({ originalEvent }) => choose(districtAt(originalEvent)));
      layers.push(layer);
    }

    makeMarker(features, symbols) {
      const { canvas: { map }, effort } = this, landmark = effort.role === 'landmark';
      const spot = features.find(f => f.geometry.type === 'Point') || features[0];
      this.place = L.latLng(placeOf(spot.geometry));
      const box = html('div', 'symbol-box');
      box.append(landmark ? html('span', 'landmark-name', this.title) : symbolNode(symbols[effort.symbol], effort.group));
      const marker = L.marker(this.place, { pane: landmark ? 'landmarks' : 'symbols', keyboard: false,
        icon: L.divIcon({ className: 'effort', iconSize: null, html: box }) }).addTo(map);
      this.tag(marker.getElement());
      marker.getElement().setAttribute('aria-hidden', 'true');   // the page lists the same efforts as text
      bindTip(marker, () => effort.tip, { offset: [11, 0] });
      this.layers.push(marker);
      if (!landmark) this.symbol = marker;
    }

    tag(node) {
      const { id, role, dashes, symbol, group, precision } = this.effort;
      Object.assign(node.dataset, { id, role, dashes, symbol, group: group || '', precision: precision || '' });
    }

    get title() {
      return (this.effort.tip || [''])[0];
    }

    remove() {
      this.layers.forEach(layer => layer.remove());
    }
  }

  /** One marker with a count in the place of several; ``open`` is asked to show them one by one. */
  function clusterMarker(map, at, members, words, open) {
    const marker = L.marker(at, { pane: 'symbols', keyboard: false,
      icon: L.divIcon({ className: 'cluster', iconSize: null, html: html('div', 'count', members.length) }) }).addTo(map);
    const title = `${members.length} ${words}`, node = marker.getElement();
    node.dataset.count = members.length;
    node.setAttribute('role', 'button');
    node.setAttribute('tabindex', '0');
    node.setAttribute('aria-label', title);
    bindTip(marker, () => [title, ...members.map(mark => mark.title)], { offset: [14, 0] });
    marker.on('click', open);
    onPress(node, open);
    return marker;
  }

  modules.marks = { Mark, clusterMarker };
})(globalThis.sikkerbyModules ??= {});
