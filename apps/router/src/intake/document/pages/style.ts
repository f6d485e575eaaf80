/** The one style sheet of the documentation; both colour schemes, from 390 px on. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --line: #d9dde3; --text: #1b1f24; --quiet: #57606a; --link: #0b57d0; --needed: #9a3412;
  --get: #0b57d0; --post: #1a7f37; --put: #8250df; --patch: #8a5a00; --delete: #c0262d; --on: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1216; --raised: #181c22; --line: #2d333b; --text: #e4e8ed; --quiet: #9aa4b0; --link: #7db2ff; --needed: #ffb27d;
    --get: #7db2ff; --post: #6ddb8b; --put: #c8a6ff; --patch: #f0c060; --delete: #ff8f8f; --on: #0f1216;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, pre { font: 0.88em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: baseline; padding: 0.7rem 1.25rem; background: var(--ground); border-bottom: 1px solid var(--line); }
header strong { font-size: 1.05rem; margin-right: auto; }
header strong a { color: var(--text); }
header small { color: var(--quiet); font-weight: 400; }
[aria-current] { color: var(--text); font-weight: 600; }
.page { display: grid; grid-template-columns: 17.5rem minmax(0, 1fr); }
.page > nav { position: sticky; top: 3rem; align-self: start; height: calc(100vh - 3rem); overflow-y: auto; padding: 1rem 0 2rem 1.25rem; border-right: 1px solid var(--line); font-size: 0.87rem; }
nav h2 { margin: 1rem 0 0.25rem; font-size: 0.78rem; font-weight: 600; color: var(--quiet); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 0.16rem 0.75rem 0.16rem 0; color: var(--text); }
main { max-width: 56rem; padding: 1.5rem 2rem 4rem; min-width: 0; }
h1 { font-size: 1.55rem; line-height: 1.25; margin: 0 0 0.5rem; }
h2 { font-size: 1.12rem; margin: 2.25rem 0 0.6rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 0.95rem; margin: 1.25rem 0 0.4rem; }
p { margin: 0.4rem 0; }
.quiet { color: var(--quiet); }
.address { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: baseline; margin: 0.75rem 0; padding: 0.55rem 0.8rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; overflow-wrap: anywhere; }
.method { font: 700 0.74rem/1 ui-monospace, Menlo, Consolas, monospace; display: inline-block; min-width: 3.6rem; }
.GET { color: var(--get); } .POST { color: var(--post); } .PUT { color: var(--put); } .PATCH { color: var(--patch); } .DELETE { color: var(--delete); }
.address .method { padding: 0.3rem 0.45rem; border-radius: 4px; color: var(--on); min-width: 0; }
.address .GET { background: var(--get); } .address .POST { background: var(--post); } .address .PUT { background: var(--put); } .address .PATCH { background: var(--patch); } .address .DELETE { background: var(--delete); }
.list { list-style: none; margin: 0.25rem 0 0; padding: 0; }
.list li { display: grid; grid-template-columns: 4rem minmax(0, 1fr) minmax(0, 1.1fr); gap: 0.15rem 0.75rem; padding: 0.42rem 0; border-bottom: 1px solid var(--line); align-items: baseline; }
.list code { overflow-wrap: anywhere; color: var(--quiet); }
dl { margin: 0; }
.field { padding: 0.55rem 0; border-bottom: 1px solid var(--line); }
.field:last-child { border-bottom: 0; }
.field dt { display: flex; flex-wrap: wrap; gap: 0.1rem 0.6rem; align-items: baseline; }
.field dt > code { font-weight: 600; overflow-wrap: anywhere; }
.field dt span { color: var(--quiet); font-size: 0.85rem; }
.field dt .needed { color: var(--needed); }
.field dd { margin: 0.15rem 0 0; }
.field dd p { margin: 0.1rem 0; }
.values { font-size: 0.85rem; color: var(--quiet); }
.values code { display: inline-block; margin: 0.15rem 0.3rem 0 0; padding: 0 0.3rem; border: 1px solid var(--line); border-radius: 3px; color: var(--text); }
pre { margin: 0.5rem 0; padding: 0.8rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
details { margin: 0.5rem 0; border: 1px solid var(--line); border-radius: 6px; }
summary { padding: 0.5rem 0.8rem; cursor: pointer; display: flex; flex-wrap: wrap; gap: 0.1rem 0.7rem; align-items: baseline; }
summary::before { content: "+"; font-family: ui-monospace, monospace; color: var(--quiet); width: 0.7rem; }
details[open] > summary::before { content: "-"; }
details > :not(summary) { margin-left: 0.8rem; margin-right: 0.8rem; }
.problem { display: grid; grid-template-columns: minmax(0, 17rem) minmax(0, 1fr); gap: 0.1rem 1rem; padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
.of-status { grid-template-columns: 4rem minmax(0, 1fr); }
.problem:target { background: var(--raised); }
.problem > code { overflow-wrap: anywhere; font-weight: 600; }
.problem p { margin: 0 0 0.15rem; }
.notice { padding: 0.6rem 0.8rem; border: 1px solid var(--needed); border-radius: 6px; }
@media (max-width: 860px) {
  .page { display: block; }
  .page > nav { display: none; }
  main { padding: 1.1rem 1rem 3rem; }
  header { padding: 0.6rem 1rem; }
  header strong { width: 100%; }
  .list li { grid-template-columns: 4rem minmax(0, 1fr); }
  .list code { grid-column: 2; }
  .problem { grid-template-columns: minmax(0, 1fr); }
}
`.trimStart();
