// How it looks: calm, high contrast, forced colours, right to left, 320 px.
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
