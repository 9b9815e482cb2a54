/* Sikker By: the buttons of the drawing map and the line of help under them. Needs Leaflet. */
(modules => {
  'use strict';
  const { html } = modules.nodes;

  class Tools {
    /** ``actions`` are what each tool does, by name; its words are in ``texts`` under the same name. An action is told
     *  whether its button was pressed by keyboard. */
    constructor(map, texts, actions) {
      this.buttons = Object.fromEntries(Object.entries(actions).map(([name, act]) => [name, this.button(name, act, texts)]));
      this.status = html('p', 'tool-status');
      this.status.setAttribute('role', 'status');
      const row = html('div', 'tool-row'), box = html('div', 'tools');
      row.setAttribute('role', 'toolbar');
      row.setAttribute('aria-label', texts.tools);
      row.append(...Object.values(this.buttons));
      box.append(row, this.status);
      L.DomEvent.disableClickPropagation(box);
      const control = L.control({ position: 'topleft' });
      control.onAdd = () => box;
      control.addTo(map);
    }

    button(name, act, texts) {
      const button = html('button', 'tool', texts[name]);
      button.type = 'button';
      button.dataset.tool = name;
      button.title = texts[`${name}_title`];
      button.addEventListener('click', event => act(event.detail === 0));
      return button;
    }

    /** Show which tool is active ('' for none) and which can be used. */
    follow(active, { canEdit, canRemove }) {
      const { edit, remove } = this.buttons;
      for (const button of Object.values(this.buttons)) {
        if (button !== remove) button.setAttribute('aria-pressed', String(button.dataset.tool === active));
      }
      edit.disabled = !canEdit;
      remove.disabled = !canRemove;
    }

    say(words) {
      this.status.textContent = words;
      this.status.hidden = !words;
    }
  }

  modules.drawing_tools = { Tools };
})(globalThis.sikkerbyModules ??= {});
