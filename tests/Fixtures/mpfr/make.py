#!/usr/bin/env python3
"""Makes elementary-<format>.csv: correctly rounded exp, log and log1p, independent of the C# code.

Made with MPFR 4.2.0 (GMP 6.2.1) through gmpy2 2.1.2, Python 3.11.2, on 2026-11-24.
Run `python3 make.py` (all formats, about 11 minutes on one core) or `python3 make.py float32 decimal`; the CSVs are
written beside this file, the same bytes on every run: all random numbers come from seeds named after their rows.
What the columns mean: README.md.
"""
import random
import sys
from fractions import Fraction
from math import log, log2
from pathlib import Path

import gmpy2
from gmpy2 import mpfr

HERE = Path(__file__).resolve().parent
FUNCTIONS = {"exp": gmpy2.exp, "log": gmpy2.log, "log1p": gmpy2.log1p}
PRECISION_EMAX = {"float16": (11, 15), "bfloat16": (8, 127), "float32": (24, 127), "float64": (53, 1023),
                  "float80": (64, 16383), "float128": (113, 16383), "tf32": (11, 127)}
NEAR_TIE = 2.0 ** -20                       # ulp from a midpoint, for the formats that are searched
DRAWS = {"float64": 12_000_000, "float80": 8_000_000, "float128": 4_000_000}
EXHAUSTED = {"exp": (-1, 3), "log": (0, 20), "log1p": (-2, 2)}     # binades searched whole in float32


def wide(bits):
    return gmpy2.context(precision=bits, emax=gmpy2.get_emax_max(), emin=gmpy2.get_emin_min())


EXACT = wide(40_000)                        # holds every number below without rounding
gmpy2.set_context(EXACT)


def under(context, f, *arguments):
    """f in the given context. (In gmpy2 2.1.2 context.div forgets its own context: never use the methods.)"""
    gmpy2.set_context(context)
    try:
        return f(*arguments)
    finally:
        gmpy2.set_context(EXACT)


def scaled(m, e):
    """m * 2^e, exactly."""
    return gmpy2.mul_2exp(mpfr(m), e) if e >= 0 else gmpy2.div_2exp(mpfr(m), -e)


def hexadecimal(text):
    """The value of a hexadecimal float such as -0x1.8p-3."""
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text)
    significand, exponent = digits[2:].split("p")
    whole, _, fraction = significand.partition(".")
    return sign * scaled(int(whole + fraction, 16), int(exponent) - 4 * len(fraction))


class Binary:
    """An IEEE binary format: precision p, exponents emin .. emax, gradual underflow."""

    def __init__(self, name):
        self.name = name
        self.p, self.emax = PRECISION_EMAX[name]
        self.emin = 1 - self.emax
        self.width = self.p + (2 * self.emax + 1).bit_length()     # sign, exponent, trailing significand
        self.context = gmpy2.context(precision=self.p, emax=self.emax + 1, emin=self.emin - self.p + 2,
                                     subnormalize=True, round=gmpy2.RoundToNearest)
        self.infinity = ((2 * self.emax + 1) << (self.p - 1))      # pattern of +inf
        self.largest = self.infinity - 1

    def compute(self, function, x):
        return under(self.context, FUNCTIONS[function], x)

    def nearest(self, v):
        """The pattern of |v| rounded to the format."""
        return self.pattern(abs(under(self.context, lambda: +mpfr(v))))

    def value(self, pattern):
        """The number with this pattern (sign included)."""
        negative, magnitude = divmod(pattern, 1 << (self.width - 1))
        if magnitude == self.infinity:
            v = mpfr("inf")
        else:
            biased, m = divmod(magnitude, 1 << (self.p - 1))
            v = scaled(m, self.emin - self.p + 1) if biased == 0 \
                else scaled(m + (1 << (self.p - 1)), biased - self.emax - self.p + 1)
        return -v if negative else v

    def pattern(self, v):
        sign = (1 << (self.width - 1)) if gmpy2.is_signed(v) else 0
        if gmpy2.is_infinite(v):
            return sign | self.infinity
        if v == 0:
            return sign
        m, e = (int(n) for n in abs(v).as_mantissa_exp())
        exponent = max(m.bit_length() + e - 1, self.emin)
        m = Fraction(m) * Fraction(2) ** (e - (exponent - self.p + 1))
        assert m.denominator == 1 and m < 1 << self.p, "not a number of the format"
        # A subnormal has no leading bit, so the addition leaves its biased exponent at 0.
        return sign | (((exponent - self.emin) << (self.p - 1)) + m.numerator)

    def text(self, v):
        return format(self.pattern(v), f"0{-(-self.width // 4)}x")

    def distance(self, function, x):
        """Ulps between the exact result and the nearest midpoint of two neighbours; None if the result is exact."""
        bits = 3 * self.p + 200
        y = under(wide(bits), FUNCTIONS[function], x)
        m, e = (int(n) for n in abs(y).as_mantissa_exp())
        shift = max(m.bit_length() + e - 1, self.emin) - self.p + 1 - e
        if shift <= 0 or m & (m - 1) == 0:
            return None
        return abs((m & ((1 << shift) - 1)) - (1 << (shift - 1))) / (1 << shift)

    def inputs(self, function):
        """(label, x) in order; repeated x are dropped by the writer."""
        r = random.Random(f"{self.name} {function}")
        sign = 1 << (self.width - 1)
        domain = {"exp": lambda x: True, "log": lambda x: not x < 0, "log1p": lambda x: not x < -1}[function]
        one = self.pattern(mpfr(1))
        hidden = 1 << (self.p - 1)

        def numbers(label, patterns):
            for n in patterns:
                x = self.value(n)
                if domain(x):
                    yield label, x

        def around(label, v, reach):
            """The neighbours of the real number v."""
            s = sign if v < 0 else 0
            n = self.nearest(v)
            yield from numbers(label, [s | k for k in range(n - reach, n + reach + 1) if 0 <= k <= self.infinity])

        def spread(count, low, high):
            """Magnitudes with exponents drawn evenly from low .. high."""
            for _ in range(count):
                e = r.randrange(max(low, self.emin - 1), min(high, self.emax) + 1)
                yield (e - self.emin + 1) * hidden + r.randrange(hidden)

        zeros_and_ends = [0, 1, 2, 3, hidden - 1, hidden, hidden + 1, self.largest - 1, self.largest, self.infinity]
        for label, part in (("zero", zeros_and_ends[:1]), ("subnormal", zeros_and_ends[1:5]),
                            ("smallest-normal", zeros_and_ends[5:7]), ("largest", zeros_and_ends[7:9]),
                            ("infinity", zeros_and_ends[9:])):
            yield from numbers(label, [s | n for n in part for s in (0, sign)])
        yield from numbers("subnormal", [s | r.randrange(1, hidden) for _ in range(15) for s in (0, sign)])

        top = under(wide(400), lambda: gmpy2.log(mpfr(2) - scaled(1, -self.p)) + self.emax * gmpy2.log(mpfr(2)))
        power = lambda k: under(wide(400), lambda: k * gmpy2.log(mpfr(2)))        # log 2^k
        if function == "exp":
            last = int(log2(float(top)))
            yield from around("overflow-edge", top, 6)
            yield from around("underflow-edge", power(self.emin - self.p), 6)            # tie between 0 and the smallest
            yield from around("underflow-edge", power(self.emin - self.p + 1), 3)        # the smallest subnormal
            yield from around("subnormal-edge", power(self.emin), 6)
            low, high = float(power(self.emin - self.p)), float(power(self.emin))
            yield from numbers("subnormal-result", [sign | self.nearest(r.uniform(low, high)) for _ in range(60)])
            yield from numbers("subnormal-result", [sign | self.nearest(r.uniform(low, low * 0.999)) for _ in range(10)])
            yield from around("next-to-one", mpfr(0), 3)
            for k in (self.p, self.p + 1, self.p - 1):
                for s in (1, -1):
                    yield from around("tiny", s * scaled(1, -k), 3)
            yield from numbers("tiny", [s | n for n in spread(20, -2 * self.p, -self.p + 4) for s in (0, sign)])
            yield from numbers("random", [s | n for n in spread(100, -self.p - 3, last) for s in (0, sign)])
            yield from numbers("random", [s | self.nearest(r.uniform(0, float(top))) for _ in range(60) for s in (0, sign)])
        elif function == "log":
            for k in range(1, 13):
                yield from numbers("next-to-one", [one + k, one - k])
            yield from numbers("next-to-one", [one])
            for k in range(2, self.p):
                yield from around("next-to-one", 1 + scaled(1, -k), 0)
                yield from around("next-to-one", 1 - scaled(1, -k), 0)
            yield from numbers("next-to-one", [one + r.randrange(-hidden // 8, hidden // 8) for _ in range(40)])
            yield from numbers("power-of-two", [n * hidden for n in range(1, 2 * self.emax, max(1, self.emax // 15))])
            yield from numbers("random", spread(200, self.emin, self.emax))
            yield from numbers("random", spread(80, -8, 8))
        else:
            for k in range(13):
                yield from numbers("next-to-minus-one", [sign | (one - k)])
            yield from numbers("next-to-minus-one", [sign | (one - r.randrange(1, 1 << k)) for k in range(1, self.p - 1)])
            for k in range(self.p // 2 - 2, self.p + 4):             # x - x^2/2 against half an ulp of x
                for s in (0, sign):
                    n = self.nearest(scaled(1, -k))
                    yield from numbers("tiny", [s | (n + d) for d in (-1, 0, 1, r.randrange(hidden))])
            yield from numbers("tiny", [s | n for n in spread(20, self.emin, -self.p) for s in (0, sign)])
            yield from numbers("power-of-two", [s | self.nearest(scaled(1, k)) for k in range(-4, self.p + 3) for s in (0, sign)])
            yield from numbers("random", [s | n for n in spread(120, -self.p - 3, -1) for s in (0, sign)])
            yield from numbers("random", spread(80, -2, self.p + 4))
            yield from numbers("random", spread(60, self.emin, self.emax))
        yield from worst_cases(self.name, function)
        yield from (("near-tie", x) for x in self.near_ties(function))

    def near_ties(self, function):
        """Inputs whose results lie next to a midpoint."""
        if self.width < 20:                                           # the 40 nearest of all inputs
            lower = {"exp": mpfr("-inf"), "log": 0, "log1p": -1}[function]
            finite = (self.value(n) for n in range(1 << self.width) if n % (1 << (self.width - 1)) < self.infinity)
            found = [(x, self.compute(function, x)) for x in finite if x > lower and x != 0]
            ranked = [(self.distance(function, x), x) for x, y in found if gmpy2.is_finite(y) and y != 0]
            return [x for _, x in sorted(pair for pair in ranked if pair[0] is not None)[:40]]
        extra = 24
        half, mask, slack = 1 << (extra - 1), (1 << extra) - 1, 1 << (extra - 20)
        f, working, hits = FUNCTIONS[function], wide(self.p + extra), []
        gmpy2.set_context(working)
        for x in self.candidates(function):
            if abs((f(x).as_mantissa_exp()[0] & mask) - half) <= slack:
                hits.append(x)
        gmpy2.set_context(EXACT)
        return [x for x in hits if (self.distance(function, x) or 1) <= NEAR_TIE]

    def candidates(self, function):
        """What the search looks at: whole binades in float32, seeded draws elsewhere."""
        hidden = 1 << (self.p - 1)
        if self.name == "float32":
            for e in EXHAUSTED[function]:
                for m in range(hidden, 2 * hidden):
                    yield gmpy2.div_2exp(mpfr(m), self.p - 1 - e)
            return
        r = random.Random(f"{self.name} {function} near-tie")
        low, high = {"exp": (-6, int(log2(self.emax * log(2))) - 1), "log": (-60, 200), "log1p": (-6, 200)}[function]
        for _ in range(DRAWS[self.name]):
            m = hidden | r.getrandbits(self.p - 1)
            e = r.randrange(low, high)
            x = gmpy2.div_2exp(mpfr(m), self.p - 1 - e) if e < self.p else gmpy2.mul_2exp(mpfr(m), e - self.p + 1)
            yield -x if function == "exp" and m & 2 or function == "log1p" and e < 0 and m & 2 else x


def worst_cases(name, function):
    for line in (HERE / "worst-cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name} {function} "):
            x = hexadecimal(line.split()[2])
            assert Binary(name).distance(function, x) < 2.0 ** -40, line
            yield "worst-case", x


class Decimal:
    """System.Decimal: the finest scale 0 .. 28 whose coefficient, rounded half to even, fits 96 bits."""

    name = "decimal"
    LARGEST = 2 ** 96 - 1
    BITS = 600

    def rounded(self, q):
        """The Decimal (scale, coefficient) nearest to a Fraction, or 'overflow'."""
        for scale in range(28, -1, -1):
            c = round(q * 10 ** scale)                               # Fraction rounds half to even
            if abs(c) <= self.LARGEST:
                return Fraction(c, 10 ** scale)
        return "overflow"

    def wide_value(self, function, x):
        def f():
            return FUNCTIONS[function](mpfr(x.numerator) / mpfr(x.denominator))
        v = under(wide(self.BITS), f)
        m, e = (int(n) for n in v.as_mantissa_exp())
        return Fraction(m) * Fraction(2) ** e

    def compute(self, function, x):
        if x == {"exp": 0, "log": 1, "log1p": 0}[function]:
            return Fraction(1 if function == "exp" else 0)
        if x == {"log": 0, "log1p": -1}.get(function):
            return "log0"
        if function == "exp" and abs(x) > 1000:
            return "overflow" if x > 0 else Fraction(0)
        v = self.wide_value(function, x)
        error = abs(v) * Fraction(1, 2 ** (self.BITS - 200))
        results = {self.rounded(v - error), self.rounded(v + error)}
        assert len(results) == 1, "more bits needed"
        return results.pop()

    def text(self, v):
        if isinstance(v, str):
            return v
        digits = str(abs(v) * 10 ** 28).zfill(29)
        text = (digits[:-28] + "." + digits[-28:]).rstrip("0").rstrip(".")
        return ("-" if v < 0 else "") + text

    def inputs(self, function):
        r = random.Random(f"decimal {function}")
        unit = Fraction(1, 10 ** 28)
        largest = Fraction(self.LARGEST)
        drawn = lambda bits, scale: Fraction(r.getrandbits(bits), 10 ** scale)

        def real(function, q):
            """The Decimal nearest to f(q)."""
            return self.rounded(self.wide_value(function, q))

        def around(label, v, reach):
            step = Fraction(1, 10 ** next(s for s in range(28, -1, -1) if abs(v) * 10 ** s <= self.LARGEST))
            for k in range(-reach, reach + 1):
                yield label, v + k * step

        edges = [Fraction(self.LARGEST, 10 ** s) for s in range(29)]  # where the result's scale changes
        if function == "exp":
            for x in (0, 1, -1, unit, -unit, largest, -largest):
                yield "special", Fraction(x)
            yield from around("overflow-edge", real("log", largest + Fraction(1, 2)), 8)
            yield from (("overflow-edge", Fraction(k, 100)) for k in range(6650, 6660))
            yield from around("underflow-edge", real("log", unit / 2), 8)
            yield from around("underflow-edge", real("log", unit * 3 / 2), 4)
            yield from (("underflow-edge", Fraction(k, 100)) for k in range(-6520, -6445, 3))
            for edge in edges[1:]:
                yield from around("scale-edge", real("log", edge), 1)
            yield from (("tiny", s * drawn(r.randrange(1, 70), 28)) for _ in range(20) for s in (1, -1))
            yield from (("random", s * self.rounded(drawn(60, 0) / 2 ** 60 * 66)) for _ in range(40) for s in (1, -1))
        elif function == "log":
            for x in (0, 1, 2, 10, unit, 2 * unit, largest, largest - 1):
                yield "special", Fraction(x)
            for k in list(range(1, 11)) + [10 ** j for j in range(2, 28)]:
                yield "next-to-one", 1 + k * unit
                yield "next-to-one", 1 - k * unit
            for edge in (edges[28], -edges[28]):
                yield from around("scale-edge", real("exp", edge), 3)
            yield from (("power-of-ten", Fraction(10) ** k) for k in range(-28, 29))
            yield from (("random", drawn(r.randrange(1, 97), r.randrange(29))) for _ in range(80))
        else:
            for x in (0, 1, -1, unit, -unit, largest):
                yield "special", Fraction(x)
            for k in list(range(1, 11)) + [10 ** j for j in range(2, 28)]:
                yield "next-to-minus-one", -1 + k * unit
            for k in range(1, 28):
                for s in (1, -1):
                    yield "tiny", s * Fraction(1, 10 ** k)
                    yield "tiny", s * self.rounded(drawn(90, k) / 2 ** 90)
            yield from (("tiny", s * k * Fraction(1, 10 ** 14)) for k in range(1, 9) for s in (1, -1))   # x^2/2 is half a unit
            yield from (("random", drawn(r.randrange(1, 97), r.randrange(29))) for _ in range(60))
            yield from (("random", -drawn(93, 28)) for _ in range(20))
        yield from (("near-tie", x) for x in self.near_ties(function))

    def near_ties(self, function):
        """Of half a million seeded draws, those whose results lie within 2^-16 of the last place of a midpoint."""
        r = random.Random(f"decimal {function} near-tie")
        context, f, hits = wide(200), FUNCTIONS[function], []
        gmpy2.set_context(context)
        for _ in range(500_000):
            c = r.getrandbits(93)                                      # below 0.99 at scale 28
            x = mpfr(c) / 10 ** 28
            y = f(x) * 10 ** 28
            part = y - gmpy2.floor(y)
            if abs(part - 0.5) < 2.0 ** -16:
                hits.append(Fraction(c, 10 ** 28))
        gmpy2.set_context(EXACT)
        return hits


def main(names):
    for name in names or [*PRECISION_EMAX, "decimal"]:
        form = Decimal() if name == "decimal" else Binary(name)
        lines = ["function,input,result,label"]
        for function in FUNCTIONS:
            seen = set()
            for label, x in form.inputs(function):
                text = form.text(x)
                if text not in seen:
                    seen.add(text)
                    result = form.compute(function, x)
                    assert isinstance(result, (str, Fraction)) or not gmpy2.is_nan(result)
                    lines.append(f"{function},{text},{form.text(result)},{label}")
        (HERE / f"elementary-{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(name, len(lines) - 1, "rows", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
