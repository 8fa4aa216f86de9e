"use strict";

// Numbers as text and back, exactly: ShortestDecimal.cs, DecimalText.cs and SignificantDigits.cs of the program.
const Digits = (() => {
  const X = Exact;
  const LARGEST_EXPONENT = 100000;
  const LONG_EXPONENT = 1000;
  const BOUND_BITS = 256;

  const powerOfTen = n => 10n ** BigInt(n);
  /** x·10^n as a quotient of two numbers. */
  const shifted = (x, n) => n >= 0 ? [X.multiply(x, { m: powerOfTen(n), e: 0 }), X.ONE] : [x, { m: powerOfTen(-n), e: 0 }];

  /** digits·10^exponent: positional for a decimal exponent from −5 to 15, else like d.ddde-7. */
  const layout = (digits, exponent) => {
    const all = digits.toString();
    const pointed = all.length - 1 + exponent;
    const text = all.replace(/0+$/, "");
    return pointed < -5 || pointed > 15 ? `${text[0]}${text.length === 1 ? "" : "."}${text.slice(1)}e${pointed}`
      : pointed < 0 ? `0.${"0".repeat(-pointed - 1)}${text}`
      : text.length <= pointed + 1 ? text.padEnd(pointed + 1, "0")
      : `${text.slice(0, pointed + 1)}.${text.slice(pointed + 1)}`;
  };

  /** The fewest digits that read back to a number of a format; the nearest of them, ties to even. */
  const shortest = (format, v) => {
    if (v.isNaN) {
      return "nan";
    }

    const minus = v.s ? "-" : "";
    if (v.isInfinite || v.m === 0n) {
      return minus + (v.isInfinite ? "inf" : "0");
    }

    // In quarters of the last place; below a power of two the neighbour is half as far.
    const isLeast = X.bitLength(v.m) === format.precision && (v.m & (v.m - 1n)) === 0n && v.e > format.unit;
    const isClosed = (v.m & 1n) === 0n;
    const quarters = [4n * v.m - (isLeast ? 1n : 2n), 4n * v.m, 4n * v.m + 2n];
    for (let q = Math.floor(((X.bitLength(v.m) + v.e) * 30103) / 100000) + 1; ; q--) {
      const [lower, value, upper] = quarters.map(m => shifted({ m, e: v.e - 2 }, -q));
      const { floor, isExact } = X.floorQuotient(...value, 0);
      if (floor === 0n) {
        continue;
      }

      const isInside = n => {
        const whole = { m: n, e: 0 };
        const [a, b] = [lower, upper].map(([x, y]) => X.compare(x, X.multiply(whole, y)));
        return isClosed ? a <= 0 && b >= 0 : a < 0 && b > 0;
      };
      const twice = X.floorQuotient(...value, -1);
      const isUp = !isExact && (twice.floor & 1n) === 1n && !(twice.isExact && (floor & 1n) === 0n);
      const found = (isUp ? [floor + 1n, floor] : [floor, floor + 1n]).find(isInside);
      if (found !== undefined) {
        return minus + layout(found, q);
      }
    }
  };

  /** Bounds of 10^n for n ≥ 0. */
  const powerBounds = n => {
    if (n === 0) {
      return [X.ONE, X.ONE];
    }

    const half = powerBounds(n >> 1);
    const factor = { m: n % 2 === 0 ? 1n : 10n, e: 0 };
    return half.map((x, i) => X.enclose(X.multiply(X.multiply(x, x), factor), X.ONE, BOUND_BITS)[i]);
  };

  /** x·10^−exponent / y to the nearest whole number, ties to even; a long power is taken by its bounds, if they tell. */
  const nearest = (x, y, exponent) => {
    const divided = (a, b) => {
      const twice = X.floorQuotient(a, X.multiply(b, y), -1);
      const floor = twice.floor >> 1n;
      return (twice.floor & 1n) === 0n || (twice.isExact && (floor & 1n) === 0n) ? floor : floor + 1n;
    };
    if (Math.abs(exponent) > LONG_EXPONENT) {
      const [a, b] = powerBounds(Math.abs(exponent)).map(power => exponent > 0 ? divided(x, power) : divided(X.multiply(x, power), X.ONE));
      if (a === b) {
        return a;
      }
    }

    return divided(...shifted(x, -exponent));
  };

  /** A positive quotient x / y rounded to so many digits: digits and the exponent of the last. */
  const rounded = (x, y, digits) => {
    const most = powerOfTen(digits);
    for (let exponent = Math.floor(((X.magnitude(x) - X.magnitude(y)) * 30103) / 100000) - digits; ; exponent++) {
      const coefficient = nearest(x, y, exponent);

      if (coefficient <= most) {
        return coefficient < most ? { coefficient, exponent } : { coefficient: most / 10n, exponent: exponent + 1 };
      }
    }
  };

  /** x / y, y > 0, to so many significant digits. */
  const significant = (x, y, digits) => {
    if (x.m === 0n) {
      return "0";
    }

    const { coefficient, exponent } = rounded(X.abs(x), y, digits);
    return (x.m < 0n ? "-" : "") + layout(coefficient, exponent);
  };

  /** An error x / y in ulps: two digits, three from 100 on, an exponent from 1000 on. */
  const ulps = (x, y) => {
    const compared = n => X.compare(x, X.multiply({ m: BigInt(n), e: 0 }, y));
    if (compared(995) < 0) {
      return significant(x, y, compared(100) < 0 ? 2 : 3);
    }

    const { coefficient, exponent } = rounded(x, y, 3);
    const text = coefficient.toString();
    const power = exponent + text.length - 1;
    return power < 3 ? text : `${`${text[0]}.${text.slice(1)}`.replace(/\.?0+$/, "")}e${power}`;
  };

  /** Decimal text as a quotient { x, y } of whole numbers, exactly; null where it is none. */
  const parse = text => {
    const match = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?$/.exec(text);
    const exponent = match && match[5] ? Number(match[5]) : 0;
    if (!match || Math.abs(exponent) > LARGEST_EXPONENT) {
      return null;
    }

    const fraction = match[3] ?? match[4];
    const digits = BigInt((match[2] ?? "") + fraction);
    const [x, y] = shifted({ m: match[1] === "-" ? -digits : digits, e: 0 }, exponent - fraction.length);
    return { x, y, isNegative: match[1] === "-" };
  };

  return { layout, shortest, significant, ulps, parse };
})();
