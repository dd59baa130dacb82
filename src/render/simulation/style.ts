/** How the page of a simulation looks: in light and dark, on screens and paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #f0f6fc); --dim: light-dark(#59636e, #9198a1);
  --page: light-dark(#ffffff, #0d1117); --card: light-dark(#f6f8fa, #151b23); --line: light-dark(#d1d9e0, #3d444d);
  --blue: light-dark(#0969da, #4493f8); --red: light-dark(#cf222e, #f85149); --amber: light-dark(#9a6700, #d29922);
  --green: light-dark(#1a7f37, #3fb950); }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 ui-sans-serif, system-ui, sans-serif }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem } h3 { font-size: 1rem; margin: 1.4rem 0 .2rem }
.dim { color: var(--dim) } .lead { margin: .2rem 0 1.2rem }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; padding: 0; margin: 0; list-style: none }
.cards li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem }
.cards b { display: block; font-size: 1.25rem; font-variant-numeric: tabular-nums }
figure { margin: .4rem 0 0; overflow-x: auto } figure img { max-width: 100%; height: auto }
figcaption { color: var(--dim); font-size: .85rem }
svg { display: block; width: 100%; height: auto; background: var(--card); border: 1px solid var(--line); border-radius: .5rem }
svg text { font: 11px ui-sans-serif, system-ui, sans-serif; fill: var(--dim) }
.grid { stroke: var(--line) } .band { fill: var(--blue); opacity: .18 } .mean { fill: none; stroke: var(--blue); stroke-width: 1.6 }
.mark { stroke: var(--red); stroke-width: 1.2 } .span { fill: var(--amber); opacity: .16 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line) }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums } th { color: var(--dim); font-weight: 500 }
.scroll { overflow-x: auto } .lost, .error { color: var(--red) } .delivered, .published { color: var(--green) }
`;
