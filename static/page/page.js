/* Sikker By: what Streamlit's frame around every page cannot be told from Python.
 *
 * The words come with the script's element: <script src=… data-words='{"open": "Åbn", …}'>.
 *   - English names and hints that Streamlit writes itself are put in Danish
 *   - the menu is a landmark, and the page one is on is marked in it
 *   - of the buttons or links that stand for a choice, the one that is chosen says so
 *   - when a choice changes what the page says, its sentence is announced
 *   - on a narrow screen a button opens the menu; Escape closes it, and the answer to a tap on the map
 *   - a button beside a sentence copies it, and says that it has
 *   - after a step ([data-step]) the keyboard goes to what is said of it, or to the first fault ([data-at]); a fault
 *     leads to its field ([data-to]); whoever leaves a form with words that are not saved is asked ([data-unsaved])
 *   - each name that was found is a group with its ways, and the field has the focus again once one is taken
 *   - a link that is followed while the server is away is followed once it answers
 *   - the letters with which Streamlit runs a page anew are letters
 */
(() => {
  'use strict';
  if (window.sikkerbyPage) return;
  window.sikkerbyPage = true;
  const words = JSON.parse(document.currentScript.dataset.words);

  // What Streamlit says, by the name of our word for it.
  const WHOLE = { open: 'Open', clear: 'Clear value', clear_all: 'Clear all', clear_entry: 'Clear entry', selected: 'Selected values', date: 'Choose date',
    file: 'file upload', option: 'Choose an option', options: 'Choose options', help: 'Help', skip: 'Skip to main content', dismiss: 'Dismiss',
    no_results: 'No results', no_options: 'No options to select', select_all: 'Select all', upload: 'Upload', browse: 'Browse files', add_files: 'Add files',
    drop: 'Drag and drop file here', too_small: 'File size is too small.' };
  const BEGINNING = { help_for: 'Help for ', remove: 'Remove ', day: 'day, ', month: 'month, ', year: 'year, ' };
  // Whole sentences with something of their own in them, which takes the place of {0}.
  const SENTENCES = { per_file: /^([\d.,]+ ?[KMG]?B) per file(?: • (.*))?$/, not_allowed: /^(.+) files are not allowed\.$/,
    too_large: /^File must be (.+) or smaller\.$/, most_options: /^You can only select up to (\d+) options?\. Remove an option first\.$/ };
  // Where Streamlit writes words for the eye that nobody gave it.
  const WRITTEN = '[data-testid="stFileUploader"], [data-testid="stMultiSelectDropdown"], [data-testid="stSelectboxVirtualDropdown"], [role="listbox"]';
  const danish = new Map(Object.entries(WHOLE).map(([name, said]) => [said, words[name]]));
  const ATTRIBUTES = ['aria-label', 'placeholder'];
  // Message of the address, what was found, sentence, what the colours mean, chosen place.
  const SAYS = '.message, .found, h1, .legend section:first-child .h2, .card .place, .card .state, .card .big';
  const TAPPED = '.message, .found, h1, .tapped p:not(.note)';   // where the answer to a tap is in sight, it says what the panel says
  const DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const QUIET = 300;   // milliseconds without a change: a page comes in parts, and one announcement is made of them

  function inDanish(said) {
    if (danish.has(said)) return danish.get(said);
    for (const [name, sentence] of Object.entries(SENTENCES)) {
      const found = said.match(sentence);
      if (found) return words[name].replace('{0}', found[1]).replace('{1}', found[2] || '');
    }
    const [name, english] = Object.entries(BEGINNING).find(([, start]) => said.startsWith(start)) || [];
    return name ? `${words[name]} ${said.slice(english.length)}` : said;
  }

  function put(node, name, value) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }

  // Groups of buttons or links that stand for a choice, and how the one is marked that [data-chosen] in the group names.
  const CHOSEN = { '.st-key-rules': 'aria-pressed', '.st-key-list': 'aria-current' };
  const HIT = '[class*="st-key-hit-"]';

  function mend() {
    for (const name of ATTRIBUTES) {
      for (const node of document.querySelectorAll(`body [${name}]`)) put(node, name, inDanish(node.getAttribute(name)));
    }
    for (const place of document.querySelectorAll(WRITTEN)) {
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const said = inDanish(text.nodeValue);
        if (said !== text.nodeValue) text.nodeValue = said;
      }
    }
    const skip = document.querySelector('[data-testid="stSkipToContent"]')?.firstChild;
    if (skip && danish.has(skip.nodeValue)) skip.nodeValue = danish.get(skip.nodeValue);
    for (const hit of document.querySelectorAll(HIT)) {
      put(hit, 'role', 'group');
      put(hit, 'aria-label', ['.hit, a, button', '.hit-about'].map(part => hit.querySelector(part)?.innerText).filter(Boolean).join(', '));
    }
    for (const [group, name] of Object.entries(CHOSEN)) {
      const chosen = document.querySelector(`${group} [data-chosen]`)?.dataset.chosen;
      for (const node of document.querySelectorAll(`${group} :is(button, [data-place])`)) {
        put(node, name, String(Boolean(chosen && (node.dataset.place === chosen || node.closest(`.st-key-${CSS.escape(chosen)}`)))));
      }
    }
    const find = document.querySelector('.st-key-find-place');
    if (find) put(find, 'role', 'search');
    const menu = document.querySelector('.st-key-header');
    if (!menu) return;
    put(menu, 'role', 'navigation');
    put(menu, 'aria-label', words.menu);
    const here = Number(menu.querySelector('[data-here]')?.dataset.here);
    menu.querySelectorAll('a').forEach((link, at) => {
      link.parentElement.closest('.st-key-header > *').toggleAttribute('data-here', at === here);
      if (at === here) put(link, 'aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
  }

  function inSight(selector) {
    const node = document.querySelector(selector);
    return node?.getClientRects().length ? node : null;
  }

  function open(menu, opened) {
    menu.toggleAttribute('data-open', opened);
    put(menu.querySelector('.menu-button'), 'aria-expanded', String(opened));
  }

  document.addEventListener('click', ({ target }) => {
    const menu = target.closest?.('.st-key-header');
    if (menu && target.closest('.menu-button, a')) open(menu, !menu.hasAttribute('data-open') && !target.closest('a'));
  });

  document.addEventListener('keydown', ({ key, target }) => {
    if (key !== 'Escape' || target.getAttribute('aria-expanded') === 'true' && target.matches('[role="combobox"]')) return;
    const menu = document.querySelector('.st-key-header[data-open]');
    if (menu) {
      open(menu, false);
      menu.querySelector('.menu-button').focus();
    } else {
      inSight('.st-key-control-close button')?.click();
    }
  });

  const announced = document.createElement('p');
  Object.assign(announced, { id: 'announced', className: 'unseen' });
  announced.setAttribute('aria-live', 'polite');
  document.body.append(announced);

  let said = [], waiting, touched = false, back = '';
  const BACK = { [`${HIT} button`]: '.st-key-find-place input', '.st-key-control-close button': '.st-key-map iframe' };
  document.addEventListener('click', event => {
    back = Object.entries(BACK).find(([button]) => event.target.closest(button))?.[1] || '';
  }, { capture: true });

  // Whoever took a place by keyboard, or closed its answer, would begin at the top again, now that the button is gone.
  function focus() {
    if (document.activeElement?.closest(Object.keys(BACK).join())) return;   // its run has not begun
    if (back && document.activeElement === document.body) document.querySelector(back)?.focus({ preventScroll: true });
    back = '';
  }

  let stepped = '';
  /** Take the keyboard to a control by the key of what holds it, unfolding what it stands in. */
  function reach(key) {
    const place = document.querySelector(`.st-key-${CSS.escape(key)}`);
    place?.closest('details:not([open])')?.querySelector('summary').click();
    (place?.querySelector('input:not([type=file]), textarea') ?? place?.querySelector('button'))?.focus();
    place?.scrollIntoView({ block: 'center' });
  }

  function step() {
    const node = document.querySelector('[data-step]');
    if (!node || node.dataset.step === stepped) return;
    stepped = node.dataset.step;
    if (node.dataset.at) return reach(node.dataset.at);
    node.focus();
    node.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('click', event => {
    const way = event.target.closest('[data-to]');
    if (!way) return;
    event.preventDefault();
    reach(way.dataset.to);
  });

  window.addEventListener('beforeunload', event => {
    if (document.querySelector('[data-unsaved]')) event.preventDefault();
  });

  for (const act of ['keydown', 'pointerdown', 'blur']) {   // blur: into the map's frame
    window.addEventListener(act, () => { touched = true; }, { capture: true });
  }

  function announce() {
    if (!document.querySelector(DONE)) return;   // its last change starts the wait anew
    focus();
    step();
    const now = [...document.querySelectorAll(inSight('.tapped') ? TAPPED : SAYS)].map(node => node.innerText.trim()).filter(Boolean);
    const news = now.filter(sentence => !said.includes(sentence));
    if (touched && news.length) announced.textContent = news.map(sentence => sentence.replace(/\.$/, '')).join('. ');   // a page that opens is read anyway
    said = now;
  }

  /** Copy a text; without https a browser has no clipboard to write to, and takes what is selected. */
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = Object.assign(document.createElement('textarea'), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest('.copied button');
    if (!button) return;
    await copy(button.parentElement.querySelector('p').textContent);
    button.textContent = announced.textContent = button.dataset.done;
    button.focus();
  });

  // Streamlit takes a click on a page of the menu while it has no connection, and does nothing with it.
  const APP = '[data-testid="stApp"]', CONNECTION = 'data-test-connection-state', PAGES = '[data-testid="stPageLink"] a';
  const KEEP = 20_000;   // milliseconds for which a reader may still want what was clicked
  let kept;
  const connected = () => document.querySelector(APP)?.getAttribute(CONNECTION) === 'CONNECTED';
  window.addEventListener('click', event => {
    kept = connected() || event.ctrlKey || event.metaKey || event.shiftKey ? undefined
      : { link: event.target.closest?.(PAGES), since: performance.now() };
  }, { capture: true });

  function follow() {
    if (!kept || !connected()) return;
    const { link, since } = kept;
    kept = undefined;
    if (performance.now() - since < KEEP) link?.click();
  }

  // Whoever rests a hand on the keyboard during a meeting, or beside the field of a form, wants no page run anew.
  // Streamlit listens on the document for that: what lies within the body has had the letter by then.
  document.body.addEventListener('keydown', event => {
    if (/^[rc]$/i.test(event.key)) event.stopPropagation();
  });

  new MutationObserver(() => {
    mend();
    follow();
    clearTimeout(waiting);
    waiting = setTimeout(announce, QUIET);
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: [...ATTRIBUTES, 'data-test-script-state', CONNECTION] });
  mend();
})();
