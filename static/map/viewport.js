/* Sikker By: the frame the map is seen in: its size, what part of the city it shows, and the controls on it. Needs Leaflet. */
(modules => {
  'use strict';
  const { scaleOf } = modules.looks;
  const { html } = modules.nodes;

  const LONGEST_BAR = { narrow: 72, middle: 140, wide: 180 };   // of the scale, in pixels
  const STRIP = 56;   // under the city for the controls, in pixels, where the frame is too narrow to have room beside it
  const PANES = { landmarks: 440, symbols: 450, labels: 620 };

  class Viewport {
    /** ``view`` is the city (west, south, east, north), ``follow`` is called where the width or the zoom has changed. */
    constructor(map, [west, south, east, north], follow) {
      Object.assign(this, { map, follow, scale: 'middle', fitting: false, moved: false });
      this.bounds = L.latLngBounds([south, west], [north, east]);
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
        Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
        map._zoomAnimated = false;   // Leaflet reads the option only when the map is made
      }
      Object.assign(map.options, { zoomDelta: 1, wheelPxPerZoomLevel: 90, maxBoundsViscosity: 0.6 });
      map.setMaxZoom(17);
      if (map.scrollWheelZoom) map.scrollWheelZoom.enable();
      for (const [pane, z] of Object.entries(PANES)) map.createPane(pane).style.zIndex = z;
      map.getPane('labels').style.pointerEvents = 'none';
      map.setView(this.bounds.getCenter(), 12, { animate: false });
    }

    addControls(texts) {
      const { map } = this;
      if (map.zoomControl) map.zoomControl.remove();
      if (map.attributionControl) map.attributionControl.remove();   // the page states the sources under the map
      this.scaleBar = L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
      const reset = L.control({ position: 'bottomright' });
      reset.onAdd = () => {
        const button = html('button', 'reset', texts.reset);
        button.type = 'button';
        L.DomEvent.disableClickPropagation(button);
        button.addEventListener('click', () => this.fit());
        return button;
      };
      reset.addTo(map);
      L.control.zoom({ position: 'bottomright', zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out }).addTo(map);
    }

    /** Follow the frame and the reader from now on. */
    watch() {
      const { map } = this;
      this.resized();
      map.setMaxBounds(this.bounds.pad(1.2));
      map.on('movestart', () => { this.moved = this.moved || !this.fitting; });
      map.on('zoomend', () => this.follow(this.room));
      new ResizeObserver(() => this.resized()).observe(map.getContainer());
      window.addEventListener('beforeprint', () => this.toPaper());
      window.addEventListener('afterprint', () => this.toScreen());
    }

    /** The size the page's style gives the frame on paper, with what the reader has in view: Leaflet draws for one size. */
    toPaper() {
      const { map } = this, seen = map.getBounds();
      this.onScreen = { centre: map.getCenter(), zoom: map.getZoom() };
      map.getContainer().classList.add('on-paper');
      this.resized();
      if (this.moved) map.fitBounds(seen, { animate: false });
    }

    toScreen() {
      const { map, onScreen } = this;
      map.getContainer().classList.remove('on-paper');
      this.resized();
      if (this.moved && onScreen) map.setView(onScreen.centre, onScreen.zoom, { animate: false });
    }

    get room() {
      return { scale: this.scale, zoom: this.map.getZoom() };
    }

    resized() {
      const { map } = this;
      map.invalidateSize({ animate: false, pan: false });
      this.scale = scaleOf(map.getSize().x);
      this.scaleBar.options.maxWidth = LONGEST_BAR[this.scale];
      map.getContainer().dataset.scale = this.scale;
      if (!this.moved) this.fit();
      this.follow(this.room);
    }

    /** The whole city, as large as the frame lets it be. */
    fit() {
      const { map } = this, size = map.getSize();
      if (size.x < 50 || size.y < 50) return;
      this.fitting = true;
      map.options.zoomSnap = 0;   // fill the frame; quarter steps from there on
      map.options.minZoom = 0;
      map.fitBounds(this.bounds, { animate: false, paddingBottomRight: [0, this.scale === 'narrow' ? STRIP : 0] });
      map.options.zoomSnap = 0.25;
      map.setMinZoom(map.getZoom() - 0.5);
      this.fitting = this.moved = false;
    }
  }

  modules.viewport = { Viewport };
})(globalThis.sikkerbyModules ??= {});
