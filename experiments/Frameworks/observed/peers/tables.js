// What the JavaScript peers share: the grid and the table (see peer.py). Values of float32 typed arrays are written with
// float32's shortest digits, others as doubles.
'use strict';
const fs = require('fs'), path = require('path');
const out = process.env.OBSERVED || '.';
const lines = fs.readFileSync(process.env.GRID || path.join(__dirname, 'grid.txt'), 'utf8').trim().split('\n');
const xs = Float32Array.from(lines, Number);

function text(v, single) {
  if (v === null || v === undefined) return '';
  if (typeof v === 'string') return v;
  if (Number.isNaN(v)) return 'nan';
  if (!Number.isFinite(v)) return v > 0 ? 'inf' : '-inf';
  if (v === 0) return Object.is(v, -0) ? '-0' : '0';
  if (!single) return String(v);
  for (let p = 1; p < 10; p++) { const t = v.toPrecision(p); if (Math.fround(Number(t)) === v) return String(Number(t)); }
  return String(v);
}

// columns: sigmoid is an array; the others {1: array, 0: array} or nothing
function write(name, sigmoid, prob, logits, grad, through) {
  const rows = ['x,label,sigmoid,loss_from_probability,loss_from_logits,gradient_from_logits,gradient_through_sigmoid'];
  const cell = (c, y, i) => { if (!c) return ''; const a = typeof c[1] === 'object' ? c[y] : c; return text(a[i], a instanceof Float32Array); };
  for (let i = 0; i < xs.length; i++) for (const y of [1, 0])
    rows.push([text(xs[i], true), y, cell(sigmoid, 2, i), cell(prob, y, i), cell(logits, y, i), cell(grad, y, i), cell(through, y, i)].join(','));
  fs.writeFileSync(path.join(out, name + '.csv'), rows.join('\n') + '\n');
  console.error(name);
}
module.exports = { xs, write, text };
