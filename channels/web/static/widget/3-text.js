// Small parts: elements, languages, and text whose numbers and addresses can be tapped.
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

function counted(forms, n, lang) {
  return (forms[new Intl.PluralRules(lang).select(n)] || forms.other).replace('{n}', n);
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
