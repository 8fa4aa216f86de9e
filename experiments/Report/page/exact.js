"use strict";

// Exact numbers m·2^e on whole numbers, and proven bounds of functions of them: Dyadic.cs, Elementary.cs and
// ExactArithmetic.cs of the program, with the same bits. Floating-point numbers are exponents, and the length of a number.
const Exact = (() => {
  const stored = 1024;
  const guard = 16;
  const largest = 20;

  const ZERO = { m: 0n, e: 0 };
  const ONE = { m: 1n, e: 0 };
  const MINUS_ONE = { m: -1n, e: 0 };
  const FAR = { m: 1n, e: 1 << 22 };
  const MINUS_FAR = { m: -1n, e: 1 << 22 };
  const power = e => ({ m: 1n, e });

  // The exponent of the nearest float64 is that of the number, or one more where it was rounded up to a power of two.
  const view = new DataView(new ArrayBuffer(8));
  const LONG = 1n << 1000n;
  const bitLength = m => {
    let size = m < 0n ? -m : m;
    let cut = 0;
    while (size >= LONG) {
      let step = 512;
      while (size >> BigInt(2 * step) >= LONG) {
        step *= 2;
      }

      size >>= BigInt(step);
      cut += step;
    }

    if (size < 0x100000000n) {
      return cut + 32 - Math.clz32(Number(size));
    }

    view.setFloat64(0, Number(size));
    const length = (view.getUint16(0) >> 4) - 1022;
    return cut + (size >> BigInt(length - 1) === 0n ? length - 1 : length);
  };

  const sign = x => (x.m > 0n ? 1 : x.m < 0n ? -1 : 0);
  const magnitude = x => bitLength(x.m) - 1 + x.e;
  const negate = x => ({ m: -x.m, e: x.e });
  const abs = x => (x.m < 0n ? negate(x) : x);
  const scale = (x, by) => ({ m: x.m, e: x.e + by });

  /** ⌊x / 2^e⌋. */
  const at = (x, e) => (x.e >= e ? x.m << BigInt(x.e - e) : x.m >> BigInt(e - x.e));

  const add = (x, y) => {
    if (x.m === 0n || y.m === 0n) {
      return x.m === 0n ? y : x;
    }

    const e = Math.min(x.e, y.e);
    return { m: at(x, e) + at(y, e), e };
  };

  const subtract = (x, y) => add(x, negate(y));

  /** x + y, where y may be cut to a trace that no bound of so many bits tells from it, and that lies no nearer to 0. */
  const addTrace = (x, y, bits) => {
    const trace = x.m === 0n ? 0 : Math.min(x.e, magnitude(x) - bits) - 1;
    return x.m !== 0n && y.m !== 0n && magnitude(y) < trace ? add(x, { m: y.m < 0n ? -1n : 1n, e: trace }) : add(x, y);
  };
  const multiply = (x, y) => ({ m: x.m * y.m, e: x.e + y.e });

  const compare = (x, y) => {
    const [a, b] = [sign(x), sign(y)];
    if (a !== b || a === 0) {
      return a - b;
    }

    const order = magnitude(x) - magnitude(y);
    return order !== 0 ? a * order : sign(subtract(x, y));
  };

  const larger = (x, y) => (compare(x, y) > 0 ? x : y);

  /** ⌊x / (y·2^e)⌋ for y > 0, and whether nothing is left over. */
  const floorQuotient = (x, y, e) => {
    const shift = x.e - y.e - e;
    const numerator = shift > 0 ? x.m << BigInt(shift) : x.m;
    const denominator = shift < 0 ? y.m << BigInt(-shift) : y.m;
    const floor = numerator / denominator;
    const rest = numerator - floor * denominator;
    return { floor: rest < 0n ? floor - 1n : floor, isExact: rest === 0n };
  };

  /** Bounds of x / y of so many bits; y may be below 0. */
  const enclose = (x, y, bits) => {
    if (x.m === 0n) {
      return [ZERO, ZERO];
    }

    if (y.m < 0n) {
      return enclose(negate(x), negate(y), bits);
    }

    const e = magnitude(x) - magnitude(y) - bits;
    const { floor, isExact } = floorQuotient(x, y, e);
    return [{ m: floor, e }, { m: isExact ? floor : floor + 1n, e }];
  };

  // Intervals are pairs [lower, upper].
  const point = x => [x, x];
  const minus = ([a, b]) => [negate(b), negate(a)];
  const plus = ([a, b], [c, d]) => [add(a, c), add(b, d)];
  const times = (n, [a, b]) => {
    const factor = { m: BigInt(n), e: 0 };
    return n < 0 ? [multiply(factor, b), multiply(factor, a)] : [multiply(factor, a), multiply(factor, b)];
  };
  const increasing = ([a, b], f) => (compare(a, b) === 0 ? f(a) : [f(a)[0], f(b)[1]]);

  /** Bounds of x / y for x ≥ 0, y > 0. */
  const quotient = ([a, b], [c, d], bits) => [enclose(a, d, bits)[0], enclose(b, c, bits)[1]];

  // The functions of Elementary.cs; the errors counted there are the ones counted here.
  const artanhOfInverse = (one, d) => {
    let part = one / d;
    let sum = part;
    let n = 1;
    while (part !== 0n) {
      n += 2;
      part /= d * d;
      sum += part / BigInt(n);
    }

    return { sum, n };
  };

  const computeLn2 = bits => {
    const one = 1n << BigInt(bits + 32);
    const { sum, n } = artanhOfInverse(one, 26n);
    const all = 18n * sum - 2n * artanhOfInverse(one, 4801n).sum + 8n * artanhOfInverse(one, 8749n).sum;
    return (all - 56n * BigInt(n)) >> 32n;
  };

  const ln2s = new Map();
  const ln2 = bits => {
    if (!ln2s.has(bits)) {
      ln2s.set(bits, bits < stored ? ln2(stored) >> BigInt(stored - bits) : computeLn2(bits));
    }

    return ln2s.get(bits);
  };
  const ln2Bounds = bits => [{ m: ln2(bits), e: -bits }, { m: ln2(bits) + 2n, e: -bits }];

  const reduceByLn2 = (x, w) => {
    const log = ln2(w + 24);
    const scaled = at(x, -w - 24);
    for (let k = scaled / log - (scaled < 0n ? 1n : 0n); ; k--) {
      const r = (scaled - k * log - (k > 0n ? 2n * k : 0n)) >> 24n;
      if (r >= 0n) {
        return { k: Number(k), r };
      }
    }
  };

  const exp = (x, bits) => {
    if (x.m === 0n) {
      return point(ONE);
    }

    const size = magnitude(x);
    if (size >= largest) {
      return [ZERO, power(-(1 << largest))];
    }

    if (size < -bits - 2) {
      const distance = power(size + 2);
      return x.m > 0n ? [ONE, addTrace(ONE, distance, bits)] : [addTrace(ONE, negate(distance), bits), ONE];
    }

    const halvings = 8 + Math.floor(bits / 64);
    const w = bits + halvings + guard;
    const shift = BigInt(w);
    const { k, r } = reduceByLn2(x, w);
    const s = r >> BigInt(halvings);
    let term = 1n << shift;
    let sum = term;
    let terms = 0n;
    while (term !== 0n) {
      terms++;
      term = ((term * s) >> shift) / terms;
      sum += term;
    }

    for (let i = 0; i < halvings; i++) {
      sum = (sum * sum) >> shift;
    }

    const error = (4n * (terms + 1n) + BigInt(halvings) + 1n) << BigInt(halvings + 2);
    return [{ m: sum, e: k - w }, { m: sum + error, e: k - w }];
  };

  /** Bounds to be rounded outwards, which a trace is made for. */
  const expm1 = (x, bits) => {
    if (x.m === 0n) {
      return point(ZERO);
    }

    const size = magnitude(x);
    if (size < -bits - 2) {
      return [x, addTrace(x, multiply(x, x), bits)];
    }

    const [low, high] = exp(x, bits + Math.max(0, -size) + 2);
    return [addTrace(MINUS_ONE, low, bits), addTrace(MINUS_ONE, high, bits)];
  };

  const artanhQuotient = (t, d, w) => {
    const shift = BigInt(w);
    const z = floorQuotient(abs(t), d, -w).floor;
    const square = (z * z) >> shift;
    let part = z;
    let sum = z;
    let n = 1;
    while (part !== 0n) {
      n += 2;
      part = (part * square) >> shift;
      sum += part / BigInt(n);
    }

    const bounds = [{ m: sum, e: -w }, { m: sum + BigInt(3 * (Math.floor(n / 2) + 2)), e: -w }];
    return t.m < 0n ? minus(bounds) : bounds;
  };

  const log = (x, bits) => {
    if (compare(x, ONE) === 0) {
      return point(ZERO);
    }

    let k = magnitude(x);
    if (compare({ m: 3n * x.m, e: x.e - k }, power(2)) > 0) {
      k++;
    }

    const m = scale(x, -k);
    const t = subtract(m, ONE);
    const w = bits + guard + (k === 0 ? 1 - magnitude(t) : 0);
    const logOfM = times(2, artanhQuotient(t, add(m, ONE), w));
    return k === 0 ? logOfM : plus(logOfM, times(k, ln2Bounds(w + 32)));
  };

  const log1p = (x, bits) => x.m === 0n ? point(ZERO)
    : magnitude(x) < -bits - 2 ? [addTrace(x, negate(multiply(x, x)), bits), x]
    : log(add(ONE, x), bits);

  return {
    ZERO, ONE, MINUS_ONE, FAR, MINUS_FAR, largest, power, bitLength, sign, magnitude, negate, abs, scale, at, add, addTrace,
    subtract, multiply, compare, larger, floorQuotient, enclose, point, minus, plus, increasing, quotient, ln2Bounds, exp, expm1,
    log, log1p,
  };
})();
