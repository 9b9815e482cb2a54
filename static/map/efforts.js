/* Sikker By: which efforts are on the map, and where their symbols find room. Needs Leaflet. */
(modules => {
  'use strict';
  const { grouped } = modules.geometry;
  const { arrange, withRoom } = modules.arranging;
  const { enlarged } = modules.looks;
  const { show } = modules.nodes;
  const { Mark, clusterMarker } = modules.marks;

  const CLUSTER_ZOOM = 16;     // from here nothing is clustered any more
  const SYMBOL = 17;           // room for one symbol (15 px and its casing)

  class Efforts {
    /** ``features`` and ``symbols`` are the file of efforts; ``words`` follow the count of a cluster. */
    constructor(canvas, { features, symbols }, { choose, words }) {
      Object.assign(this, { canvas, symbols, choose, words, marks: new Map(), clusters: [] });
      this.geometry = grouped(features, f => `${f.properties.layer}|${f.properties.id}`);
    }

    /** Whether anything changed. */
    paint(efforts) {
      const { canvas, symbols, choose, marks } = this;
      const wanted = new Map(efforts.map(effort => [`${effort.layer}|${effort.id}`, effort]));
      let changed = false;
      for (const [key, mark] of marks) {
        if (wanted.has(key) && mark.seen === JSON.stringify(wanted.get(key))) continue;
        mark.remove();
        marks.delete(key);
        changed = true;
      }
      for (const [key, effort] of wanted) {
        const features = this.geometry.get(key);
        if (marks.has(key) || !features) continue;
        // What holds in every year (symbol, precision, tip) may come with the geometry instead.
        const mark = new Mark({ ...features[0].properties, ...effort }, features, { canvas, symbols, choose });
        mark.seen = JSON.stringify(effort);
        marks.set(key, mark);
        changed = true;
      }
      return changed;
    }

    /** Names and symbols keep clear of the nodes ``words`` and of each other. */
    spread({ scale, zoom }, words) {
      const { map } = this.canvas, pane = map.getPane('mapPane').getBoundingClientRect();
      const boxOf = node => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        return { min: { x: left - pane.left, y: top - pane.top }, max: { x: right - pane.left, y: bottom - pane.top } };
      };
      const boxesOf = nodes => nodes.map(node => ({ node, ...boxOf(node) })).filter(({ min, max }) => max.x > min.x);
      const boxes = boxesOf(words), names = boxesOf([...map.getPane('landmarks').querySelectorAll('.landmark-name')]);
      withRoom(names, boxes).forEach((room, i) => { names[i].node.style.visibility = room ? '' : 'hidden'; });
      const spots = [...this.marks.values()].filter(mark => mark.symbol).map(mark => ({ mark, at: map.latLngToLayerPoint(mark.place) }));
      const { free, fixed } = arrange(spots, { gap: SYMBOL * enlarged(scale), cluster: zoom < CLUSTER_ZOOM, boxes });
      for (const { mark, at } of free) {
        mark.symbol.setLatLng(map.layerPointToLatLng(at));
        show(mark.symbol.getElement(), true);
      }
      this.clusters.forEach(cluster => cluster.remove());
      this.clusters = fixed.map(({ at, members }) => {
        members.forEach(mark => show(mark.symbol.getElement(), false));
        return clusterMarker(map, map.layerPointToLatLng(at), members, this.words, () => this.open(members));
      });
    }

    open(members) {
      const { map } = this.canvas, bounds = L.latLngBounds(members.map(mark => mark.place));
      map.setView(bounds.getCenter(), Math.min(CLUSTER_ZOOM, Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds.pad(0.5)))));
    }
  }

  modules.efforts = { Efforts };
})(globalThis.sikkerbyModules ??= {});
