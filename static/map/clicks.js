/* Sikker By: what the reader does, told to the page. */
(modules => {
  'use strict';

  /** Messages with the number of their click, so that the page takes none of them twice. */
  class Clicks {
    newest = 0;

    tell(message) {
      this.newest += 1;
      if (window.Streamlit) window.Streamlit.setComponentValue({ ...message, click: this.newest });
    }
  }

  modules.clicks = { Clicks };
})(globalThis.sikkerbyModules ??= {});
