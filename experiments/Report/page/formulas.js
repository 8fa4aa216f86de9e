"use strict";

// Formulas, which come as data, step by step: FormulaNodes.cs, Explanation.cs and ExactEvaluation.cs of the program. A
// part is { op, operands, number, format } with the places of its operands; { n, d } is the exact number n / d.
const Formulas = (() => {
  const X = Exact;
  const FIRST_BITS = 128;
  const FEW_BITS = 512;
  const MOST_BITS = 1 << 15;
  const LARGEST_SIZE = 20000n;
  const SURE_BITS = 84;
  const DIGITS = 20;
  const TINY = X.power(-(1 << 19));

  const SYMBOLS = { add: "+", subtract: "-", multiply: "*", divide: "/", atleast: "≥", same: "=" };
  const NAMES = { crossentropy: "cross-entropy", crossentropyderivative: "derivative" };

  const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));
  const whole = n => ({ m: n, e: 0 });
  const reduced = (n, d) => {
    const divisor = gcd(n < 0n ? -n : n, d);
    return { n: n / divisor, d: d / divisor };
  };
  const numberOf = text => {
    const [n, d = "1"] = text.split("/");
    return { n: BigInt(n), d: BigInt(d) };
  };

  /** The parts of formulas for one label in one format, equal ones once, each after those that it is made of. */
  const parts = (table, roots, label, format) => {
    const places = new Map();
    const known = new Map();
    const nodes = [];
    const place = (op, operands, number, other) => {
      const key = [op, operands, number ? `${number.n}/${number.d}` : "", other ?? ""].join(";");
      if (!known.has(key)) {
        known.set(key, nodes.length);
        nodes.push({ op, operands, number, format: other });
      }

      return known.get(key);
    };
    const add = index => {
      if (!places.has(index)) {
        const [op, ...rest] = table[index];
        const condition = op === "select" ? table[rest[0]] : [];
        places.set(index, condition[0] === "informat" ? add(condition[1] === format ? rest[1] : rest[2])
          : op === "y" ? place("constant", [], label)
          : op === "informat" ? place("constant", [], { n: rest[0] === format ? 1n : 0n, d: 1n })
          : op === "constant" ? place(op, [], numberOf(rest[0]))
          : op === "store" ? place(op, [add(rest[0])], null, rest[1])
          : place(op, rest.map(add)));
      }

      return places.get(index);
    };
    return { roots: roots.map(add), nodes };
  };

  const apply = (formats, format, node, operands) => node.op === "store" ? format.store(operands[0], formats[node.format])
    : format.operations[node.op](...operands);
  const constant = (format, { n, d }) => format.roundQuotient(whole(n), whole(d));

  /** A function from a place to its value in the format, x being a number of it. */
  const evaluation = (formats, format, { nodes }, x) => {
    const values = new Array(nodes.length);
    const form = node => node.op === "x" ? x
      : node.op === "constant" ? constant(format, node.number)
      : node.op === "select" ? value(node.operands[Formats.isZero(value(node.operands[0])) ? 2 : 1])
      : apply(formats, format, node, node.operands.map(value));
    const value = place => (values[place] ??= form(nodes[place]));
    return value;
  };

  /** A function from a place to what it is exactly, with so many bits; whether a condition was not decided. */
  const exactEvaluation = ({ nodes }, start, bits) => {
    const B = Bounds;
    const arithmetic = B.arithmetic(bits);
    const values = new Array(nodes.length);
    const state = { isUndecided: false };
    const truth = is => B.ofNumber(is ? X.ONE : X.ZERO);
    const isOne = a => B.isPoint(a, X.ONE);
    const order = (a, b) => {
      const found = a.origin === b.origin ? 0 : B.compare(a, b);
      state.isUndecided ||= found === null;
      return found ?? 0;
    };
    const own = {
      add: (a, b) => (B.isZero(a) ? b : B.isZero(b) ? a : arithmetic.add(a, b)),
      subtract: (a, b) => a.origin === b.origin && a.bounds ? B.ofNumber(X.ZERO)
        : B.isZero(b) ? a : arithmetic.add(a, arithmetic.negate(b)),
      multiply: (a, b) => (isOne(a) ? b : isOne(b) ? a : arithmetic.multiply(a, b)),
      max: (a, b) => (a.origin === b.origin ? a : arithmetic.max(a, b)),
      min: (a, b) => (a.origin === b.origin ? a : arithmetic.min(a, b)),
      atleast: (a, b) => truth(!B.isNaN(a) && !B.isNaN(b) && order(a, b) >= 0),
      same: (a, b) => truth(B.isNaN(a) || B.isNaN(b) ? B.isNaN(a) && B.isNaN(b) : order(a, b) === 0),
      store: a => a,
    };
    const form = node => node.op === "x" ? start
      : node.op === "constant" ? B.of(X.enclose(whole(node.number.n), whole(node.number.d), bits))
      : node.op === "select" ? value(node.operands[B.isZero(value(node.operands[0])) ? 2 : 1])
      : (own[node.op] ?? arithmetic[node.op])(...node.operands.map(value));
    const value = place => {
      if (!values[place]) {
        const formed = form(nodes[place]);
        values[place] = formed.origin ? formed : { ...formed, origin: place + 1 };
      }

      return values[place];
    };
    return Object.assign(state, { value });
  };

  const isOpen = ([low, high]) => [X.compare(low, X.MINUS_FAR) <= 0, X.compare(high, X.FAR) >= 0];

  const isSure = ({ bounds }) => {
    if (!bounds || X.compare(...bounds) === 0) {
      return true;
    }

    const [low, high] = bounds;
    return X.sign(low) * X.sign(high) > 0 && !isOpen(bounds).includes(true)
      && X.compare(X.scale(X.subtract(high, low), SURE_BITS), low.m > 0n ? low : X.negate(high)) <= 0;
  };

  const half = ([low, high]) => X.scale(X.add(low, high), -1);

  /** The middle of the bounds, 0 where they lie around it; null where there are none. */
  const middle = ({ bounds }) => !bounds || isOpen(bounds).includes(true) ? null
    : X.sign(bounds[0]) * X.sign(bounds[1]) > 0 ? half(bounds) : X.ZERO;

  /** The digits of an exact value, with < or > where only one bound is known, and nothing where none is. */
  const exactText = (value, digits = DIGITS) => {
    if (!value.bounds) {
      return value.infinity > 0 ? "inf" : value.infinity < 0 ? "-inf" : "nan";
    }

    const show = (x, n) => Digits.significant(x, X.ONE, n);
    const [low, high] = value.bounds;
    const [isLow, isHigh] = isOpen(value.bounds);
    return isSure(value) ? show(half(value.bounds), digits)
      : isLow || isHigh ? (isLow === isHigh ? "" : isHigh ? `> ${show(low, 3)}` : `< ${show(high, 3)}`)
      : low.m === 0n && X.compare(high, TINY) <= 0 ? `< ${show(high, 3)}`
      : high.m === 0n && X.compare(low, X.negate(TINY)) >= 0 ? `> ${show(low, 3)}`
      : X.sign(low) * X.sign(high) <= 0 ? "0"
      : show(half(value.bounds), digits);
  };

  /** The distance of a value from an exact one in units of the last place there, a quotient [x, y]; null where none. */
  const ulpsOf = (format, v, exact) => {
    const centre = middle(exact);
    if (!Formats.isFinite(v) || centre === null) {
      return null;
    }

    const value = Formats.dyadic(v);
    if (X.compare(value, exact.bounds[0]) >= 0 && X.compare(value, exact.bounds[1]) <= 0) {
      return [X.ZERO, X.ONE];
    }

    return centre.m === 0n ? null
      : [X.abs(X.subtract(value, centre)), X.power(Math.max(X.magnitude(centre), format.emin) - format.precision + 1)];
  };
  const ulpsText = (format, v, exact) => {
    const ulps = ulpsOf(format, v, exact);
    return ulps ? Digits.ulps(...ulps) : "";
  };

  const factor = text => (text.startsWith("-") ? `(${text})` : text);
  const stepText = (node, operands) => {
    const [a, b] = operands;
    return node.op === "negate" ? `-${factor(a)}`
      : node.op === "store" ? `store(${a}, ${node.format})`
      : SYMBOLS[node.op] ? `${a} ${SYMBOLS[node.op]} ${factor(b)}`
      : `${NAMES[node.op] ?? node.op}(${operands.join(", ")})`;
  };

  /** With so many bits that the digits of all steps are sure. */
  const exactly = (made, x, places) => {
    const isFinite = Formats.isFinite(x);
    const size = isFinite ? X.at(X.abs(Formats.dyadic(x)), 0) : 0n;
    const most = size > LARGEST_SIZE ? FEW_BITS : Math.min(FEW_BITS + 6 * Number(size), MOST_BITS);
    for (let bits = FIRST_BITS; ; bits *= 2) {
      const start = isFinite ? Bounds.of(X.enclose(Formats.dyadic(x), X.ONE, bits)) : x.isNaN ? Bounds.NAN : Bounds.infinite(x.s ? -1 : 1);
      const exact = exactEvaluation(made, start, bits);
      if ((places.every(place => isSure(exact.value(place))) && !exact.isUndecided) || bits >= most) {
        return exact;
      }
    }
  };

  /** One formula at one x, operation by operation: what each gives in the format, and what it is exactly. */
  const explain = (formats, format, table, root, label, x) => {
    const made = parts(table, [root], label, format.name);
    const { nodes, roots: [last] } = made;
    const [values, references, steps] = [[], [], []];
    const text = v => Digits.shortest(format, v);

    const condition = place => {
      const node = nodes[place];
      if (node.op !== "atleast" && node.op !== "same") {
        return `${visit(place)} ${Formats.isZero(values[place]) ? "=" : "≠"} 0`;
      }

      const [a, b] = node.operands.map(visit);
      const operands = node.operands.map(operand => values[operand]);
      values[place] = format.operations[node.op](...operands);
      const isTrue = !Formats.isZero(values[place]);
      return node.op === "same" ? `${a} ${isTrue ? "=" : "≠"} ${b}`
        : isTrue ? `${a} ≥ ${b}`
        : operands.some(v => v.isNaN) ? `not ${a} ≥ ${b}`
        : `${a} < ${b}`;
    };

    const visit = place => {
      if (references[place] !== undefined) {
        return references[place];
      }

      const node = nodes[place];
      if (node.op === "x" || node.op === "constant") {
        values[place] = node.op === "x" ? x : constant(format, node.number);
        return (references[place] = node.op === "x" ? "x" : text(values[place]));
      }

      const step = { place };
      if (node.op === "select") {
        step.condition = condition(node.operands[0]);
        const taken = node.operands[Formats.isZero(values[node.operands[0]]) ? 2 : 1];
        step.expression = `${visit(taken)} if ${step.condition}`;
        values[place] = values[taken];
      } else {
        step.expression = stepText(node, node.operands.map(visit));
        values[place] = apply(formats, format, node, node.operands.map(operand => values[operand]));
      }

      steps.push(step);
      return (references[place] = `#${steps.length}`);
    };

    const whatIsLast = visit(last);
    if (steps.length === 0 || steps[steps.length - 1].place !== last) {
      steps.push({ place: last, expression: whatIsLast });
    }

    const exact = exactly(made, x, steps.map(step => step.place));
    const remarks = Remarks.create({ formats, format, nodes, exact, values, references });
    return steps.map((step, i) => {
      const [value, known] = [values[step.place], exact.value(step.place)];
      return {
        number: i + 1,
        expression: step.expression,
        value,
        text: text(value),
        bits: format.hexOf(value),
        exact: known,
        exactText: exactText(known),
        ulps: ulpsText(format, value, known),
        note: remarks.of(step.place, step.condition),
      };
    });
  };

  return { parts, evaluation, explain, reduced, middle, exactText, ulpsOf, ulpsText };
})();
