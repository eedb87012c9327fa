// The view: messages, choices, the box to write in, and what happens to them.
function mount(host) {
  const root = host.attachShadow({ mode: 'open' });
  dress(root);

  const title = el('h2', {});
  const leaveButton = el('button', { type: 'button', class: 'leave', 'data-testid': 'leave' });
  const keys = el('p', { class: 'keys' });
  const log = el('div', { role: 'log', 'aria-live': 'polite', class: 'log', 'data-testid': 'log' });
  const choices = el('div', { role: 'group', class: 'choices', tabindex: '-1', 'data-testid': 'choices' });
  const writing = el('p', { class: 'writing', 'data-testid': 'writing' });
  const scroller = el('div', { role: 'region', class: 'scroll', tabindex: '0' }, log, choices, writing);
  const notice = el('p', { role: 'status', class: 'notice', 'data-testid': 'notice' });
  const again = el('button', { type: 'button', class: 'again', 'data-testid': 'again' });
  const spoken = el('p', { role: 'status', class: 'far', 'data-testid': 'announcement' });
  const label = el('label', { for: 'words', class: 'far' });
  const words = el('textarea', {
    id: 'words', rows: '1', dir: 'auto', maxlength: '4000', enterkeyhint: 'send', 'data-testid': 'words',
    autocomplete: 'off', autocorrect: 'off', spellcheck: 'false', 'data-gramm': 'false', // no add-on reads along
  });
  const sendButton = el('button', { class: 'send', 'data-testid': 'send' });
  const form = el('form', { autocomplete: 'off' }, label, words, sendButton);
  // One place for the whole conversation, whatever direction is read: a hand finds the way out without looking.
  const top = el('div', { class: 'top', dir: 'ltr' }, title, keys, leaveButton);
  const box = el('section', { class: 'box' }, top, scroller, notice, again, form, spoken);
  root.append(box);

  let t, line, seen, offered, short, state, anchor, left = false;

  // The widget's own words follow the language that the assistant answers in, where they exist in it.
  function speak(code, dir) {
    if (STRINGS[code]) {
      t = STRINGS[code];
      box.lang = code;
    }
    box.dir = dir === 'rtl' ? 'rtl' : 'ltr';
    const heading = host.hasAttribute('heading') ? host.getAttribute('heading') : t.heading;
    title.textContent = heading;
    title.hidden = !heading;
    box.setAttribute('aria-label', heading || t.heading);
    for (const part of [log, scroller]) part.setAttribute('aria-label', t.log);
    choices.setAttribute('aria-label', t.choices);
    leaveButton.textContent = t.leave;
    keys.textContent = t.keys;
    label.textContent = t.label;
    words.placeholder = t.hint;
    sendButton.textContent = t.send;
    again.textContent = t.again;
    notice.textContent = t[state] || '';
    if (writing.textContent) writing.textContent = t.writing;
  }

  function signal(kind, waiting = []) {
    state = kind;
    if (notice.textContent !== (t[kind] || '')) notice.textContent = t[kind] || ''; // the same again stays unspoken
    for (const item of waiting) mark(item, t.waiting);
  }

  function mark(item, note = '') {
    item.node.classList.toggle('waiting', Boolean(note));
    if (!item.note) item.node.append(item.note = el('span', { class: 'note' }));
    if (item.note.textContent !== note) item.note.textContent = note;
  }

  function sent(item) {
    mark(item);
    signal('');
  }

  function bubble(who, name, text, lang, dir) {
    const mark = { class: `m ${who}`, 'data-testid': 'message', 'data-who': who };
    const parts = who === 'person' ? [text] : linked(text, short);
    const says = { class: 'text', dir: dir === 'rtl' || dir === 'ltr' ? dir : 'auto', ...(lang && { lang }) };
    return el('div', mark, el('span', { class: 'who' }, name), el('p', says, ...parts));
  }

  // A long answer is shown from its first line, also when its parts come one by one; somebody who reads further up is
  // not moved.
  function settle(first, follow) {
    if (!first || !follow) return;
    if (!anchor || anchor.offsetTop - 12 < scroller.scrollTop - 1) anchor = first;
    scroller.scrollTop = Math.min(scroller.scrollHeight, anchor.offsetTop - 12);
  }

  function show(messages, opening) {
    const follow = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 200;
    let first;
    for (const m of messages.filter((one) => !seen.has(one.seq)).sort((a, b) => a.seq - b.seq)) {
      seen.add(m.seq);
      if (m.who === 'person' && !opening) continue; // the token lives in this page only: it is already on screen
      const who = ['assistant', 'person', 'staff'].includes(m.who) ? m.who : 'system';
      if (who === 'assistant') speak(primary(m.lang), m.dir);
      const node = bubble(who, (who === 'staff' && m.name) || t[who], m.text, m.lang, m.dir);
      node.dataset.seq = m.seq;
      log.insertBefore(node, [...log.children].find((other) => Number(other.dataset.seq) > m.seq) || null);
      first = first || node;
      if ((m.buttons || []).length || who === 'staff') offer(m);
    }
    settle(first, follow);
  }

  // The buttons of the newest message that has some; a late arrival must not bring answered ones back.
  function offer(m) {
    if (offered && m.seq < offered.seq) return;
    offered = m;
    choices.textContent = '';
    for (const { title: text, payload } of m.buttons || []) {
      const node = el('button', {
        type: 'button', dir: m.dir || 'auto', ...(m.lang && { lang: m.lang }), 'data-testid': 'choice',
      }, text);
      node.addEventListener('click', () => {
        const copy = payload.match(/^\/save_copy(_json)?$/); // carried out here and never sent
        if (copy) {
          line.save(copy[1] ? 'copy?format=json' : 'copy');
          return;
        }
        choices.focus({ preventScroll: true }); // the button goes away: keep the keyboard's place, open no keyboard
        say({ payload }, text);
      });
      choices.append(node);
    }
    if (choices.children.length) spoken.textContent = counted(t.offered, choices.children.length, box.lang);
  }

  function say(body, text) {
    const node = bubble('person', t.person, text);
    log.append(node);
    anchor = undefined;
    choices.textContent = '';
    spoken.textContent = '';
    scroller.scrollTop = scroller.scrollHeight;
    const item = { body: { ...body, client_id: chance() }, node, text, offered };
    if (state === 'lost' || state === 'busy') mark(item, t.waiting);
    else signal('');
    line.send(item);
  }

  function refused(item) {
    signal('refused');
    mark(item, t.unsent); // words that took courage to write are never thrown away
    if (item.body.text && !words.value) {
      words.value = item.text;
      item.node.remove();
      size();
    }
    if (offered && item.offered === offered) offer(offered);
  }

  function ended() {
    const here = root.activeElement;
    choices.textContent = '';
    signal('ended');
    able(false);
    if (here && here !== scroller && here !== leaveButton) again.focus();
    tell('ended');
  }

  function able(yes) {
    words.disabled = sendButton.disabled = !yes;
    again.hidden = yes;
    if (!yes) writing.textContent = '';
  }

  // Saved like any download: asked for on a link that nobody sees, from the memory of this page, under a neutral name.
  function file(data) {
    const href = URL.createObjectURL(data);
    el('a', { href, download: data.type.includes('json') ? 'copy.json' : 'copy.html' }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000); // some browsers read it late
    signal('');
  }

  const tell = (what) => host.dispatchEvent(new CustomEvent(`alder:${what}`, { bubbles: true }));
  const size = () => {
    words.style.height = 'auto';
    words.style.height = `${words.scrollHeight + 2}px`;
  };

  function wipe() {
    for (const part of [log, choices, writing, spoken, notice]) part.textContent = '';
    words.value = '';
    words.style.height = '';
    seen = new Set();
    offered = anchor = undefined;
    state = '';
  }

  function begin() {
    if (line) line.stop();
    wipe();
    const code = language(host);
    const server = (host.getAttribute('server') || HOME).replace(/\/+$/, '');
    const numbers = (list) => list.map(String).filter((number) => /^\d{3,6}$/.test(number));
    short = numbers((host.getAttribute('short-numbers') || '').split(/\s+/));
    speak(code);
    able(true);
    line = connect(server, code, {
      ready: (data) => {
        short.push(...numbers(data.short_numbers || []));
        show(data.messages, true);
        tell('ready');
      },
      messages: (list) => show(list),
      writing: (yes) => { writing.textContent = yes ? t.writing : ''; },
      signal, refused, ended, sent, file,
    });
  }

  function leave() {
    if (left) return;
    left = true;
    blank();
    line.erase();
    wipe();
    location.replace(exitAddress(host));
    tell('leaving');
  }

  leaveButton.addEventListener('click', leave);
  again.addEventListener('click', () => { begin(); words.focus(); });
  words.addEventListener('input', size);
  words.addEventListener('keydown', (key) => {
    if (key.key !== 'Enter' || key.shiftKey || key.isComposing || key.keyCode === 229) return;
    key.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); submit(); });

  function submit() {
    const text = words.value.trim();
    if (!text || words.disabled) return;
    words.value = '';
    size();
    say({ text }, text);
  }

  const shift = shiftWatch((more) => { spoken.textContent = t.shift[more - 1]; }, leave);
  const watched = {
    ...shift,
    click: (event) => {
      if (!event.target.closest || !event.target.closest('[data-alder-leave]')) return;
      event.preventDefault();
      leave();
    },
    offline: () => { if (!words.disabled) signal('lost'); },
    online: () => { if (state === 'lost') signal(''); line.wake(); },
    // Back must not bring the words back: they go when the page does, and a page that was left stays blank.
    pagehide: () => { line.stop(); wipe(); },
    pageshow: (event) => {
      if (event.persisted && left) location.replace(exitAddress(host));
      else if (event.persisted) begin();
    },
  };
  return {
    start: () => { for (const name in watched) addEventListener(name, watched[name], true); begin(); },
    stop: () => { for (const name in watched) removeEventListener(name, watched[name], true); line.stop(); wipe(); },
  };
}
