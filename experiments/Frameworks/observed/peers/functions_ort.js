// How many ulps float32 exp and log of onnxruntime-web are off the correctly rounded value, each 97th number where losses call them.
//   NODE_PATH=... node functions_ort.js FOLDER_OF_MODELS     (onnx_model.py wrote functions-float.onnx)
'use strict';
const fs = require('fs'), path = require('path'), ort = require('onnxruntime-web');
const f = new Float32Array(1), i = new Int32Array(f.buffer);
const order = x => { f[0] = x; return i[0] < 0 ? -(i[0] & 0x7fffffff) : i[0]; };
async function main(models) {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(fs.readFileSync(path.join(models, 'functions-float.onnx')));
  const measure = async (name, meant, exact) => {
    let most = 0, at = 0, off = 0, count = 0;
    for (let bits = 0; bits < 2 ** 32; bits += 97 * 65536) {
      const x = new Float32Array(65536).map((_, k) => { i[0] = (bits + 97 * k) | 0; return bits + 97 * k < 2 ** 32 ? f[0] : NaN; }).filter(meant);
      if (!x.length) continue;
      const t = new ort.Tensor('float32', x, [x.length]), y = (await session.run({ x: t, y: t }))[name].data;
      x.forEach((v, k) => { const d = Math.abs(order(y[k]) - order(exact(v))); count++; if (d) off++; if (d > most) { most = d; at = v; } });
    }
    console.log(`onnxruntime-web ${name}: ${most} ulps at most (x = ${at}); off at ${off} of ${count}`);
  };
  await measure('exp', x => Math.abs(x) <= 104, Math.exp);
  await measure('log', x => x > 0 && x < 2 ** 24, Math.log);
}
main(process.argv[2]);
