// One conversation with the server: sends in order, each message once, and listens. `on` is told what to show.
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
  async function ask(method, address, body, kind = 'json') {
    const watch = limit(40); // longer than the server takes to say that it needs longer
    try {
      const answer = await call(method, address, { body: JSON.stringify(body), signal: watch.signal });
      return { status: answer.status, data: answer.ok ? await answer[kind]() : await answer.json().catch(() => ({})) };
    } catch (lost) {
      return { status: 0, data: {} };
    } finally {
      watch.end();
    }
  }

  async function begin() {
    for (let tries = 0; live; tries++) {
      on.writing(true);
      const { status, data } = await ask('POST', `${server}/api/chat/conversations`, { language: start });
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
      const answer = await ask('POST', `${url}/messages`, item.body);
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

  async function save(what) {
    const answer = await ask('GET', `${url}/${what}`, undefined, 'blob');
    if (!live) return;
    if (over(answer)) finish();
    else if (answer.status === 200) on.file(answer.data);
    else on.signal('lost');
  }

  begin();
  const wake = () => [...naps].forEach((done) => done()); // tries again now
  return {
    send: (item) => { queue.push(item); wake(); pump(); },
    save,
    stop,
    wake,
    // keepalive outlives the page; sendBeacon would too, but cannot carry the token in a header. Without credentials
    // (there are none) the browser would not obey the answer's Clear-Site-Data.
    erase: () => {
      if (token) call('DELETE', url, { keepalive: true, credentials: 'same-origin' }).catch(() => {});
      stop();
    },
  };
}
