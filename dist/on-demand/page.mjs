import{Mt as e}from"../start.mjs";import{b as t}from"../sandbox.mjs";import{n}from"../html.mjs";import{n as r,r as i,t as a}from"../simulation.mjs";const o={left:64,right:12,top:14,bottom:26};function chartSvg(e){let t=thinned(e.samples,400),r=ticksUpTo(Math.max(0,...t.map(({most:e})=>e)),Math.min(0,...t.map(({least:e})=>e))),[i=0,a=1]=[r[0],r.at(-1)],x=t=>round(o.left+(t-e.begin)/Math.max(1,e.end-e.begin)*(860-o.left-o.right)),y=e=>round(220-o.bottom-(e-i)/Math.max(1e-9,a-i)*(220-o.top-o.bottom)),s=t.map(({at:e,mean:t})=>`${x(e)} ${y(t)}`).join(`L`),c=t.map(({at:e,most:t})=>`${x(e)} ${y(t)}`),l=t.map(({at:e,least:t})=>`${x(e)} ${y(t)}`).reverse();return n`<svg viewBox="0 0 ${860} ${220}" role="img" aria-label="${inWords(e)}">
    ${r.map(e=>n`<path class="grid" d="M${o.left} ${y(e)}H${860-o.right}" /><text x="${o.left-8}" y="${y(e)+4}" text-anchor="end">${short(e)}</text>`)}
    ${hoursOf(e).map(e=>n`<text x="${x(e)}" y="${212}" text-anchor="middle">${clock(e)}</text>`)}
    ${e.spans.map(({begin:e,end:t,text:r})=>n`<rect class="span" x="${x(e)}" y="${o.top}" width="${Math.max(1,round(x(t)-x(e)))}" height="${220-o.top-o.bottom}"><title>${r}</title></rect>`)}
    <path class="band" d="M${[...c,...l].join(`L`)}Z" />
    <path class="mean" d="M${s}" />
    ${e.marks.map(({at:e,text:t})=>n`<path class="mark" d="M${x(e)} ${o.top}V${220-o.bottom}"><title>${t}</title></path>`)}
  </svg>`}function inWords({title:e,unit:t,samples:n,marks:r}){let i=Math.max(...n.map(e=>e.most)),a=Math.min(...n.map(e=>e.least));return`${e}: ${n.length===0?`no values`:`from ${short(a)} to ${short(i)} ${t}`}; ${r.length} marked.`}function thinned(e,t){let n=Math.ceil(e.length/t);return n<=1?e:Array.from({length:Math.ceil(e.length/n)},(t,r)=>merged(e.slice(r*n,(r+1)*n)))}function merged(e){let t=e.reduce((e,t)=>e+t.points,0);return{at:e.at(-1)?.at??0,points:t,least:Math.min(...e.map(({least:e})=>e)),mean:e.reduce((e,t)=>e+t.mean*t.points,0)/Math.max(1,t),most:Math.max(...e.map(({most:e})=>e))}}function ticksUpTo(e,t){let n=e-t||1,r=10**Math.floor(Math.log10(n/3)),i=[1,2,5,10].map(e=>e*r).find(e=>n/e<=4)??n,[a,o]=[Math.floor(t/i),Math.max(1,Math.ceil(e/i))];return Array.from({length:o-a+1},(e,t)=>(a+t)*i)}function hoursOf({begin:e,end:t}){let n=[1,2,3,6,12,24,48,168,720].map(e=>e*36e5).find(n=>(t-e)/n<=8)??(t-e)/8,r=Math.ceil(e/n)+1;return Array.from({length:Math.max(0,Math.ceil(t/n)-r)},(e,t)=>(r+t)*n)}let s;function clock(e){return s??=new Intl.DateTimeFormat(`sv`,{timeZone:`UTC`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`}),s.format(e)}function short(e){let t=Number(e.toPrecision(4));return Math.abs(t)>=1e6?`${t/1e6} M`:Math.abs(t)>=1e4?`${t/1e3} k`:String(t)}function round(e){return Math.round(e*10)/10}function simulationPage(e){return n`<!doctype html>
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
`}}
      </style>
      ${e.map(targetPart)}
    </html> `.html}function targetPart({report:e,picture:t,cost:a}){let o=a===void 0?void 0:r(a),{target:s,devices:c,begin:l,end:u,seed:d}=e,f=Math.round((u-l)/36e5);return n`<main>
    <h1>What would flow: ${s}</h1>
    <p class="lead dim">
      ${i(c,`device`)} for ${i(f,`hour`)} of virtual time, ${clock(l)} to ${clock(u)} UTC, seed
      ${d}. Simulated: no device and no account was involved.
    </p>
    ${cards(e)}
    ${o===void 0?``:n`<p>Cost: ${o} (<code>defender-gitops cost</code> says how).</p>`}
    <h2>The way</h2>
    <figure><img src="data:image/svg+xml,${encodeURIComponent(t)}" alt="Data path of ${s}" /></figure>
    <h2>What became of the data points</h2>
    ${fates(e)}
    <h2>Alarms</h2>
    ${alarms(e)}
    <h2>Metrics</h2>
    <p class="dim">
      The line is the mean over all devices, the band goes from the least to the most. Red marks are alarms; shaded is
      when a device was made to be strange.
    </p>
    ${e.series.map(t=>seriesPart(t,e))}
    ${e.notSimulated.length===0?``:n`<h2>Not simulated</h2>
            <ul>
              ${e.notSimulated.map(e=>n`<li>${e}</li>`)}
            </ul>`}
  </main>`}function cards({totals:t,devices:r}){let i=[[r,`devices`],[t.reported,`data points reported`],[t.exported,`data points exported`],[t.batches,`batches`],[t.ruleExecutions,`rule executions`],[t.objects,`objects`],[t.objectBytes,`bytes in objects`],[t.alarms,`alarms`]];return n`<ul class="cards">
    ${i.map(([t,r])=>n`<li><b>${e(t)}</b>${r}</li>`)}
  </ul>`}function fates({fates:t}){if(t.length===0)return n`<p>Nothing was exported.</p>`;let r=t.map(({fate:t,where:r,reason:i,points:o})=>{let[s,c]=a[t];return n`<tr class="${t}">
      <td class="number">${e(o)}</td>
      <td>${s} ${c} ${r}${i===void 0?``:` (${i})`}</td>
    </tr>`});return n`<div class="scroll">
    <table>
      <tbody>
        ${r}
      </tbody>
    </table>
  </div>`}function alarms({behaviors:t}){let r=t.filter(({judge:e})=>e!==`none`);if(r.length===0)return n`<p>No behavior judges anything.</p>`;let i=r.map(({profile:t,name:r,metric:i,judge:a,alarms:o,things:s,isSuppressed:c})=>n`<tr>
        <td>${t}</td>
        <td>${r}</td>
        <td>${i}</td>
        <td class="number">${a===`machine-learning`?`not simulated`:e(o)}</td>
        <td class="number">${a===`machine-learning`?``:e(s)}</td>
        <td>${c?`suppressed`:``}</td>
      </tr>`);return n`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Profile</th>
          <th>Behavior</th>
          <th>Metric</th>
          <th class="number">Alarms</th>
          <th class="number">Devices</th>
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${i}
      </tbody>
    </table>
  </div>`}function seriesPart(e,r){let{metric:a,unit:o=``,points:s,samples:c}=e,l=t(e),u=n`<h3>${l}</h3>`;if(c.length===0)return n`${u}
      <p class="dim">${i(s,`list`)} reported; lists have no curve.</p>`;let d=r.behaviors.filter(e=>e.metric===a),f=r.alarms.filter(({state:e,profile:t,behavior:n})=>e===`in-alarm`&&d.some(e=>e.profile===t&&e.name===n)).map(({at:e,profile:t,behavior:n,thing:r})=>({at:e,text:`${clock(e)} ${r}: ${t}/${n}`})),p=r.anomalies.filter(e=>e.series===l).map(({begin:e,end:t,thing:n})=>({begin:e,end:t,text:`${n} was made to be strange`})),{begin:m,end:h}=r;return n`${u}
    <figure>
      ${chartSvg({title:l,unit:o,begin:m,end:h,samples:c,marks:f,spans:p})}
      <figcaption>
        ${o===``?``:`Unit: ${o}. `}${i(s,`data point`)}, ${i(f.length,`alarm`)}.
      </figcaption>
    </figure>`}export{simulationPage};