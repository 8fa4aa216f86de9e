"use strict";

// What a part of a formula is in exact arithmetic, as in ExactArithmetic.cs: { bounds: [lower, upper] }, or
// { infinity: ±1 }, or { infinity: 0 } for no number. Bounds are rounded outwards; ±2^(2^22) stands for none.
const Bounds = (() => {
  const X = Exact;
  const NAN = { infinity: 0 };
  const ANYTHING = [X.MINUS_FAR, X.FAR];
  const HUGE = [X.power(1 << X.largest), X.FAR];
  const TWO = X.power(1);

  const of = bounds => ({ bounds });
  const ofNumber = x => of(X.point(x));
  const infinite = sign => ({ infinity: sign });
  const isNaN = a => !a.bounds && a.infinity === 0;
  const isInfinite = a => !a.bounds && a.infinity !== 0;
  const isPoint = (a, x) => Boolean(a.bounds) && X.compare(a.bounds[0], x) === 0 && X.compare(a.bounds[1], x) === 0;
  const isZero = a => isPoint(a, X.ZERO);
  const isFar = x => x.m !== 0n && X.magnitude(x) >= 1 << 22;
  const far = sign => (sign === 0 ? X.ZERO : sign > 0 ? X.FAR : X.MINUS_FAR);
  const signOf = a => (a.bounds ? (a.bounds[1].m > 0n ? 1 : -1) : a.infinity);
  const isHuge = x => x.m > 0n && X.magnitude(x) >= X.largest;
  const hull = all => [all.reduce((a, b) => (X.compare(b, a) < 0 ? b : a)), all.reduce(X.larger)];

  const negate = a => (a.bounds ? of(X.minus(a.bounds)) : infinite(-a.infinity || 0));

  const abs = a => {
    if (!a.bounds) {
      return isNaN(a) ? a : infinite(1);
    }

    const [low, high] = a.bounds;
    return low.m >= 0n ? a : high.m <= 0n ? negate(a) : of([X.ZERO, X.larger(X.negate(low), high)]);
  };

  const floor = a => {
    const down = x => (isFar(x) || x.e >= 0 ? x : { m: X.at(x, 0), e: 0 });
    return a.bounds ? of(a.bounds.map(down)) : a;
  };

  /** The sign of a − b, of numbers and infinities; null where the bounds do not tell. */
  const compare = (a, b) => {
    if (!a.bounds || !b.bounds) {
      return Math.sign((a.bounds ? 0 : a.infinity) - (b.bounds ? 0 : b.infinity));
    }

    const [[a0, a1], [b0, b1]] = [a.bounds, b.bounds];
    return X.compare(a0, b1) > 0 ? 1
      : X.compare(a1, b0) < 0 ? -1
      : X.compare(a0, a1) === 0 && X.compare(a0, b0) === 0 && X.compare(a1, b1) === 0 ? 0
      : null;
  };

  const max = (a, b) => {
    if (isNaN(a) || isNaN(b)) {
      return isNaN(a) ? a : b;
    }

    const order = compare(a, b);
    return order === null ? of([0, 1].map(i => X.larger(a.bounds[i], b.bounds[i]))) : order > 0 ? a : b;
  };

  const min = (a, b) => isNaN(a) || isNaN(b) || compare(a, b) === null ? negate(max(negate(a), negate(b)))
    : compare(a, b) < 0 ? a : b;

  /** The operations at so many bits. */
  const create = bits => {
    const down = x => {
      if (x.m === 0n || isFar(x)) {
        return far(X.sign(x));
      }

      const e = X.magnitude(x) - bits + 1;
      return e <= x.e ? x : { m: X.at(x, e), e };
    };
    const outwards = ([a, b]) => of([down(a), X.negate(down(X.negate(b)))]);
    const increasing = (a, f) => (a.bounds ? outwards(X.increasing(a.bounds, f)) : a);

    const add = (a, b) => {
      if (!a.bounds || !b.bounds) {
        return isNaN(a) || isNaN(b) || (isInfinite(a) && isInfinite(b) && a.infinity !== b.infinity) ? NAN : a.bounds ? b : a;
      }

      const sum = (x, y) => isFar(x) ? x : isFar(y) ? y
        : X.compare(X.abs(x), X.abs(y)) < 0 ? X.addTrace(y, x, bits) : X.addTrace(x, y, bits);
      return outwards([sum(a.bounds[0], b.bounds[0]), sum(a.bounds[1], b.bounds[1])]);
    };

    const multiply = (a, b) => {
      if (!a.bounds || !b.bounds) {
        return isNaN(a) || isNaN(b) || isZero(a) || isZero(b) ? NAN : infinite(signOf(a) * signOf(b));
      }

      const product = (x, y) => (isFar(x) || isFar(y) ? far(X.sign(x) * X.sign(y)) : X.multiply(x, y));
      return outwards(hull(a.bounds.flatMap(x => b.bounds.map(y => product(x, y)))));
    };

    const quotient = (x, y) => isFar(y) ? [X.ZERO] : isFar(x) ? [far(X.sign(x) * X.sign(y))] : X.enclose(x, y, bits);

    const divide = (a, b) => {
      if (isNaN(a) || isNaN(b) || (isInfinite(a) && isInfinite(b)) || (isZero(a) && isZero(b))) {
        return NAN;
      }

      if (isInfinite(b) || isZero(a)) {
        return ofNumber(X.ZERO);
      }

      if (isInfinite(a) || isZero(b)) {
        return infinite(signOf(a) * (isZero(b) ? 1 : signOf(b)));
      }

      const [low, high] = b.bounds;
      return of(X.sign(low) * X.sign(high) <= 0 ? ANYTHING : hull(a.bounds.flatMap(x => b.bounds.flatMap(y => quotient(x, y)))));
    };

    const ln2 = () => of(X.ln2Bounds(bits));
    const expOf = x => (isHuge(x) ? HUGE : X.exp(x, bits));
    const exp = a => isInfinite(a) ? (a.infinity > 0 ? a : ofNumber(X.ZERO)) : increasing(a, expOf);
    const expm1 = a => isInfinite(a) ? (a.infinity > 0 ? a : ofNumber(X.MINUS_ONE))
      : increasing(a, x => (isHuge(x) ? HUGE : X.expm1(x, bits)));

    const exp2 = a => {
      if (a.bounds && X.compare(a.bounds[0], a.bounds[1]) === 0 && a.bounds[0].m !== 0n && X.magnitude(a.bounds[0]) < X.largest) {
        const whole = X.at(a.bounds[0], 0);
        if (X.compare({ m: whole, e: 0 }, a.bounds[0]) === 0) {
          return ofNumber(X.power(Number(whole)));
        }
      }

      return isZero(a) ? ofNumber(X.ONE) : exp(multiply(a, ln2()));
    };

    const logarithm = (a, least, f) => {
      if (!a.bounds) {
        return a.infinity > 0 ? a : NAN;
      }

      const [low, high] = a.bounds;
      const atEnd = X.compare(high, least);
      if (atEnd <= 0) {
        return atEnd < 0 ? NAN : X.compare(low, least) === 0 ? infinite(-1) : of(ANYTHING);
      }

      const isOpen = X.compare(low, least) <= 0;
      return outwards([isOpen ? X.MINUS_FAR : f(low)[0], isFar(high) ? X.FAR : f(high)[1]]);
    };
    const log = a => logarithm(a, X.ZERO, x => X.log(x, bits));
    const log1p = a => logarithm(a, X.MINUS_ONE, x => X.log1p(x, bits));

    const log2 = a => {
      if (a.bounds && a.bounds[0].m > 0n && X.compare(a.bounds[0], a.bounds[1]) === 0) {
        const size = X.magnitude(a.bounds[0]);
        if (X.compare(a.bounds[0], X.power(size)) === 0) {
          return ofNumber({ m: BigInt(size), e: 0 });
        }
      }

      return divide(log(a), ln2());
    };

    const tanh = a => isInfinite(a) ? ofNumber({ m: BigInt(a.infinity), e: 0 }) : increasing(a, x => {
      const m = expm1(ofNumber(X.scale(X.negate(X.abs(x)), 1)));
      const size = divide(negate(m), add(ofNumber(TWO), m)).bounds;
      return x.m < 0n ? X.minus(size) : size;
    });

    const sigmoid = a => isInfinite(a) ? ofNumber(a.infinity > 0 ? X.ONE : X.ZERO) : increasing(a, x => {
      const power = of(expOf(X.negate(X.abs(x))));
      return divide(x.m < 0n ? power : ofNumber(X.ONE), add(ofNumber(X.ONE), power)).bounds;
    });

    const softplus = a => isInfinite(a) ? (a.infinity > 0 ? a : ofNumber(X.ZERO)) : increasing(a, x => {
      const tail = log1p(of(expOf(X.negate(X.abs(x)))));
      return (x.m > 0n ? add(ofNumber(x), tail) : tail).bounds;
    });

    const crossentropy = (a, y) => {
      const rest = add(ofNumber(X.ONE), negate(y));
      return isZero(y) ? softplus(a)
        : isZero(rest) ? softplus(negate(a))
        : add(multiply(y, softplus(negate(a))), multiply(rest, softplus(a)));
    };
    const crossentropyderivative = (a, y) => isZero(add(ofNumber(X.ONE), negate(y))) ? negate(sigmoid(negate(a)))
      : add(sigmoid(a), negate(y));
    const fma = (a, b, c) => add(multiply(a, b), c);

    return {
      negate, abs, floor, max, min, add, multiply, divide, fma, exp, expm1, exp2, log, log1p, log2, tanh, sigmoid, crossentropy,
      crossentropyderivative,
    };
  };

  const made = new Map();
  const arithmetic = bits => {
    if (!made.has(bits)) {
      made.set(bits, create(bits));
    }

    return made.get(bits);
  };

  return { NAN, of, ofNumber, infinite, isNaN, isInfinite, isZero, isPoint, isFar, compare, arithmetic };
})();
