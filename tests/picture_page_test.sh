#!/bin/sh
# Opens the page of all pictures in a headless browser and uses it: no errors, tabs, search, zoom, details, both themes.
# Usage: picture_page_test.sh STRATLINT SOURCE_FOLDER; skipped (77) where there is no Chromium.
set -eu
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "no Chromium: skipped"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" dag "$2/examples/dense-training-plan.md" -o "$folder/plan.html"
# The page with a script behind it that does what a reader would do and leaves its notes in the document.
cp "$folder/plan.html" "$folder/used.html"
cat >> "$folder/used.html" <<'PAGE'
<script>
const notes=[];
addEventListener('error',e=>notes.push('error: '+e.message));
const click=id=>document.getElementById(id).click(),box=()=>current().getAttribute('viewBox');
try{
 const tabs=[...document.querySelectorAll('[role=tab]')];
 notes.push('tabs='+tabs.map(t=>t.dataset.view).join(','));
 tabs[2].click();
 notes.push('shown='+views.filter(v=>!v.hidden).map(v=>v.id).join(','));
 tabs[0].click();
 const before=box();click('in');notes.push('zoomed='+(box()!==before));
 click('fit');const whole=box();
 main.dispatchEvent(new WheelEvent('wheel',{deltaY:-200,clientX:400,clientY:400,cancelable:true}));notes.push('wheeled='+(box()!==whole));
 click('fit');notes.push('fitted='+(box()===whole));
 field.value='optimizer';field.dispatchEvent(new Event('input'));notes.push('found='+(parseInt(count.textContent)>0));
 field.value='no such operator';field.dispatchEvent(new Event('input'));notes.push('nothing='+count.textContent);
 field.value='';field.dispatchEvent(new Event('input'));
 const node=[...current().querySelectorAll('g.node:not(.decor) [data-facts]')].find(n=>n.getAttribute('data-facts').includes('GFLOP')||n.getAttribute('data-facts').includes('TFLOP'));
 const r=node.getBoundingClientRect();
 main.dispatchEvent(new PointerEvent('pointermove',{clientX:r.left+r.width/2,clientY:r.top+r.height/2}));
 notes.push('facts='+(!facts.hidden&&facts.textContent.includes('FLOP')));
 const page=()=>getComputedStyle(document.body).backgroundColor,fill=()=>getComputedStyle(current().querySelector('g.node polygon[fill="#dce9f7"]')).fill;
 const a=page(),b=fill();click('theme');notes.push('themed='+(page()!==a&&fill()!==b));
}catch(e){notes.push('error: '+e);}
document.body.insertAdjacentHTML('beforeend','<pre id="notes">'+notes.join(';')+'</pre>');
</script>
PAGE
notes=$("$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$folder/profile" --window-size=1400,900 --virtual-time-budget=3000 --dump-dom "file://$folder/used.html" 2>/dev/null |
  sed -n 's/.*<pre id="notes">\(.*\)<\/pre>.*/\1/p' | tail -n 1)
expected='tabs=overview,layer,pipeline,operators;shown=view-pipeline;zoomed=true;wheeled=true;fitted=true;found=true;nothing=0 hits;facts=true;themed=true'
[ "$notes" = "$expected" ] || { printf 'the page did\n  %s\nnot\n  %s\n' "$notes" "$expected"; exit 1; }
