"use strict";

// What is lost in the parts of a formula, each in a sentence, and what became of the whole: Remarks.cs and
// ExplanationVerdict.cs of the program.
const Remarks = (() => {
  const X = Exact;
  const MANY_BITS = 2;
  const MANY_ULPS = 2;
  const DIGITS = 3;
  const MANY_DIGITS = 17;
  const LOGARITHMS = ["log", "log2", "log1p"];
  const SMALL = ["exp", "exp2", "store", "sigmoid", "crossentropy", "crossentropyderivative"];

  const isNumber = v => Formats.isFinite(v) && v.m !== 0n;
  const isEqual = (a, b) => (a.isNaN || b.isNaN ? Boolean(a.isNaN && b.isNaN) : Formats.compare(a, b) === 0);
  const magnitude = v => X.magnitude(Formats.dyadic(v));
  const sizeOf = v => X.abs(Formats.dyadic(v));
  const whole = n => ({ m: BigInt(n), e: 0 });
  /** The sign of a quotient less a whole number. */
  const comparedWith = ([x, y], n) => X.compare(x, X.multiply(whole(n), y));

  const create = ({ formats, format, nodes, exact, values, references }) => {
    const text = v => Digits.shortest(format, v);
    const short = place => Formulas.exactText(exact.value(place), DIGITS);
    const itIs = place => (short(place) ? `exactly it is ${short(place)}` : "exactly it is a number");
    const named = place => (references[place].startsWith("#") ? `${references[place]} (${text(values[place])})` : references[place]);
    const dependsOnX = place => nodes[place].op === "x" || nodes[place].operands.some(dependsOnX);
    const isLinear = place => nodes[place].op === "x"
      || (["negate", "abs"].includes(nodes[place].op) && isLinear(nodes[place].operands[0]));

    const otherBranch = (node, condition) => {
      const [decides] = node.operands;
      return Formats.isZero(values[decides]) === Bounds.isZero(exact.value(decides)) ? ""
        : `In exact arithmetic '${condition}' does not hold: the other branch is taken.`;
    };

    const constants = node => {
      const lost = node.operands.find(place =>
        nodes[place].op === "constant" && nodes[place].number.n !== 0n && !isNumber(values[place]));
      if (lost === undefined) {
        return "";
      }

      const { n, d } = nodes[lost].number;
      return `The constant ${Digits.significant(whole(n), whole(d), MANY_DIGITS)} is ${text(values[lost])} in ${format.name}.`;
    };

    const noNumber = (node, a, b) => node.op === "multiply" && (Formats.isZero(a) || Formats.isZero(b)) ? "0 · ∞ is no number."
      : node.op === "divide" ? (Formats.isZero(a) ? "0 / 0 is no number." : "∞ / ∞ is no number.")
      : node.op === "add" || node.op === "subtract" ? "∞ - ∞ is no number."
      : LOGARITHMS.includes(node.op) ? "The logarithm of a negative number is no number."
      : "The result is no number.";

    const infinite = (place, node, a, b) => {
      if (LOGARITHMS.includes(node.op)) {
        return noNumber(node, a, b);
      }

      if (node.op === "divide" && Formats.isZero(b)) {
        return Formats.isZero(a) ? "0 / 0 is no number." : `Divides by 0; ${itIs(place)}.`;
      }

      const { largest } = node.format ? formats[node.format] : format;
      return `Overflows: ${itIs(place)}, beyond the largest number, ${Digits.significant(largest, X.ONE, DIGITS)}.`;
    };

    /** A result that is 0 or subnormal, of operands that are not 0. */
    const small = (place, node) => {
      const value = values[place];
      const isProduct = ["multiply", "divide"].includes(node.op) && node.operands.every(operand => isNumber(values[operand]));
      if (!isProduct && !SMALL.includes(node.op)) {
        return null;
      }

      if (Formats.isZero(value)) {
        return short(place) === "0" || (node.op === "store" && Formats.isZero(values[node.operands[0]])) ? null
          : `Underflows to 0; ${itIs(place)}.`;
      }

      const ulps = Formulas.ulpsOf(format, value, exact.value(place));
      return ulps && ulps[0].m === 0n ? null
        : `Subnormal: ${magnitude(value) - format.unit + 1} of ${format.precision} bits are left.`;
    };

    /** A sum that keeps a quarter of the bits of an operand at most. */
    const nearlyAbsorbed = (node, a, b, result) => {
      const rest = X.subtract(X.subtract(Formats.dyadic(result), Formats.dyadic(a)), Formats.dyadic(b));
      if (Formats.isZero(result) || rest.m === 0n) {
        return null;
      }

      const isFirst = X.compare(sizeOf(a), sizeOf(b)) < 0;
      const unit = Math.max(magnitude(result), format.emin) - format.precision + 1;
      const left = magnitude(isFirst ? a : b) - unit + 1;
      const name = named(node.operands[isFirst ? 0 : 1]);
      return left > Math.floor(format.precision / 4) ? null
        : left <= 0 ? `${name} is nearly absorbed: it counts as one unit in the last place.`
        : `${name} is nearly absorbed: ${left} of ${format.precision} bits are left.`;
    };

    /** A sum that leaves an operand as it is, or in which leading bits cancel. */
    const sum = (place, node) => {
      const [left, right] = node.operands;
      if (!["add", "subtract"].includes(node.op) || !isNumber(values[left]) || !isNumber(values[right])) {
        return null;
      }

      const [a, b] = [values[left], node.op === "add" ? values[right] : Formats.negate(values[right])];
      const result = values[place];
      if (isEqual(result, a) || isEqual(result, b)) {
        const [kept, lost] = isEqual(result, a) ? [left, right] : [right, left];
        return `${named(lost)} is absorbed: it is too small to change ${named(kept)}.`;
      }

      const few = nearlyAbsorbed(node, a, b, result);
      if (few) {
        return few;
      }

      if (Formats.isZero(result)) {
        return ["0", ""].includes(short(place)) ? null : `All bits cancel; ${itIs(place)}.`;
      }

      const bits = Math.max(magnitude(a), magnitude(b)) - magnitude(result);
      const ulps = Formulas.ulpsOf(format, result, exact.value(place));
      return bits >= MANY_BITS && ulps && comparedWith(ulps, MANY_ULPS) >= 0
        ? `${bits} leading bits cancel: the operands' errors become ${Digits.ulps(...ulps)} ulps.` : null;
    };

    /** A constant in the place of what depends on x: a clip, unless it is max(x, 0) or the like. */
    const clipped = (place, node) => {
      const [isFixedA, isFixedB] = node.operands.map(operand => !dependsOnX(operand));
      if (isFixedA === isFixedB) {
        return null;
      }

      const [limit, free] = isFixedA ? node.operands : [node.operands[1], node.operands[0]];
      if (Formats.isZero(values[limit]) && isLinear(free)) {
        return null;
      }

      const [a, b] = [values[free], values[place]];
      const isClipped = !a.isNaN && !b.isNaN && !isEqual(a, b);
      const isClippedExactly = exact.value(place).origin !== exact.value(free).origin;
      const side = node.op === "max" ? "below" : "above";
      return isClipped
        ? `Clipped: ${named(free)} is ${side} ${text(values[limit])}${isClippedExactly ? "." : "; in exact arithmetic it is not."}`
        : isClippedExactly
          ? `Not clipped; in exact arithmetic it is ${side} ${Formulas.exactText(exact.value(limit), MANY_DIGITS)} and is clipped.`
          : null;
    };

    const lost = (place, node) => {
      const result = values[place];
      const operands = node.operands.map(operand => values[operand]);
      const [a, b = a] = operands;
      const isLogarithmOfZero = (["log", "log2"].includes(node.op) && Formats.isZero(a))
        || (node.op === "log1p" && isEqual(a, Formats.negate(format.one)));
      return operands.some(v => v.isNaN) ? null
        : isLogarithmOfZero ? `The logarithm of 0 is -∞; ${itIs(place)}.`
        : result.isNaN ? noNumber(node, a, b)
        : ["max", "min"].includes(node.op) ? clipped(place, node)
        : !operands.every(Formats.isFinite) ? null
        : result.isInfinite ? infinite(place, node, a, b)
        : Formats.isZero(result) || magnitude(result) < format.emin ? small(place, node) ?? sum(place, node)
        : sum(place, node);
    };

    /** The sentences for a part; empty where nothing is lost. The condition is that by which it is taken, if any. */
    const of = (place, condition) => {
      const node = nodes[place];
      const sentences = condition !== undefined ? [otherBranch(node, condition)]
        : [constants(node), node.operands.length > 0 ? lost(place, node) : null];
      return sentences.filter(Boolean).join(" ");
    };

    return { of };
  };

  /** What became of a value, in a sentence. */
  const verdict = (format, quantity, v, exact) => {
    if (!Formats.isFinite(v)) {
      return v.isNaN ? (Bounds.isNaN(exact) ? "it is no number, as x is none." : "it is no number at all.")
        : !exact.bounds && exact.infinity === (v.s ? -1 : 1) ? "it is infinite, and rightly so."
        : exact.bounds ? "it is infinite, where it should be finite." : "it is infinite.";
    }

    const middle = Formulas.middle(exact);
    if (middle === null) {
      return Bounds.isNaN(exact) ? "the exact one is no number."
        : Bounds.isInfinite(exact) ? "it is finite, where it should be infinite." : "how far it is off is not known.";
    }

    const ulps = Formulas.ulpsOf(format, v, exact);
    if (middle.m === 0n || ulps === null) {
      return Formats.isZero(v) ? "it is right." : "it is not 0, as it should be.";
    }

    const [value, size] = [Formats.dyadic(v), X.abs(middle)];
    const relative = [X.abs(X.subtract(value, middle)), size];
    const hundred = [X.multiply(whole(100), relative[0]), size];
    return X.compare(X.scale(ulps[0], 1), ulps[1]) <= 0 ? "it is the nearest number of the format."
      : Formats.isZero(v) ? `nothing of the ${quantity} is left.`
      : comparedWith(ulps, 2) <= 0 ? "it is right but for the last digit."
      : X.sign(value) !== X.sign(middle) ? "its sign is wrong."
      : comparedWith(relative, 2) >= 0 ? `it is ${Digits.significant(X.abs(value), size, DIGITS)} times as large.`
      : comparedWith([X.multiply(whole(10000), relative[0]), size], 1) >= 0
        ? `it is off by ${Digits.significant(...hundred, comparedWith(relative, 1) >= 0 ? 3 : 2)} %.`
      : `it is off by ${Digits.significant(...relative, 2)} of it, ${Digits.ulps(...ulps)} ulps.`;
  };

  return { create, verdict };
})();
