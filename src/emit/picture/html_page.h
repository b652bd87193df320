#pragma once

#include <string_view>

namespace stratlint::picture {

/// The page around the drawings; words between @ are filled in.
inline constexpr std::string_view html_page = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>@title@</title>
<style>
:root{--page:#fff;--ink:#1b242d;--soft:#56626f;--line:#d5dbe2;--bar:#f6f8fa;--mark:#2f6fb0}
:root.dark{--page:#14181d;--ink:#e8edf2;--soft:#a3afbb;--line:#39424d;--bar:#1b2128;--mark:#6fa8dc}
*{box-sizing:border-box}
html,body{margin:0;height:100%;background:var(--page);color:var(--ink);font:14px Helvetica,Arial,sans-serif}
body{display:flex;flex-direction:column}
header{display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding:8px 14px;background:var(--bar);border-bottom:1px solid var(--line)}
header h1{font-size:15px;margin:0 10px 0 0}
button,input{font:inherit;color:inherit;background:var(--page);border:1px solid var(--line);border-radius:6px;padding:4px 10px}
button{cursor:pointer}
button[aria-selected=true]{border-color:var(--mark);color:var(--mark);font-weight:bold}
button:focus-visible,input:focus-visible{outline:2px solid var(--mark)}
#count{color:var(--soft);min-width:5em}
.grow{flex:1}
main{flex:1;overflow:hidden;position:relative;cursor:grab;touch-action:none}
main.drag{cursor:grabbing}
.view{position:absolute;inset:0}
.view[hidden]{display:none}
.view svg{width:100%;height:100%;display:block;user-select:none}
#facts{position:absolute;z-index:2;pointer-events:none;max-width:420px;white-space:pre-line;background:var(--bar);border:1px solid var(--line);border-radius:6px;padding:8px 10px;font-size:12.5px;line-height:1.4;box-shadow:0 4px 14px #0003}
#facts[hidden]{display:none}
svg.searching g.node:not(.decor):not(.hit){opacity:.18}
svg g.hit>g>a>*,svg g.hit>g>a>polygon{stroke-width:2.5px}
@dark@
@media print{header{display:none}.view,.view[hidden]{display:block;position:static;page-break-after:always}}
</style>
</head>
<body>
<header>
<h1>@title@</h1>
<div role="tablist">
@tabs@</div>
<span class="grow"></span>
<input id="search" type="search" placeholder="search operators" aria-label="search operators"><span id="count"></span>
<button id="in" aria-label="zoom in">+</button><button id="out" aria-label="zoom out">−</button><button id="fit" title="the whole picture">fit</button>
<button id="theme">dark</button>
</header>
<main>
@views@<div id="facts" hidden></div>
</main>
<script>
'use strict';
const main=document.querySelector('main'),facts=document.getElementById('facts'),views=[...document.querySelectorAll('.view')];
const boxes=new Map();
for(const view of views){const svg=view.querySelector('svg');const b=svg.viewBox.baseVal;
 boxes.set(svg,{x:b.x,y:b.y,w:b.width,h:b.height,all:[b.x,b.y,b.width,b.height]});
 svg.removeAttribute('width');svg.removeAttribute('height');svg.setAttribute('preserveAspectRatio','xMidYMin meet');}
const current=()=>views.find(v=>!v.hidden).querySelector('svg');
function apply(svg){const b=boxes.get(svg);svg.setAttribute('viewBox',[b.x,b.y,b.w,b.h].join(' '));}
function zoom(factor,px,py){const svg=current(),b=boxes.get(svg),m=svg.getScreenCTM().inverse();
 const p=new DOMPoint(px,py).matrixTransform(m);
 const w=Math.min(Math.max(b.w*factor,b.all[2]/60),b.all[2]*3),f=w/b.w;
 b.x=p.x-(p.x-b.x)*f;b.y=p.y-(p.y-b.y)*f;b.w=w;b.h*=f;apply(svg);}
function middle(){const r=main.getBoundingClientRect();return[r.left+r.width/2,r.top+r.height/2];}
function fit(){const svg=current(),b=boxes.get(svg);[b.x,b.y,b.w,b.h]=b.all;apply(svg);}
// A high page begins at its top, in a size that can be read.
function start(svg){const b=boxes.get(svg),r=main.getBoundingClientRect(),[x,y,w,h]=b.all;
 if(!r.width||h/w<=r.height/r.width)return;
 b.w=Math.max(w,r.width*.72);b.h=b.w*r.height/r.width;b.x=x-(b.w-w)/2;b.y=y;apply(svg);}
main.addEventListener('wheel',e=>{e.preventDefault();zoom(Math.exp(e.deltaY*.0015),e.clientX,e.clientY);},{passive:false});
let drag=null;
main.addEventListener('pointerdown',e=>{drag=[e.clientX,e.clientY];main.classList.add('drag');main.setPointerCapture(e.pointerId);});
main.addEventListener('pointerup',()=>{drag=null;main.classList.remove('drag');});
main.addEventListener('pointermove',e=>{
 if(drag){const svg=current(),b=boxes.get(svg),k=1/svg.getScreenCTM().a;b.x-=(e.clientX-drag[0])*k;b.y-=(e.clientY-drag[1])*k;drag=[e.clientX,e.clientY];apply(svg);facts.hidden=true;return;}
 const under=document.elementFromPoint(e.clientX,e.clientY),a=under&&under.closest&&under.closest('[data-facts]');
 if(!a||!a.getAttribute('data-facts').trim()){facts.hidden=true;return;}
 facts.textContent=a.getAttribute('data-facts');facts.hidden=false;
 const r=main.getBoundingClientRect(),x=e.clientX-r.left+16,y=e.clientY-r.top+16;
 facts.style.left=Math.max(4,Math.min(x,r.width-facts.offsetWidth-8))+'px';
 facts.style.top=Math.max(4,Math.min(y,r.height-facts.offsetHeight-8))+'px';});
main.addEventListener('pointerleave',()=>{facts.hidden=true;});
function show(name){for(const v of views)v.hidden=v.id!=='view-'+name;
 for(const t of document.querySelectorAll('[role=tab]'))t.setAttribute('aria-selected',t.dataset.view===name);facts.hidden=true;search();}
for(const t of document.querySelectorAll('[role=tab]'))t.addEventListener('click',()=>{show(t.dataset.view);history.replaceState(null,'','#'+t.dataset.view);});
const field=document.getElementById('search'),count=document.getElementById('count');
function search(){const words=field.value.trim().toLowerCase(),svg=current();let hits=0;
 for(const node of svg.querySelectorAll('g.node')){if(node.classList.contains('decor'))continue;
  const a=node.querySelector('[data-facts]');
  const text=(node.textContent+' '+(a?a.getAttribute('data-facts'):'')).toLowerCase();
  const hit=words!==''&&text.includes(words);node.classList.toggle('hit',hit);hits+=hit;}
 svg.classList.toggle('searching',words!=='');count.textContent=words===''?'':hits+(hits===1?' hit':' hits');}
field.addEventListener('input',search);
document.getElementById('in').addEventListener('click',()=>zoom(.8,...middle()));
document.getElementById('out').addEventListener('click',()=>zoom(1.25,...middle()));
document.getElementById('fit').addEventListener('click',fit);
const theme=document.getElementById('theme'),root=document.documentElement;
function dark(on){root.classList.toggle('dark',on);theme.textContent=on?'light':'dark';}
theme.addEventListener('click',()=>dark(!root.classList.contains('dark')));
dark(matchMedia('(prefers-color-scheme: dark)').matches);
boxes.forEach((b,svg)=>start(svg));
document.addEventListener('keydown',e=>{if(e.target===field){if(e.key==='Escape'){field.value='';search();field.blur();}return;}
 if(e.key==='/'){e.preventDefault();field.focus();}else if(e.key==='+')zoom(.8,...middle());else if(e.key==='-')zoom(1.25,...middle());else if(e.key==='0')fit();
 else if(/^[1-9]$/.test(e.key)&&views[e.key-1])show(views[e.key-1].id.slice(5));});
if(views.some(v=>v.id==='view-'+location.hash.slice(1)))show(location.hash.slice(1));
</script>
</body>
</html>
)html";

}  // namespace stratlint::picture
