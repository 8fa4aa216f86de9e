"use strict";

// Answers a test's questions about the page's kernel, in whichever engine it runs: hashes of the patterns of many results,
// or what is shown of one. Numbers are asked for by their patterns, one after the other: { from, step, count }, or a list.
const Proof = (() => {
  const FNV_OFFSET = 0xcbf29ce484222325n;
  const FNV_PRIME = 0x100000001b3n;
  const add = (hash, word) => BigInt.asUintN(64, (hash ^ word) * FNV_PRIME);
  const shown = hash => hash.toString(16).padStart(16, "0");

  let data;
  let formats;
  const prepare = json => {
    data = JSON.parse(json);
    formats = Sample.formatsOf(data);
  };

  // In 16 bits a function has so few arguments that each result is formed once and kept.
  const FUNCTIONS = ["exp", "expm1", "exp2", "log", "log2", "log1p", "tanh", "sigmoid"];
  const keepResults = () => ["float16", "bfloat16"].forEach(name => FUNCTIONS.forEach(operation => {
    const [format, known] = [formats[name], new Map()];
    const form = format.operations[operation];
    format.operations[operation] = a => {
      const key = Number(format.bitsOf(a));
      if (!known.has(key)) {
        known.set(key, form(a));
      }

      return known.get(key);
    };
  }));

  const patternsOf = (format, spec) => {
    const width = BigInt(4 * format.hexOf(format.one).length - 8);
    return Array.isArray(spec) ? i => BigInt(spec[i % spec.length])
      : i => BigInt.asUintN(Number(width), BigInt(spec.from) + BigInt(i) * BigInt(spec.step));
  };
  const numbersOf = (format, spec) => {
    const pattern = patternsOf(format, spec);
    return i => format.fromBits(pattern(i));
  };
  const labelOf = text => {
    const [n, d = "1"] = text.split("/");
    return { n: BigInt(n), d: BigInt(d) };
  };

  const operations = ({ format: name, names, a, b, c, count }) => {
    const format = formats[name];
    const [x, y, z] = [a, b, c].map(spec => numbersOf(format, spec));
    const hashes = names.map(() => FNV_OFFSET);
    for (let i = 0; i < count; i++) {
      names.forEach((operation, k) => {
        hashes[k] = add(hashes[k], format.bitsOf(format.operations[operation](x(i), y(i), z(i))));
      });
    }

    return hashes.map(shown);
  };

  const losses = ({ format: name, names, label, x, count }) => {
    const format = formats[name];
    const number = numbersOf(format, x);
    const chosen = data.losses.filter(loss => names.length === 0 || names.includes(loss.name));
    const roots = chosen.flatMap(loss => [loss.sigmoid, loss.clip, loss.logit, loss.loss, loss.gradient].filter(root => root !== null));
    const made = Formulas.parts(data.parts, roots, labelOf(label), name);
    const hashes = roots.map(() => FNV_OFFSET);
    for (let i = 0; i < count; i++) {
      const value = Formulas.evaluation(formats, format, made, number(i));
      made.roots.forEach((root, k) => {
        hashes[k] = add(hashes[k], format.bitsOf(value(root)));
      });
    }

    return hashes.map(shown);
  };

  const explain = ({ format: name, loss, quantity, label, x }) => {
    const format = formats[name];
    const root = data.losses.find(one => one.name === loss)[quantity];
    const steps = Formulas.explain(formats, format, data.parts, root, labelOf(label), format.fromBits(BigInt(x)));
    const { value, exact } = steps[steps.length - 1];
    return [
      ...steps.map(step => [step.number, step.expression, step.text, step.bits, step.exactText, step.ulps, step.note].join(" | ")),
      Remarks.verdict(format, quantity, value, exact),
    ];
  };

  const bounds = ({ of }) => of.map(([name, m, e, bits]) =>
    Exact[name]({ m: BigInt(m), e }, bits).map(bound => `${bound.m} ${bound.e}`).join(" "));

  const text = ({ format: name, x, count }) => {
    const format = formats[name];
    const number = numbersOf(format, x);
    return Array.from({ length: count }, (_, i) => Digits.shortest(format, number(i)));
  };

  const parse = ({ format: name, texts }) => {
    const format = formats[name];
    return texts.map(one => {
      const found = Digits.parse(one);
      return found ? format.hexOf(format.roundQuotient(found.x, found.y)) : "none";
    });
  };

  const state = ({ hash }) => {
    const { texts, problems } = Sample.read(hash);
    const understood = Sample.understand(data, formats, texts);
    const all = [...problems, ...understood.problems];
    const isWhole = ["format", "loss", "label", "x"].every(name => understood[name]);
    return [Sample.write(texts), ...all, ...(isWhole ? Sample.quantities(data, formats, understood) : []).map(one =>
      [one.name, one.text, one.exact, one.ulps, one.verdict].join(" | "))];
  };

  const neighbour = ({ format: name, x, direction }) => {
    const format = formats[name];
    return [format.hexOf(Sample.neighbour(format, format.fromBits(BigInt(x)), direction))];
  };

  const questions = { operations, losses, explain, bounds, text, parse, state, neighbour };
  const answer = json => {
    const question = JSON.parse(json);
    return JSON.stringify(questions[question.ask](question));
  };
  return { prepare, keepResults, answer };
})();
