// The element <alder-chat> itself.
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
