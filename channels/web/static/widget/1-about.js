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
