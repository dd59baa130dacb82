import{D as e}from"../start.mjs";import{T as t}from"../sandbox.mjs";import{n}from"../html.mjs";import{n as r,r as i,t as a}from"../simulation.mjs";function scaleOf(e,{spans:t,thresholds:n}){let isUsual=({at:e})=>t.every(({begin:t,end:n})=>e<t||e>n),r=e.some(isUsual)?e.filter(isUsual):e,i=Math.max(0,...r.map(e=>e.most)),a=Math.min(0,...r.map(e=>e.least)),o=Math.max(i,-a,1e-9),s=n.filter(({value:e})=>Math.abs(e)<=6*o),c=[...s.map(({value:e})=>e),i,a],[l,u]=[Math.max(...c),Math.min(...c)],[d,f]=[Math.max(0,...e.map(e=>e.most)),Math.min(0,...e.map(e=>e.least))],p=ticksFor(d<=2*l?Math.max(l,d):l*1.1,f>=2*u?Math.min(u,f):u*1.1);return{low:p[0]??0,high:p.at(-1)??1,ticks:p,shown:s}}function ticksFor(e,t){let n=e-t||1,r=10**Math.floor(Math.log10(n/3)),i=[1,2,5,10].map(e=>e*r).find(e=>n/e<=4)??n,[a,o]=[Math.floor(t/i),Math.max(1,Math.ceil(e/i))];return Array.from({length:o-a+1},(e,t)=>(a+t)*i)}let o;function formatted(e){return o??={day:new Intl.DateTimeFormat(`en-GB`,{timeZone:`UTC`,day:`numeric`,month:`short`}),time:new Intl.DateTimeFormat(`en-GB`,{timeZone:`UTC`,hour:`2-digit`,minute:`2-digit`})},{day:o.day.format(e),time:o.time.format(e)}}function clock(e){let{day:t,time:n}=formatted(e);return`${t} ${n}`}function hour(e){let{day:t,time:n}=formatted(e);return n===`00:00`?t:n}function chartHtml(e){let t=thinned(e.samples,400),{low:r,high:i,ticks:a,shown:o}=scaleOf(t,e),x=t=>round((t-e.begin)/Math.max(1,e.end-e.begin)*1e3),y=e=>round(100-(e-r)/Math.max(1e-9,i-r)*100),s=t.map(({at:e,mean:t})=>`${x(e)} ${y(t)}`).join(`L`),c=t.map(({at:e,most:t})=>`${x(e)} ${y(t)}`),l=t.map(({at:e,least:t})=>`${x(e)} ${y(t)}`).reverse();return n`<div class="chart">
    <div class="plot">
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="${inWords(e)}">
        ${a.map(e=>n`<path class="grid" d="M0 ${y(e)}H1000" />`)}
        ${e.spans.map(({begin:e,end:t,text:r})=>n`<rect class="span" x="${x(e)}" y="0" width="${Math.max(1,round(x(t)-x(e)))}" height="100"><title>${r}</title></rect>`)}
        <path class="band" d="M${[...c,...l].join(`L`)}Z" />
        <path class="mean" d="M${s}" />
        ${o.map(({value:e,text:t})=>n`<path class="threshold" d="M0 ${y(e)}H1000"><title>${t}</title></path>`)}
        ${e.marks.map(({at:e,text:t})=>n`<path class="mark" d="M${x(e)} 0V100"><title>${t}</title></path>`)}
      </svg>
      ${a.map(e=>n`<span class="tick" style="top:${y(e)}%">${short(e)}</span>`)}
      ${o.map(({value:e,text:t})=>n`<span class="limit" style="top:${y(e)}%">${t}</span>`)}
      ${peaksAbove(t,i,e).map(({at:e,most:t})=>n`<span class="peak" style="left:${Math.min(96,Math.max(4,x(e)/10))}%">\u25b2 ${short(t)}</span>`)}
    </div>
    <div class="hours">
      ${hoursOf(e).map((e,t)=>n`<span class="${t%2==0?`hour`:`hour minor`}" style="left:${x(e)/10}%">${hour(e)}</span>`)}
    </div>
  </div>`}function inWords({title:e,unit:t,samples:n,marks:r,thresholds:i}){let a=Math.max(...n.map(e=>e.most)),o=Math.min(...n.map(e=>e.least)),s=n.length===0?`no values`:`from ${short(o)} to ${short(a)} ${t}`,c=i.map(({text:e})=>` ${e}.`).join(``);return`${e}: ${s}; ${r.length} alarms.${c}`}function peaksAbove(e,t,{begin:n,end:r}){let i=e.filter(({most:e})=>e>t).sort((e,t)=>t.most-e.most),a=[];for(let e of i)a.every(({at:t})=>Math.abs(t-e.at)>(r-n)*.14)&&a.length<4&&a.push(e);return a}function thinned(e,t){let n=Math.ceil(e.length/t);return n<=1?e:Array.from({length:Math.ceil(e.length/n)},(t,r)=>merged(e.slice(r*n,(r+1)*n)))}function merged(e){let t=e.reduce((e,t)=>e+t.points,0);return{at:e.at(-1)?.at??0,points:t,least:Math.min(...e.map(({least:e})=>e)),mean:e.reduce((e,t)=>e+t.mean*t.points,0)/Math.max(1,t),most:Math.max(...e.map(({most:e})=>e))}}function hoursOf({begin:e,end:t}){let n=[1,2,3,6,12,24,48,168,720].map(e=>e*36e5).find(n=>(t-e)/n<=8)??(t-e)/8,r=Math.ceil(e/n),i=Array.from({length:Math.max(0,Math.ceil(t/n)-r)},(e,t)=>(r+t)*n),a=(t-e)/30;return i.filter(n=>n-e>=a&&t-n>=a)}function short(e){let t=Number(e.toPrecision(4));return Math.abs(t)>=1e6?`${t/1e6} M`:Math.abs(t)>=1e4?`${t/1e3} k`:String(t)}function round(e){return Math.round(e*10)/10}function simulationPage(e){return n`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'unsafe-inline'; img-src data:`}" />
      <title>Simulation of ${e.map(({report:e})=>e.target).join(`, `)}</title>
      <style>
        ${{html:`
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
`}}
      </style>
      ${e.map(targetPart)}
    </html> `.html}function targetPart({report:e,picture:t,cost:a}){let o=a===void 0?void 0:r(a),{target:s,devices:c,begin:l,end:u,seed:d}=e,f=Math.round((u-l)/36e5);return n`<main>
    <h1>Simulation: ${s}</h1>
    <p class="lead dim">
      ${i(c,`device`)}, ${i(f,`hour`)} of virtual time: ${clock(l)} to ${clock(u)}. All times
      are UTC. Seed ${d}. No device and no AWS account was involved.
    </p>
    ${cards(e)}
    ${o===void 0?``:n`<p>Cost: ${o} (<code>defender-gitops cost</code> has the details).</p>`}
    <h2>Data path</h2>
    <figure class="picture">
      <img src="data:image/svg+xml,${encodeURIComponent(t)}" alt="Data path of ${s}" />
      <figcaption class="narrow">Wider than the screen: scroll it sideways.</figcaption>
    </figure>
    <h2>Delivery summary</h2>
    ${fates(e)}
    <h2>Alarms</h2>
    ${alarms(e)}
    <h2>Metrics</h2>
    <p class="dim">
      <b class="key">Line</b> mean of the devices that a behavior judges (of all, where none does).
      <b class="key of-band">Band</b> lowest to highest value. <b class="key of-threshold">Dashed</b> threshold: beyond
      it is abnormal. <b class="key of-mark">Red</b> an alarm begins. <b class="key of-span">Shaded</b> an anomaly was
      injected into a device. \u25b2 a peak above the scale.
    </p>
    ${e.series.flatMap(t=>t.samples.length===0?[]:[seriesPart(t,e)])}
    ${lists(e)}
    ${e.notSimulated.length===0?``:n`<h2>Not simulated</h2>
            <ul>
              ${e.notSimulated.map(e=>n`<li>${e}</li>`)}
            </ul>`}
  </main>`}function cards({totals:t,devices:r}){let i=[[r,`devices`],[t.reported,`data points reported`],[t.exported,`data points exported`],[t.batches,`batches`],[t.ruleExecutions,`rule executions`],[t.objects,`objects`],[t.objectBytes,`bytes in objects`],[t.alarms,`alarms`]];return n`<ul class="cards">
    ${i.map(([t,r])=>n`<li><b>${e(t)}</b>${r}</li>`)}
  </ul>`}function fates({fates:t}){if(t.length===0)return n`<p>Nothing was exported.</p>`;let r=t.map(({fate:t,where:r,reason:i,points:o})=>{let[s,c]=a[t];return n`<tr class="${t}">
      <td>${s} ${c} ${r}${i===void 0?``:` (${i})`}</td>
      <td class="number">${e(o)}</td>
    </tr>`});return n`<table class="tight">
    <thead>
      <tr>
        <th>Exported data points</th>
        <th class="number">Count</th>
      </tr>
    </thead>
    <tbody>
      ${r}
    </tbody>
  </table>`}function alarms({behaviors:t}){let r=t.filter(({judge:e})=>e!==`none`);if(r.length===0)return n`<p>No behavior has criteria, so nothing is judged.</p>`;let i=r.map(t=>{let{profile:r,name:i,metric:a,judge:o,alarms:s,things:c,isSuppressed:l}=t,u=o===`machine-learning`,d=[a,normalText(t),l?`suppressed`:``].filter(e=>e!==``);return n`<tr>
      <td>${r}/${i}<br /><span class="dim">${d.join(`, `)}</span></td>
      <td class="number">${u?`not simulated`:e(s)}</td>
      <td class="number">${u?``:e(c)}</td>
    </tr>`});return n`<table>
    <thead>
      <tr>
        <th>Behavior</th>
        <th class="number">Alarms</th>
        <th class="number">Devices</th>
      </tr>
    </thead>
    <tbody>
      ${i}
    </tbody>
  </table>`}const s={"less-than":`less than`,"less-than-equals":`at most`,"greater-than":`greater than`,"greater-than-equals":`at least`};function normalText({threshold:e}){return e===void 0?``:`normal is ${s[e.operator]??e.operator} ${short(e.value)}`}function lists({series:r}){let i=r.filter(({samples:e})=>e.length===0);if(i.length===0)return``;let a=i.map(n=>`${t(n)} (${e(n.points)})`).join(`, `);return n`<p class="dim">Without a chart, because they are lists: ${a}.</p>`}function seriesPart(e,r){let{metric:a,unit:o=``,samples:s,things:c}=e,l=t(e),u=r.behaviors.filter(e=>e.metric===a),d=r.alarms.filter(({state:e,profile:t,behavior:n})=>e===`in-alarm`&&u.some(e=>e.profile===t&&e.name===n)).map(({at:e,profile:t,behavior:n,thing:r})=>({at:e,text:`${clock(e)} ${r}: ${t}/${n}`})),f=u.flatMap(e=>e.threshold===void 0?[]:[{value:e.threshold.value,text:`${e.name}: ${normalText(e)}`}]),p=r.anomalies.filter(e=>e.series===l&&e.isSampled).map(({begin:e,end:t,thing:n})=>({begin:e,end:t,text:`anomaly injected into ${n}`})),{begin:m,end:h}=r,g=[`${i(c,`device`)}, ${i(d.length,`alarm`)}`,...o.includes(` `)?[]:[o]];return n`<figure>
    <h3>${l}</h3>
    ${chartHtml({title:l,unit:o,begin:m,end:h,samples:s,thresholds:f,marks:d,spans:p})}
    <figcaption>${g.filter(e=>e!==``).join(`. Unit: `)}.</figcaption>
  </figure>`}export{simulationPage};