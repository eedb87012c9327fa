/* Alder chat widget: one dependency-free custom element that a programme adds to any page.
 *
 *   <script src="https://chat.example.org/widget.js" defer></script>
 *   <alder-chat exit="https://www.weather.gov"></alder-chat>
 *
 * Attributes
 *   lang           language to start in; else the page's, else the browser's. "auto": the browser's first
 *   server         origin of the API; default: where this script came from
 *   exit           http(s) address that "Leave this page" goes to; default https://www.weather.gov
 *   heading        neutral title shown at the top; default "Chat"; empty: none
 *   short-numbers  short phone numbers to make tappable, by spaces; the server's `short_numbers` are added
 * Elements of the page with `data-alder-leave` leave the page as the widget's own button does.
 * Events on the element, none carries a word that was typed: alder:ready, alder:ended, alder:leaving.
 *
 * Kept only in the memory of this page: a phone that is taken away shows and holds nothing afterwards. So no
 * storage, no cookie, no history entry; the token lives in a closure that no other script can read.
 */
(() => {
  'use strict';

  const STRINGS = {
    en: {
      heading: 'Chat', log: 'Messages', label: 'Your message', hint: 'Write here', send: 'Send',
      choices: 'Suggested answers', offered: (n) => (n === 1 ? '1 suggested answer' : `${n} suggested answers`),
      leave: 'Leave this page', keys: 'To leave fast, press Shift three times',
      shift: ['Press Shift once more to leave this page.', 'Press Shift two more times to leave this page.'],
      assistant: 'Automated assistant', person: 'You', staff: 'A person on the team', system: 'Notice',
      writing: 'Writing…', waiting: 'Waiting to be sent', unsent: 'Not sent',
      ended: 'This chat has ended.', again: 'Start again',
      lost: 'The signal is lost. What you write stays on this page and is sent once, when the signal is back.',
      busy: 'This is taking longer than usual. It will be tried again; you do not need to do anything.',
      refused: 'That message was not sent. You can change it and send it again.',
    },
    es: {
      heading: 'Chat', log: 'Mensajes', label: 'Su mensaje', hint: 'Escriba aquí', send: 'Enviar',
      choices: 'Respuestas sugeridas',
      offered: (n) => (n === 1 ? '1 respuesta sugerida' : `${n} respuestas sugeridas`),
      leave: 'Salir de esta página', keys: 'Para salir rápido, pulse Mayús tres veces',
      shift: ['Pulse Mayús una vez más para salir de esta página.',
        'Pulse Mayús dos veces más para salir de esta página.'],
      assistant: 'Asistente automático', person: 'Usted', staff: 'Una persona del equipo', system: 'Aviso',
      writing: 'Escribiendo…', waiting: 'En espera de envío', unsent: 'No se envió',
      ended: 'Este chat ha terminado.', again: 'Empezar de nuevo',
      lost: 'Se perdió la señal. Lo que escriba queda en esta página y se envía, una sola vez, cuando vuelva.',
      busy: 'Esto tarda más de lo normal. Se intentará otra vez; no tiene que hacer nada.',
      refused: 'Ese mensaje no se envió. Puede cambiarlo y enviarlo otra vez.',
    },
  };

  const CSS = `
:host{--ink:#1f2d2c;--paper:#fbfaf7;--card:#fff;--own:#dcebe8;--quiet:#52605e;--line:#74827f;--act:#1d5558;--on:#fff;
 display:block;height:36em;max-height:100vh;min-height:20em;color:var(--ink);background:var(--paper);
 font:16px/1.5 system-ui,sans-serif;font-size:max(16px,1rem);color-scheme:light dark}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box}
.box{position:relative;display:flex;flex-direction:column;height:100%;min-height:inherit}
.top{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;align-items:center;padding:.5em .75em;
 background:var(--paper);border-bottom:1px solid var(--line)}
h2{flex:1;margin:0;font-size:1.1em}
.keys{margin:0 .75em;margin-inline-start:auto;color:var(--quiet);font-size:.875em}
button,textarea{font:inherit;min-height:44px;border-radius:.5em;border:1px solid var(--line)}
button{min-width:44px;padding:.4em 1em;background:var(--card);color:var(--act);cursor:pointer;text-align:start}
button:hover{border-color:var(--act);text-decoration:underline}
.leave,.send{background:var(--act);border-color:var(--act);color:var(--on);font-weight:600}
button:disabled,textarea:disabled{opacity:.6;cursor:default;text-decoration:none}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.scroll{position:relative;flex:1 1 10em;min-height:10em;overflow-y:auto;padding:.75em}
.log{display:flex;flex-direction:column}
.m{max-width:min(36em,88%);margin:0 0 .75em;padding:.5em .75em;border:1px solid var(--line);border-radius:.75em;
 background:var(--card);align-self:flex-start}
.m.person{align-self:flex-end;background:var(--own)}
.m.waiting{border-style:dashed}
.who,.note{display:block;color:var(--quiet);font-size:.875em}
.text{margin:0;white-space:pre-wrap;word-break:break-word;overflow-wrap:anywhere}
a{color:var(--act);text-underline-offset:.15em}
a[href^=tel],a[href^=sms]{white-space:nowrap}
.choices{display:flex;flex-wrap:wrap;margin:0 -.25em}
.choices button{margin:.25em;max-width:100%;overflow-wrap:anywhere}
.writing{min-height:1.5em;margin:0;color:var(--quiet);font-size:.875em}
.notice{margin:0;padding:0 .75em}
.notice:not(:empty){padding:.5em .75em;border-top:1px solid var(--line)}
.again{margin:0 .75em .5em;align-self:flex-start}
form{margin:0;display:flex;align-items:flex-end;padding:.5em .75em;border-top:1px solid var(--line)}
textarea{flex:1;min-width:0;max-height:8em;padding:.55em .75em;resize:none;background:var(--card);color:inherit}
textarea::placeholder{color:var(--quiet);opacity:1}
.send{margin-inline-start:.5em}
.far{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (hover:none),(max-width:30em){.keys{display:none}.leave{margin-inline-start:auto}}
@media (prefers-color-scheme:dark){:host{--ink:#e6ecea;--paper:#16201f;--card:#1f2b2a;--own:#24403f;--quiet:#b3c0bd;
 --line:#7c8c89;--act:#9fd3cf;--on:#10201f}}
@media (forced-colors:active){:focus-visible{outline-color:Highlight}}
@media (prefers-reduced-motion:no-preference){.m{animation:in .25s ease-out}@keyframes in{from{opacity:.3}}}`;

  const EXIT = 'https://www.weather.gov';
  const script = document.currentScript;
  const HOME = script && script.src ? new URL(script.src).origin : location.origin;

  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children); // strings become text nodes: nothing that arrives is ever read as markup
    return node;
  };
  const chance = () => // not crypto.randomUUID: browsers five years old do not have it
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const primary = (tag) => String(tag || '').toLowerCase().split('-')[0];

  function language(host) {
    const asked = host.getAttribute('lang');
    const page = asked === 'auto' ? [] : [asked, document.documentElement.lang];
    return [...page, ...(navigator.languages || [])].map(primary).find((code) => STRINGS[code]) || 'en';
  }

  function dress(root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet]; // a strict CSP allows this, and forbids the next line without a nonce
    } catch (old) {
      root.append(el('style', script && script.nonce ? { nonce: script.nonce } : {}, CSS));
    }
  }

  // Web addresses, North American and "+" numbers, and the short numbers the programme named; left to right even
  // inside right-to-left text, where the groups of a phone number would otherwise be shown in the wrong order.
  function linked(text, short) {
    const gap = '[-. \\u00a0\\u2011]';
    const forms = ['https://[^\\s<>"\']+', `(?:\\+?1${gap})?(?:\\(\\d{3}\\) ?|\\d{3}${gap})\\d{3}${gap}\\d{4}`,
      `\\+\\d{1,3}(?:${gap}?\\d{2,4}){2,4}`, ...short];
    const nodes = [];
    let done = 0;
    for (const found of text.matchAll(new RegExp(forms.join('|'), 'g'))) {
      const web = found[0].startsWith('https:');
      const said = web ? found[0].replace(/[.,;:!?)\]}»”’]+$/, '') : found[0];
      const before = text.slice(done, found.index);
      const part = /[\w$.-]$/.test(before) || /^[-.]?\w/.test(text.slice(found.index + said.length));
      if (!web && part) continue; // digits inside a longer number, a price or a code
      const link = web ? { href: said, target: '_blank' } : { href: dial(said) };
      nodes.push(before, el('a', { ...link, rel: 'noreferrer noopener', dir: 'ltr' }, said));
      done = found.index + said.length;
    }
    return [...nodes, text.slice(done)];
  }

  function dial(said) {
    const digits = said.replace(/\D/g, '');
    if (digits.length < 7) return `${digits.length > 3 ? 'sms' : 'tel'}:${digits}`; // short codes only take texts
    return `tel:+${digits.length === 10 && said[0] !== '+' ? '1' : ''}${digits}`;
  }

  // One conversation with the server. `on` is told what to show; the queue sends in order, each message once.
  function connect(server, start, on) {
    const queue = [];
    const open = new Set();
    const naps = new Set();
    let token = '', url = '', after = 0, live = true, pumping = false, closing = false;

    const stop = () => { live = false; token = ''; queue.length = 0; open.forEach((cut) => cut.abort()); };
    const finish = () => { stop(); on.ended(); };
    // The stream may hear of the end before the request that asked for it has its answer: the last words come first.
    const finishAfterLastWords = () => { if (queue.length) closing = true; else finish(); };
    const over = ({ status, data }) =>
      [401, 404, 410].includes(status) || (data.error && data.error.code === 'conversation_ended');
    const call = (method, address, more) => fetch(address, {
      method, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', ...more,
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    });
    const rest = (tries) => new Promise((go) => {
      const done = () => { clearTimeout(timer); naps.delete(done); go(); };
      const timer = setTimeout(done, Math.min(30, 2 ** tries) * (750 + Math.random() * 500));
      naps.add(done);
    });
    const limit = (seconds) => {
      const cut = new AbortController();
      let timer;
      open.add(cut);
      const extend = () => { clearTimeout(timer); timer = setTimeout(() => cut.abort(), seconds * 1000); };
      extend();
      return { signal: cut.signal, extend, end: () => { clearTimeout(timer); open.delete(cut); } };
    };

    // An answer cut off half way counts as no answer: the same client_id asks for it again.
    async function post(address, body) {
      const watch = limit(40); // longer than the server takes to say that it needs longer
      try {
        const answer = await call('POST', address, { body: JSON.stringify(body), signal: watch.signal });
        return { status: answer.status, data: answer.ok ? await answer.json() : await answer.json().catch(() => ({})) };
      } catch (lost) {
        return { status: 0, data: {} };
      } finally {
        watch.end();
      }
    }

    async function begin() {
      for (let tries = 0; live; tries++) {
        on.writing(true);
        const { status, data } = await post(`${server}/api/chat/conversations`, { language: start });
        if (!live) return;
        on.writing(false);
        if (data.token) {
          token = data.token;
          url = `${server}/api/chat/conversations/${encodeURIComponent(data.id)}`;
          after = Math.max(0, ...data.messages.map((m) => m.seq));
          on.signal('');
          on.ready(data);
          pump();
          listen();
          return;
        }
        on.signal(status ? 'busy' : 'lost');
        await rest(tries);
      }
    }

    async function pump() {
      if (pumping || !token) return;
      pumping = true;
      for (let tries = 0; live && queue.length;) {
        const item = queue[0];
        on.writing(true);
        const answer = await post(`${url}/messages`, item.body);
        if (!live) return;
        on.writing(false);
        if (over(answer)) return finish();
        const { status, data } = answer;
        if (!status || status >= 500 || [408, 409, 425, 429].includes(status)) {
          on.signal(status ? 'busy' : 'lost', queue);
          await rest(tries++);
          continue;
        }
        queue.shift();
        tries = 0;
        if (status >= 400) {
          on.refused(item);
          continue;
        }
        on.sent(item);
        on.messages(data.messages || []);
      }
      pumping = false;
      if (closing && live) finish();
    }

    // EventSource cannot carry the token in a header, and in an address it would be logged: the stream is read by
    // hand. `after` follows only what the stream itself brought: what an answer brought may have overtaken something.
    async function listen() {
      for (let tries = 0; live && !closing; tries++) {
        const watch = limit(60);
        try {
          const answer = await call('GET', `${url}/events?after=${after}`, { signal: watch.signal });
          if (!answer.ok) {
            const data = await answer.json(); // a proxy's error page is not the end of a conversation
            if (data.error && over({ status: answer.status, data })) return finishAfterLastWords();
          } else if (!answer.body) return;
          else await read(answer.body.getReader(), watch, () => { tries = 0; });
        } catch (lost) { /* quiet: a message that cannot be sent says it */ } finally {
          watch.end();
        }
        if (live && !closing) await rest(tries);
      }
    }

    async function read(reader, watch, heard) {
      const decoder = new TextDecoder();
      let rest = '', name = '', data = [];
      for (;;) {
        const { done, value } = await reader.read();
        if (done || !live) return;
        watch.extend();
        const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
        rest = lines.pop();
        for (const line of lines) {
          if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
          else if (line.startsWith('event:')) name = line.slice(6).trim();
          else if (!line) {
            if (data.length) { event(name, JSON.parse(data.join('\n'))); heard(); }
            name = '';
            data = [];
          }
        }
      }
    }

    function event(name, data) {
      if (name === 'ended') return finishAfterLastWords();
      const list = (data && data.messages) || [data];
      const messages = list.filter((m) => m && typeof m.seq === 'number' && typeof m.text === 'string');
      after = Math.max(after, ...messages.map((m) => m.seq));
      on.messages(messages);
    }

    begin();
    const wake = () => [...naps].forEach((done) => done()); // tries again now
    return {
      send: (item) => { queue.push(item); wake(); pump(); },
      stop,
      wake,
      erase: () => { // keepalive outlives the page; sendBeacon would too, but cannot carry the token in a header
        if (token) call('DELETE', url, { keepalive: true }).catch(() => {});
        stop();
      },
    };
  }

  function exitAddress(host) {
    const asked = host.getAttribute('exit') || EXIT;
    return /^https?:\/\//i.test(asked) ? asked : EXIT; // never javascript:, never a path that is still this site
  }

  // Before anything else and without waiting for anything: whoever looks over a shoulder sees a white page.
  function blank() {
    const cover = el('div', { 'data-testid': 'alder-blank' });
    Object.assign(cover.style, {
      position: 'fixed', top: 0, right: 0, bottom: 0, left: 0, zIndex: 2147483647, background: '#fff',
    });
    document.documentElement.append(cover);
    document.body.style.setProperty('display', 'none', 'important'); // also what a dialog would lift above the cover
    document.title = '\u200b';
    document.head.append(el('meta', { name: 'referrer', content: 'no-referrer' }));
  }

  // Three presses of Shift alone within five seconds; Shift to write a capital letter does not count.
  function shiftWatch(announce, leave) {
    let alone = false, times = [];
    return {
      keydown: (key) => {
        if (key.key !== 'Shift') { alone = false; times = []; } else if (!key.repeat) alone = true;
      },
      keyup: (key) => {
        if (key.key !== 'Shift' || !alone) return;
        alone = false;
        times = [...times.filter((then) => key.timeStamp - then < 5000), key.timeStamp];
        if (times.length > 2) leave();
        else announce(3 - times.length);
      },
    };
  }

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

    let t, line, seen, offered, short, state, left = false;

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

    // A long answer is shown from its first line; somebody who reads further up is not moved.
    function settle(first, follow) {
      if (first && follow) scroller.scrollTop = Math.min(scroller.scrollHeight, first.offsetTop - 12);
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
          choices.focus({ preventScroll: true }); // the button goes away: keep the keyboard's place, open no keyboard
          say({ payload }, text);
        });
        choices.append(node);
      }
      if (choices.children.length) spoken.textContent = t.offered(choices.children.length);
    }

    function say(body, text) {
      const node = bubble('person', t.person, text);
      log.append(node);
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
      offered = undefined;
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
        signal, refused, ended, sent,
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

  const views = new WeakMap(); // not a property of the element: the page's other scripts have no way in

  class AlderChat extends HTMLElement {
    connectedCallback() {
      if (!views.has(this)) views.set(this, mount(this));
      views.get(this).start();
    }

    disconnectedCallback() {
      views.get(this).stop();
    }
  }

  if (!customElements.get('alder-chat')) customElements.define('alder-chat', AlderChat);
})();
