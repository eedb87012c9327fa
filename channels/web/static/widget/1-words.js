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
// What the widget itself says, by language; everything else is said by the server.
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
