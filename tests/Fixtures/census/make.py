#!/usr/bin/python3
"""Independent census: what `experiments census` must count in float16 and bfloat16.

make.py RAW     writes census-*.csv, regions-*.csv and losses-*.csv beside this file. RAW is output/network-trained.csv.

Exact rationals throughout, exp and ln from Python's decimal at 60 digits, rounded here; nothing but the standard
library. x is a bit pattern in hexadecimal, an error or a share the shortest text of a float64.
"""
import functools
import os
import struct
import sys
from decimal import Decimal, getcontext
from fractions import Fraction as Q

getcontext().prec = 60
INF, NAN = float('inf'), float('nan')
HERE = os.path.dirname(os.path.abspath(__file__))


class Format:
    def __init__(self, name, p, emax):
        self.name, self.p, self.emax, self.emin = name, p, emax, 1 - emax
        self.least = self.emin - p + 1
        self.inf = (2 * emax + 1) << (p - 1)
        self.sign = 1 << 15
        self.half = [self.value(k) for k in range(self.inf)]

    def value(self, k):
        f, m = k >> (self.p - 1), k & ((1 << (self.p - 1)) - 1)
        m, e = (m, self.least) if f == 0 else (m + (1 << (self.p - 1)), self.least + f - 1)
        return Q(m) * Q(2) ** e

    def number(self, bits):
        k = bits & (self.sign - 1)
        if k > self.inf:
            return NAN
        v = INF if k == self.inf else self.half[k]
        return -v if bits & self.sign else v

    def round(self, v):
        """a rational, rounded to nearest, ties to even"""
        if v == 0:
            return Q(0)
        a = abs(v)
        e = a.numerator.bit_length() - a.denominator.bit_length()
        if a < Q(2) ** e:
            e -= 1
        unit = Q(2) ** max(e - self.p + 1, self.least)
        n, rest = divmod(a / unit, 1)
        if rest > Q(1, 2) or (rest == Q(1, 2) and n % 2 == 1):
            n += 1
        r = n * unit
        r = INF if r >= Q(2) ** (self.emax + 1) else r
        return r if v > 0 else -r

    def of_decimal(self, d):
        """a real number known to 50 digits, which is no midpoint"""
        v = Q(d)
        low, high = self.round(v * (1 - Q(1, 10 ** 45))), self.round(v * (1 + Q(1, 10 ** 45)))
        assert low == high, d
        return low

    # operations on rationals, inf and nan
    def add(self, a, b):
        if isinstance(a, float) or isinstance(b, float):
            return float(a if isinstance(a, float) else 0) + float(b if isinstance(b, float) else 0)
        return self.round(a + b)

    def mul(self, a, b):
        if isinstance(a, float) or isinstance(b, float):
            return NAN if a == 0 or b == 0 else INF if (a > 0) == (b > 0) else -INF
        return self.round(a * b)

    def div(self, a, b):
        """a ≥ 0, b ≥ 0"""
        if isinstance(b, float):
            return Q(0)
        return INF if b == 0 else self.round(a / b)

    @functools.cache
    def exp(self, a):
        if a == 0:
            return Q(1)
        if a > 200:
            return INF
        if a < -200:
            return Q(0)
        return self.of_decimal(decimal(a).exp())

    @functools.cache
    def log(self, a):
        if a == 0:
            return -INF
        if isinstance(a, float):
            return a
        return Q(0) if a == 1 else self.of_decimal(decimal(a).ln())

    @functools.cache
    def log1p(self, a):
        return a if a == 0 or isinstance(a, float) else self.of_decimal(ln1p(decimal(a)))

    # formulas
    def sigmoid(self, x):
        return self.div(Q(1), self.add(Q(1), self.exp(-x)))

    def logit(self, p):
        q = self.div(p, self.round(1 - p))
        return self.log(q)

    def logits(self, x, y):
        return self.add(self.add(max(x, Q(0)), -self.mul(x, y)), self.log1p(self.exp(-abs(x))))

    def clipped(self, x, y):
        eps = self.round(Q(1, 10 ** 7))
        return self.logits(self.logit(max(min(self.sigmoid(x), self.round(1 - eps)), eps)), y)

    def naive(self, x, y):
        s = self.sigmoid(x)
        return -self.log(s if y == 1 else self.round(1 - s))

    @functools.cache
    def exact(self, x, y):
        t = -x if y == 1 else x
        if t == 0:
            return self.of_decimal(Decimal(2).ln())
        if t > 300:
            return self.round(t + Q(1, 10 ** 100))
        if t < -300:
            return Q(0)
        return self.of_decimal(ln1p(decimal(t).exp()))


def ln1p(d):
    """ln(1 + d), d > 0: below 10^-20 by its series, which leaves out 10^-60 of it"""
    return d - d * d / 2 + d * d * d / 3 if d < Decimal('1e-20') else (1 + d).ln()


def decimal(q):
    return Decimal(q.numerator) / Decimal(q.denominator)


def is_finite(v):
    return not isinstance(v, float)


def error(x, y):
    """exact; None for nan"""
    if y != y:
        return None
    if not is_finite(y):
        return INF
    if x == 0:
        return Q(0) if y == 0 else INF
    return abs(y - x) / abs(x)


def text(v):
    return repr(v if isinstance(v, float) else v.numerator / v.denominator)


def census(f):
    order = [f.sign + k for k in range(f.sign - 1, -1, -1)] + list(range(f.sign))
    names, rows, seen = [], {}, {}
    for bits in order:
        x = f.number(bits)
        k = bits & (f.sign - 1)
        sign = '-' if bits & f.sign else '+'
        if k > f.inf:
            name = 'nan'
        elif k == f.inf:
            name = 'inf'
        elif k == 0:
            name = 'zero'
        else:
            e = 0
            while Q(2) ** (e + 1) <= abs(x):
                e += 1
            while Q(2) ** e > abs(x):
                e -= 1
            name = str(e)
        key = (sign, name)
        if key not in rows:
            names.append(key)
            rows[key] = [0, 0, 0, 0, 0, None, None]
        row = rows[key]
        row[0] += 1
        if x != x:
            row[4] += 1
            continue
        y = {INF: INF, -INF: -INF}[x] if not is_finite(x) else f.logit(f.sigmoid(x))
        r = error(x, y)
        infinite = not is_finite(y)
        off = infinite or (y != 0 if x == 0 else 100 * abs(y - x) >= abs(x))
        for i, holds in ((1, y == x), (2, off), (3, infinite)):
            row[i] += holds
        if row[5] is None or r > row[5] or (r == row[5] and k < row[6] & (f.sign - 1)):
            row[5], row[6] = r, bits
        near = is_finite(x) and abs(x) < 1
        for name, holds in (('exact', y == x), ('one_percent_near_zero', off and near),
                            ('one_percent_far', off and not near), ('infinite', infinite)):
            if holds:
                first, _, count = seen.get((name, sign), (bits, bits, 0))
                seen[name, sign] = (first, bits, count + 1)
    with open(f'{HERE}/census-{f.name}.csv', 'w') as out:
        out.write('sign,exponent,inputs,exact,one_percent,infinite,nan,largest_relative_error,worst_x\n')
        for key in names:
            *counts, worst, bits = rows[key]
            cells = [*key, *map(str, counts), '' if worst is None else text(worst), '' if bits is None else f'{bits:04x}']
            out.write(','.join(cells) + '\n')
    with open(f'{HERE}/regions-{f.name}.csv', 'w') as out:
        out.write('property,from,upto,inputs,sign\n')
        for name in ('exact', 'one_percent_near_zero', 'one_percent_far', 'infinite', 'nan'):
            for sign in '-+':
                if (name, sign) in seen:
                    first, last, count = seen[name, sign]
                    out.write(f'{name},{first:04x},{last:04x},{count},{sign}\n')
                else:
                    out.write(f'{name},,,0,{sign}\n')


def verdict(loss, exact):
    """0, 1, 2, 3: right, off by 1 %, by 10 %, entirely"""
    if not is_finite(loss) or (loss == 0) != (exact == 0):
        return 3
    r = Q(0) if exact == 0 else abs(loss - exact) / exact
    return 3 if r >= 1 else 2 if 10 * r >= 1 else 1 if 100 * r >= 1 else 0


def losses(f, raw):
    with open(f'{HERE}/losses-{f.name}.csv', 'w') as out:
        out.write('loss,label,measure,off_1,off_10,entirely\n')
        numbers = [(k, s) for s in (-1, 1) for k in range(f.inf)]
        weight = {}
        for k in range(f.inf):
            # the reals that round to it, within [0, 20]
            low = Q(0) if k == 0 else (f.half[k - 1] + f.half[k]) / 2
            high = (f.half[k] + f.half[k + 1]) / 2 if k + 1 < f.inf else Q(20)
            weight[k] = max(Q(0), min(high, 20) - min(low, 20))
        assert sum(weight.values()) == 20
        for name, loss in (('naive', f.naive), ('keras-2.2.4', f.clipped), ('tf-logits', f.logits)):
            for label in (0, 1):
                y = Q(label)
                found = {(k, s): verdict(loss(s * f.half[k], y), f.exact(s * f.half[k], label)) for k, s in numbers}
                for measure in ('bits', 'uniform', 'network'):
                    if measure == 'network':
                        all_of = [verdict(loss(x, y), f.exact(x, label)) for x in (f.round(r) for r in raw[label])]
                        shares = [Q(sum(v >= d for v in all_of), len(all_of)) for d in (1, 2, 3)]
                    elif measure == 'bits':
                        shares = [Q(sum(v >= d for v in found.values()), len(found)) for d in (1, 2, 3)]
                    else:
                        shares = [sum((weight[k] for (k, _), v in found.items() if v >= d), Q(0)) / 40 for d in (1, 2, 3)]
                    out.write(','.join([name, str(label), measure, *map(text, shares)]) + '\n')


raw = {0: [], 1: []}
for line in open(sys.argv[1]).read().split('\n')[1:]:
    if line:
        cells = line.split(',')
        raw[int(cells[1])].append(Q(struct.unpack('f', struct.pack('f', float(cells[2])))[0]))
for chosen in (Format('float16', 11, 15), Format('bfloat16', 8, 127)):
    census(chosen)
    losses(chosen, raw)
