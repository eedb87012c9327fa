// Leaving at once: a white page first, then everything else.
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
