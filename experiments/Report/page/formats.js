"use strict";

// Binary formats and their operations, each result the exact one rounded once, to nearest, ties to even: Format.cs and
// IBinaryFloat.cs. A number is { s: 0 or 1 for minus, m, e } with the value ±m·2^e; others are { s, isInfinite } and NAN.
const Formats = (() => {
  const X = Exact;
  const NAN = { s: 0, isNaN: true };
  // So many bits more than the precision tell the side of a midpoint, but for one number in millions.
  const FIRST_BITS = 24;
  // e^−|x| and log(1 + e^−|x|) lie between 0 and it where |x| ≥ 2^15; no format tells it from them.
  const TAIL_MAGNITUDE = 15;
  const TAIL = X.point(X.power(-(1 << TAIL_MAGNITUDE)));

  const isFinite = v => !v.isNaN && !v.isInfinite;
  const isZero = v => isFinite(v) && v.m === 0n;
  const signed = (v, s) => (v.isNaN ? v : { ...v, s });
  const negate = v => signed(v, 1 - v.s);
  const dyadic = v => ({ m: v.s ? -v.m : v.m, e: v.e });
  const infinite = s => ({ s, isInfinite: true });

  /** The sign of a − b, neither NaN; −0 and 0 are equal. */
  const compare = (a, b) => {
    if (isFinite(a) && isFinite(b)) {
      return X.compare(dyadic(a), dyadic(b));
    }

    const place = v => (v.isInfinite ? (v.s ? -1 : 1) : 0);
    return place(a) - place(b);
  };
  const isBelow = (a, b) => !a.isNaN && !b.isNaN && compare(a, b) < 0;

  /** A format of a precision in bits and a largest exponent. */
  const create = (name, precision, emax) => {
    const emin = 1 - emax;
    const unit = emin - precision + 1;
    const end = 1n << BigInt(precision);
    const zero = s => ({ s, m: 0n, e: unit });

    /** ±m·2^e, m ≥ 0, rounded. */
    const round = (s, m, e) => {
      if (m === 0n) {
        return zero(s);
      }

      const length = X.bitLength(m);
      if (length - 1 + e > emax) {
        return infinite(s);
      }

      const last = Math.max(length + e - precision, unit);
      const dropped = last - e;
      if (dropped > length) {
        return zero(s);
      }

      if (dropped <= 0) {
        return { s, m: m << BigInt(-dropped), e: last };
      }

      const shift = BigInt(dropped);
      let kept = m >> shift;
      const rest = m - (kept << shift);
      const half = 1n << (shift - 1n);
      if (rest > half || (rest === half && (kept & 1n) === 1n)) {
        kept++;
      }

      return kept < end ? { s, m: kept, e: kept === 0n ? unit : last }
        : last + precision > emax ? infinite(s)
        : { s, m: kept >> 1n, e: last + 1 };
    };

    const roundDyadic = x => (x.m < 0n ? round(1, -x.m, x.e) : round(0, x.m, x.e));

    /** x / y for y > 0, rounded; what is cut off leaves a trace in the lowest bit. */
    const roundQuotient = (x, y) => {
      if (x.m === 0n) {
        return zero(0);
      }

      const e = X.magnitude(x) - X.magnitude(y) - precision - 3;
      const { floor, isExact } = X.floorQuotient(X.abs(x), y, e);
      return round(x.m < 0n ? 1 : 0, isExact ? floor : floor | 1n, e);
    };

    const one = round(0, 1n, 0);
    const isSame = (a, b) => (isFinite(a) && isFinite(b) ? a.s === b.s && a.m === b.m && a.e === b.e
      : Boolean(a.isNaN) === Boolean(b.isNaN) && Boolean(a.isInfinite) === Boolean(b.isInfinite) && a.s === b.s);

    /** Ziv's loop: tighter and tighter bounds of a value, until both round to the same. */
    const roundBounds = valueAt => {
      for (let bits = precision + FIRST_BITS; ; bits *= 2) {
        const value = valueAt(bits);
        if (!value.bounds) {
          return Bounds.isNaN(value) ? NAN : infinite(value.infinity < 0 ? 1 : 0);
        }

        const [low, high] = value.bounds;
        const s = low.m < 0n || high.m < 0n ? 1 : 0;
        const [a, b] = [roundDyadic(low), roundDyadic(high)];
        if (X.sign(low) * X.sign(high) >= 0 && isSame(signed(a, s), signed(b, s))) {
          return signed(a, s);
        }
      }
    };

    const add = (a, b) => {
      if (!isFinite(a) || !isFinite(b)) {
        return a.isNaN || b.isNaN || (a.isInfinite && b.isInfinite && a.s !== b.s) ? NAN : a.isInfinite ? a : b;
      }

      const sum = X.add(dyadic(a), dyadic(b));
      return sum.m === 0n ? zero(isZero(a) && isZero(b) && a.s === 1 && b.s === 1 ? 1 : 0) : roundDyadic(sum);
    };

    const multiply = (a, b) => {
      const s = a.s ^ b.s;
      return isFinite(a) && isFinite(b) ? round(s, a.m * b.m, a.e + b.e)
        : a.isNaN || b.isNaN || isZero(a) || isZero(b) ? NAN : infinite(s);
    };

    const divide = (a, b) => {
      const s = a.s ^ b.s;
      return a.isNaN || b.isNaN || (a.isInfinite && b.isInfinite) || (isZero(a) && isZero(b)) ? NAN
        : a.isInfinite || isZero(b) ? infinite(s)
        : b.isInfinite || isZero(a) ? zero(s)
        : signed(roundQuotient({ m: a.m, e: a.e }, { m: b.m, e: b.e }), s);
    };

    const fma = (a, b, c) => {
      if (!isFinite(a) || !isFinite(b) || !isFinite(c)) {
        return isFinite(a) && isFinite(b) ? c : add(multiply(a, b), c);
      }

      const sum = X.add(X.multiply(dyadic(a), dyadic(b)), dyadic(c));
      return sum.m === 0n ? add(multiply(a, b), c) : roundDyadic(sum);
    };

    const truth = is => (is ? one : zero(0));
    const max = (a, b) => (a.isNaN || isBelow(b, a) ? a : b);
    const min = (a, b) => (a.isNaN || isBelow(a, b) ? a : b);
    const atleast = (a, b) => truth(!a.isNaN && !b.isNaN && compare(a, b) >= 0);
    const same = (a, b) => truth(isFinite(a) && isFinite(b) ? compare(a, b) === 0 : isSame(a, b));
    const floor = a => {
      const whole = isFinite(a) && !isZero(a) ? X.at(dyadic(a), 0) : 0n;
      return !isFinite(a) || isZero(a) ? a : roundDyadic({ m: whole, e: 0 });
    };

    /** A function of one number other than 0, by its bounds; given what it is at 0 and at the infinities. */
    const elementary = (f, atZero, atInfinity, atMinusInfinity) => a => {
      if (!isFinite(a)) {
        return a.isNaN ? a : a.s ? atMinusInfinity : atInfinity;
      }

      return isZero(a) ? atZero(a) : roundBounds(bits => Bounds.arithmetic(bits)[f](Bounds.ofNumber(dyadic(a))));
    };

    const toItself = a => a;
    const toOne = () => one;
    const toMinusInfinity = () => infinite(1);
    const sigmoid = elementary("sigmoid", () => round(0, 1n, -1), one, zero(0));

    const isFarOut = a => X.magnitude(dyadic(a)) >= TAIL_MAGNITUDE;
    const tail = (a, bits) => (isFarOut(a) ? TAIL : X.exp({ m: -a.m, e: a.e }, bits));
    const logOfTail = (a, bits) => (isFarOut(a) ? TAIL : X.increasing(tail(a, bits), x => X.log1p(x, bits)));

    /** w·|a| + log(1 + e^−|a|), w = y for a < 0 and 1 − y for a > 0. */
    const crossentropy = (a, y) => {
      if (!isFinite(a)) {
        return a.isNaN ? a : (a.s === 0 && compare(y, one) === 0) || (a.s === 1 && isZero(y)) ? zero(0) : signed(a, 0);
      }

      const weight = a.s ? dyadic(y) : X.subtract(X.ONE, dyadic(y));
      const product = X.multiply(weight, { m: a.m, e: a.e });
      return isZero(a) ? elementary("log")(round(0, 1n, 1)) : roundBounds(bits => Bounds.of(X.plus(X.point(product), logOfTail(a, bits))));
    };

    /** σ(a) − y. */
    const crossentropyderivative = (a, y) => {
      if (isZero(y) || compare(y, one) === 0) {
        return isZero(y) ? sigmoid(a) : negate(sigmoid(negate(a)));
      }

      if (isZero(a) || !isFinite(a)) {
        return isZero(a) ? roundDyadic(X.subtract(X.power(-1), dyadic(y))) : add(sigmoid(a), negate(y));
      }

      return roundBounds(bits => {
        const power = tail(a, bits);
        const least = isFarOut(a) ? (1 << TAIL_MAGNITUDE) + 1 : bits;
        const logistic = X.quotient(a.s ? power : X.point(X.ONE), X.plus(X.point(X.ONE), power), Math.max(bits, least));
        return Bounds.of(X.plus(logistic, X.point(X.negate(dyadic(y)))));
      });
    };

    const operations = {
      negate, add, multiply, divide, fma, max, min, atleast, same, floor, sigmoid, crossentropy, crossentropyderivative,
      abs: a => signed(a, 0),
      subtract: (a, b) => add(a, negate(b)),
      exp: elementary("exp", toOne, infinite(0), zero(0)),
      expm1: elementary("expm1", toItself, infinite(0), negate(one)),
      exp2: elementary("exp2", toOne, infinite(0), zero(0)),
      log: elementary("log", toMinusInfinity, infinite(0), NAN),
      log2: elementary("log2", toMinusInfinity, infinite(0), NAN),
      log1p: elementary("log1p", toItself, infinite(0), NAN),
      tanh: elementary("tanh", toItself, one, negate(one)),
    };

    /** The pattern of a number, of up to 64 bits. */
    const bitsOf = v => {
      const [exponent, hidden] = [BigInt(2 * emax + 1), 1n << BigInt(precision - 1)];
      const pattern = v.isNaN ? exponent * hidden + (hidden >> 1n)
        : v.isInfinite ? exponent * hidden
        : v.m < hidden ? v.m : v.m + BigInt(v.e - unit) * hidden;
      return v.s ? pattern + (exponent + 1n) * hidden : pattern;
    };

    const fromBits = bits => {
      const [exponent, hidden] = [BigInt(2 * emax + 1), 1n << BigInt(precision - 1)];
      const s = bits >= (exponent + 1n) * hidden ? 1 : 0;
      const pattern = s ? bits - (exponent + 1n) * hidden : bits;
      const [field, m] = [pattern / hidden, pattern % hidden];
      return field === exponent ? (m === 0n ? infinite(s) : NAN)
        : field === 0n ? { s, m, e: unit } : { s, m: m + hidden, e: unit + Number(field) - 1 };
    };

    const digitsOf = v => bitsOf(v).toString(16).padStart(Math.ceil((X.bitLength(BigInt(emax)) + 1 + precision) / 4), "0");
    const largest = { m: end - 1n, e: emax - precision + 1 };

    return {
      name, precision, emin, unit, largest, one, operations, round, roundDyadic, roundQuotient, bitsOf, fromBits,
      hexOf: v => `0x${digitsOf(v)}`,
      store: (a, other) => (isFinite(a) ? storeBack(other.round(a.s, a.m, a.e), round) : a),
    };
  };

  // What overflows in the format stored in stays infinite; a zero has the sign of the exact number, which is none.
  const storeBack = (v, round) => (isFinite(v) ? round(v.m === 0n ? 0 : v.s, v.m, v.e) : v);

  return { NAN, create, isFinite, isZero, dyadic, negate, signed, infinite, compare };
})();
