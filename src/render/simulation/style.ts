/** How the page of a simulation looks: in light and dark, on screens, phones and paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #f0f6fc); --dim: light-dark(#59636e, #9198a1);
  --page: light-dark(#ffffff, #0d1117); --card: light-dark(#f6f8fa, #151b23); --line: light-dark(#d1d9e0, #3d444d);
  --blue: light-dark(#0969da, #4493f8); --red: light-dark(#cf222e, #f85149); --amber: light-dark(#9a6700, #d29922);
  --green: light-dark(#1a7f37, #3fb950) }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem } h3 { font-size: 1rem; margin: 0 0 .3rem }
.dim { color: var(--dim) } .lead { margin: .2rem 0 1.2rem }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem; padding: 0; margin: 0; list-style: none }
.cards li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem }
.cards b { display: block; font-size: 1.25rem; font-variant-numeric: tabular-nums }
figure { margin: 1.4rem 0 0 } .picture { margin: .4rem 0 0; overflow-x: auto } .picture img { max-width: 100%; height: auto }
figcaption { color: var(--dim); font-size: .85rem; margin-top: .2rem } .narrow { display: none }
.chart { padding: .9rem .8rem .3rem 3.6rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  font-size: 12px; line-height: 1; color: var(--dim) }
.plot { position: relative; height: 11rem } .plot svg { display: block; width: 100%; height: 100%; overflow: hidden }
.plot path { vector-effect: non-scaling-stroke }
.plot span, .hour { position: absolute; white-space: nowrap }
.tick { right: calc(100% + .5rem); transform: translateY(-50%) }
.limit { left: 0; transform: translateY(calc(-100% - 3px)); color: var(--red); background: var(--card); padding: 1px 3px }
.peak { top: 2px; transform: translateX(-50%); color: var(--ink) }
.hours { position: relative; height: 1.4rem; margin-top: .5rem } .hour { transform: translateX(-50%) }
.grid { stroke: var(--line) } .band { fill: var(--blue); opacity: .18 } .mean { fill: none; stroke: var(--blue); stroke-width: 1.6 }
.threshold { fill: none; stroke: var(--red); stroke-width: 1.4; stroke-dasharray: 5 4 }
.mark { stroke: var(--red); stroke-width: 1.6 } .span { fill: var(--amber); opacity: .16 }
.key { font-weight: 600; border-bottom: 3px solid var(--blue) } .of-band { border-color: color-mix(in srgb, var(--blue) 30%, transparent) }
.of-threshold { border-bottom: 2px dashed var(--red) } .of-mark { border-color: var(--red) }
.of-span { border-color: color-mix(in srgb, var(--amber) 45%, transparent) }
table { border-collapse: collapse; width: 100% } .tight { width: auto; min-width: 50% }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line) }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } th { color: var(--dim); font-weight: 500 }
th:last-child, td:last-child { padding-right: 0 }
.lost, .error { color: var(--red) } .delivered, .published { color: var(--green) }
@media (max-width: 40rem) {
  .cards { grid-template-columns: repeat(2, 1fr) } .picture img { max-width: none } .narrow { display: block } .minor { display: none }
  .chart { padding-left: 3.2rem } .plot .limit { max-width: 100%; white-space: normal } .tight { width: 100% }
}
`;
