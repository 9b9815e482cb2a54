/* Sikker By: the browser side of the map. Needs Leaflet.
 *
 *   sikkerby.create(map, setup)      once; setup.schema.json says what the map is made with
 *   sikkerby.paint(state)            after every run of the page; state.schema.json says what it may say
 *   sikkerby.city.ahead(state)       what the page is about to say, painted before it does (page/ahead.js)
 *   sikkerby.city.settle()           the page has said all it has to say
 *   sikkerby.onSelect(place_id)      called when a district is chosen
 *
 * Geometry is fetched once and kept. A paint changes styles and texts only, never the view.
 */
(modules => {
  'use strict';
  if (window.sikkerby) return;
  const { drawBackdrop, writeNames } = modules.backdrop;
  const { Canvas } = modules.canvas;
  const { Cells } = modules.cells;
  const { Clicks } = modules.clicks;
  const { Districts } = modules.districts;
  const { Efforts } = modules.efforts;
  const { enlarged, namesLandmarks } = modules.looks;
  const { html } = modules.nodes;
  const { oneTipAtATime } = modules.tooltips;
  const { Viewport } = modules.viewport;
  const LONGEST = 5_000;   // milliseconds for which the map may be ahead of the page

  function announce(map, texts) {
    document.documentElement.lang = 'da';
    document.title = texts.title;
    if (window.frameElement) window.frameElement.title = texts.title;
    document.querySelectorAll('meta[name="viewport"]').forEach(node => node.remove());   // folium's forbids enlarging
    const box = map.getContainer();
    box.classList.add('sikkerby');
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', texts.map_label);
    // The districts come first, and from any of them the arrow keys move the map, as they do where it has the focus itself.
    box.tabIndex = -1;
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });   // Leaflet gives it the focus at a press
    document.addEventListener('keydown', ({ key }) => {   // the page closes what it has opened, wherever the focus is
      if (key === 'Escape') window.frameElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    box.addEventListener('focusin', () => map.fire('focus'));
    box.addEventListener('focusout', () => map.fire('blur'));
  }

  class CityMap {
    constructor(map, { files, view, names, texts }, select) {
      Object.assign(this, { map, files, texts, state: null, told: null, coming: null, districts: null, efforts: null, cells: null });
      this.choose = id => {
        if (!id) return;
        this.show({ ...this.state, selected: id });
        select(id);
      };
      announce(map, texts);
      this.viewport = new Viewport(map, view, room => this.follow(room));
      this.canvas = new Canvas(map);
      this.viewport.addControls(texts);
      writeNames(this.canvas, names);
      this.viewport.watch();
      oneTipAtATime(map);
      this.fetch('areas', files.areas, areas => this.takeAreas(areas));
      this.fetch('backdrop', files.backdrop, backdrop => drawBackdrop(this.canvas, backdrop));
      this.fetch('efforts', files.efforts, efforts => this.takeEfforts(efforts));
    }

    takeAreas({ features }) {
      this.districts = new Districts(this.canvas, features, this.choose);
      this.paint();
    }

    takeEfforts(efforts) {
      this.efforts = new Efforts(this.canvas, efforts, { choose: this.choose, words: this.texts.cluster });
      this.paint();
    }

    takeGrid(grid) {
      this.cells = new Cells(this.canvas, grid, this.choose);
      this.paint();
    }

    /** Whether the cells that are asked for are painted; the grid is fetched when the first are. */
    paintCells(cells) {
      if (this.cells) this.cells.paint(cells);
      else if (Object.keys(cells).length) this.grid ??= this.fetch('grid', this.files.grid, grid => this.takeGrid(grid));
      return !!this.cells || !Object.keys(cells).length;
    }

    async fetch(name, url, use) {
      try {
        const answer = await fetch(url);
        if (!answer.ok) throw new Error(`${answer.status} ${url}`);
        use(await answer.json());
      } catch (error) {
        console.error(`sikkerby: ${name}`, error);
        for (const node of [document.body, window.frameElement]) if (node) node.dataset.failed = name;
        if (name === 'areas') this.map.getContainer().append(html('p', 'failed', this.texts.failed));
        if (name === 'grid') this.takeGrid({ features: [] });
        if (name === 'efforts') this.takeEfforts({ features: [], symbols: {} });   // the districts are still worth showing
      }
    }

    /** What the page says; where the map is ahead of it, that waits until it is what was asked for last. */
    tell(state) {
      this.told = state;
      if (this.coming && this.coming !== state.key) return;
      this.settle();
    }

    /** Show what was asked for before the page says so; false where it does already. */
    ahead(state) {
      if (!this.told || state.key === this.told.key && !this.coming) return false;
      this.coming = state.key;
      this.show(state);
      return true;
    }

    /** Paint what the page does not say yet, for as long as that may take. */
    show(state) {
      clearTimeout(this.late);
      this.late = setTimeout(() => this.settle(), LONGEST);
      this.paint(state);
    }

    /** The page has the last word. */
    settle() {
      clearTimeout(this.late);
      this.coming = null;
      if (this.state !== this.told) this.paint(this.told);
    }

    /** Paint a state, or the newest once more. */
    paint(state = this.state) {
      this.state = state;
      if (!state || !this.districts) return;
      const labels = this.districts.paint(state, this.viewport.room);
      if (!this.efforts && state.efforts.length) return;   // without efforts there is nothing to wait for
      const symbols = this.efforts?.paint(state.efforts), cells = this.paintCells(state.cells);
      if (labels || symbols) this.spread();
      if (!cells) return;
      document.body.dataset.painted = state.key;
      if (window.frameElement) window.frameElement.dataset.painted = '';
    }

    /** The width or the zoom has changed. */
    follow(room) {
      this.canvas.enlarge(enlarged(room.scale));
      this.map.getContainer().classList.toggle('landmark-names', namesLandmarks(room));
      this.districts?.place(room);
      this.spread();
    }

    /** Symbols keep clear of labels. */
    spread() {
      this.efforts?.spread(this.viewport.room, this.districts?.words || []);
    }
  }

  const clicks = new Clicks();
  const sikkerby = window.sikkerby = {
    city: null,
    create(map, setup) { sikkerby.city = new CityMap(map, setup, place => sikkerby.onSelect(place)); },
    paint(state) { sikkerby.city?.tell(state); },
    onSelect(place) { clicks.tell({ place }); },
  };
})(globalThis.sikkerbyModules ??= {});
