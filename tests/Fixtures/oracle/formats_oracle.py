#!/usr/bin/python3
"""Independent oracle for the experiment `formats` (issue 4, point 3), from the text alone.

formats_oracle.py table   [--format NAME...] [-o FILE]            formats.csv
formats_oracle.py curves  [--format NAME...] --from A --to B --step S [-o FILE]
formats_oracle.py curves  [--format NAME...] --x-file F [-o FILE] (one decimal text a line; rounded to the format)
formats_oracle.py near-zero [--format NAME...] [-o FILE]          every 101st point of round-trip-near-zero.csv
formats_oracle.py windows DIR [--format NAME...]                  DIR/<format>.csv, +-64 neighbours of each threshold

Arithmetic and printing: oracle.py (MPFR / exact rationals).

Why bisection is right. Rounding to a format is non-decreasing, so every rounded operation is monotone
in an argument in which the exact operation is. e = exp(-x) is non-increasing in x, 1 + e too, so
s = 1/(1 + e) is non-decreasing in x; 1 - s is non-increasing, s/(1 - s) non-decreasing (0 <= s <= 1),
log non-decreasing: y is non-decreasing in x. Hence {s = 1}, {s >= 1 - eps}, {y = +inf}, {1 - s = 0} are up-sets
and {s = 0}, {s <= eps}, {y = -inf}, {1 - s = 1} down-sets, and a loss -log(t) is 0 iff t's log is 0,
inf iff t = 0: up/down-sets again. decimal: the rule "finest scale that fits" is monotone too (at the
change of scale 7.9228..335|5 goes up to ..34, above ..335); x left of exp's overflow gives the token, which counts as
infinite, and all the regions concerned (y, naive) are there on the infinite side. In that part s is a token,
not a number: it guides the bisection as "left", and the thresholds found lie to the right of it (asserted).

one_percent_*, small_error_*: not monotone. X = |x|, f(X) = |y| with x's sign (monotone in X, signed).
X violates iff 100 f >= 101 X or 99 X >= 100 f. On [a, b]: none violates if 100 f(b) < 101 a and 99 b < 100 f(a)
(f(a) <= f <= f(b)): pruned. If f(a) = f(b) f is constant and the violating set is {X <= 100f/101} u {X >= 100f/99}:
solved exactly. Else split; the half nearer to the wanted end first. This is a proved cover of the whole range.
"""
import os
import sys
from fractions import Fraction as Q

import gmpy2
from gmpy2 import mpfr

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import oracle as O

COLUMNS = ('format,precision,emin,emax,unit_roundoff,log_epsilon,epsilon_effective,one_minus_epsilon,clip_protects,'
           'one_percent_from,one_percent_upto,round_trip_finite_upto,round_trip_infinite_from,'
           'round_trip_negative_finite_from,round_trip_negative_infinite_upto,sigmoid_one_from,sigmoid_zero_upto,'
           'clip_high_from,clip_low_upto,clipped_high_label1,clipped_high_label0,clipped_low_label1,clipped_low_label0,'
           'naive_label1_zero_from,naive_label1_infinite_upto,naive_label0_zero_upto,naive_label0_infinite_from,'
           'small_error_upto,small_error_from').split(',')
THRESHOLDS = [c for c in COLUMNS if c.endswith(('_from', '_upto'))]
assert len(COLUMNS) == 29

M = O.MAX96


class Line:
    """the finite values of a format in order: signed ordinals -top..top, 0 is zero"""

    def __init__(self, F):
        self.F = F
        self.decimal = F.name == 'decimal'
        if self.decimal:
            self.per = M - M // 10                       # values a scale adds beyond the finer one
            self.top = M + 28 * self.per
        else:
            self.h = 1 << (F.p - 1)
            self.top = (2 * F.emax) * self.h + self.h - 1     # biased exponent 1 .. 2*emax; asserted below
            assert gmpy2.is_finite(self.at(self.top))
            assert gmpy2.is_infinite(F.add(self.at(self.top), self.at(self.top)))
            assert self.at(self.top) == F.make((2 - Q(1, 1 << (F.p - 1))) * Q(2) ** F.emax)
        self.cache = {}

    def at(self, n):
        k = abs(n)
        if self.decimal:
            if k <= M:
                q = Q(k, 10 ** 28)
            else:
                j, r = divmod(k - M - 1, self.per)
                q = Q(M // 10 + 1 + r, 10 ** (27 - j))
            return -q if n < 0 else q
        F = self.F
        b, m = divmod(k, self.h)
        if b:
            m, b = m | self.h, b - 1
        e = F.emin - F.p + 1 + b
        r = mpfr(m, max(F.p, 2))
        with gmpy2.local_context(O.wide(F.p + 8)):
            r = gmpy2.mul_2exp(r, e) if e >= 0 else gmpy2.div_2exp(r, -e)
        r = F.round(r)
        return -r if n < 0 else r

    def of(self, x):
        """ordinal of a representable value"""
        F = self.F
        q = abs(F.value(x))
        neg = x < 0
        if self.decimal:
            for s in range(28, -1, -1):
                c = q * 10 ** s
                if c <= M:
                    assert c.denominator == 1
                    c = int(c)
                    k = c if s == 28 else M + (27 - s) * self.per + c - M // 10
                    break
        elif q == 0:
            k = 0
        else:
            m, e = F.integers(q)
            assert Q(m) * Q(2) ** e == q
            k = m + (e - (F.emin - F.p + 1)) * self.h
        return -k if neg else k

    # ---- the round trip as something ordered

    def y(self, n):
        r = self.cache.get(n)
        if r is None:
            F = self.F
            x = self.at(n)
            v = O.logit(F, O.sigmoid(F, x))
            if F.infinite(v):
                neg = (n < 0) if F.is_token(v) else v < 0      # a token: infinite on the side of x
                r = float('-inf') if neg else float('inf')
            else:
                assert not F.isnan(v)
                r = F.value(v)
            self.cache[n] = r
        return r

    def f(self, k, sign):
        v = self.y(sign * k)
        return v if sign > 0 else -v

    def big(self, k, sign):
        """relative error >= 1 %"""
        f = self.f(k, sign)
        if isinstance(f, float):
            return True
        X = self.F.value(self.at(k))
        return 100 * abs(f - X) >= X

    def search(self, lo, hi, sign, first):
        """smallest (first) or largest ordinal k in lo..hi whose sign*k violates; None if none. A proved cover."""
        value = lambda k: self.F.value(self.at(k))
        stack = [(lo, hi)]
        self.visited = 0
        while stack:
            a, b = stack.pop()
            self.visited += 1
            near = a if first else b
            if self.big(near, sign):
                return near
            if a == b:
                continue
            fa, fb = self.f(a, sign), self.f(b, sign)
            assert fa <= fb
            A, B = value(a), value(b)
            if not isinstance(fb, float) and not isinstance(fa, float):
                if 100 * fb < 101 * A and 99 * B < 100 * fa:
                    continue
                if fa == fb:
                    if first:                           # smallest k with 99 X >= 100 f
                        if 99 * B < 100 * fb:
                            continue
                        l, h = a, b                     # l no, h yes
                        while h - l > 1:
                            m = (l + h) // 2
                            if 99 * value(m) >= 100 * fa:
                                h = m
                            else:
                                l = m
                        return h
                    if 100 * fa < 101 * A:              # largest k with 100 f >= 101 X
                        continue
                    l, h = a, b                         # l yes, h no
                    while h - l > 1:
                        m = (l + h) // 2
                        if 100 * fa >= 101 * value(m):
                            l = m
                        else:
                            h = m
                    return l
            m = (a + b) // 2
            stack += [(m + 1, b), (a, m)] if first else [(a, m), (m + 1, b)]
        return None

    def up_from(self, pred):
        """smallest ordinal of an up-set, None if empty"""
        if not pred(self.top):
            return None
        l, h = -self.top - 1, self.top
        while h - l > 1:
            m = (l + h) // 2
            if pred(m):
                h = m
            else:
                l = m
        return h

    def down_upto(self, pred):
        """largest ordinal of a down-set, None if empty"""
        if not pred(-self.top):
            return None
        n = self.up_from(lambda k: not pred(k))
        return self.top if n is None else n - 1

    def thresholds(self):
        F = self.F
        hi = F.sub(F.one, F.eps)
        sig = lambda k: O.sigmoid(F, self.at(k))
        tok = F.is_token
        loss = lambda k, label: O.naive(F, self.at(k), label)
        zero = lambda v: not tok(v) and v == 0
        pinf = lambda v: F.infinite(v)                  # a naive loss is never -inf
        left = lambda p: lambda k: (lambda s: True if tok(s) else p(s))(sig(k))
        right = lambda p: lambda k: (lambda s: False if tok(s) else p(s))(sig(k))
        one = self.of(F.one)
        t = {}
        t['round_trip_infinite_from'] = self.up_from(lambda k: self.y(k) == float('inf'))
        t['round_trip_finite_upto'] = self.down_upto(lambda k: self.y(k) != float('inf'))
        t['round_trip_negative_infinite_upto'] = self.down_upto(lambda k: self.y(k) == float('-inf'))
        t['round_trip_negative_finite_from'] = self.up_from(lambda k: self.y(k) != float('-inf'))
        t['sigmoid_one_from'] = self.up_from(right(lambda s: s == 1))
        t['sigmoid_zero_upto'] = self.down_upto(left(lambda s: s == 0))
        t['clip_high_from'] = self.up_from(right(lambda s: s >= hi))
        t['clip_low_upto'] = self.down_upto(left(lambda s: s <= F.eps))
        t['naive_label1_zero_from'] = self.up_from(lambda k: zero(loss(k, 1)))
        t['naive_label1_infinite_upto'] = self.down_upto(lambda k: pinf(loss(k, 1)))
        # label 0: token (x left of exp's overflow, decimal) guides as "left"
        t['naive_label0_zero_upto'] = self.down_upto(lambda k: tok(sig(k)) or zero(loss(k, 0)))
        t['naive_label0_infinite_from'] = self.up_from(lambda k: not tok(sig(k)) and pinf(loss(k, 0)))
        t['one_percent_from'] = self.search(one, t['round_trip_infinite_from'], 1, True)
        self.report = [self.visited]
        n = self.search(one, -t['round_trip_negative_infinite_upto'], -1, True)
        self.report.append(self.visited)
        t['one_percent_upto'] = None if n is None else -n
        t['small_error_upto'] = self.search(1, one - 1, 1, False)
        self.report.append(self.visited)
        n = self.search(1, one - 1, -1, False)
        self.report.append(self.visited)
        t['small_error_from'] = None if n is None else -n
        for c in ('sigmoid_zero_upto', 'clip_low_upto', 'naive_label0_zero_upto'):
            assert t[c] is None or not tok(sig(t[c])), c
        return t


def scan16(L):
    """the same from the definitions alone, every finite value of a 16-bit format; no monotonicity assumed"""
    F = L.F
    hi = F.sub(F.one, F.eps)
    rows = []
    for k in range(-L.top, L.top + 1):
        x = L.at(k)
        s = O.sigmoid(F, x)
        y = O.logit(F, s)
        X = F.value(x)
        inf = gmpy2.is_infinite(y)
        big = X != 0 and (inf or 100 * abs(F.value(y) - X) >= abs(X))
        rows.append((k, X, s, y, inf, big, O.naive(F, x, 1), O.naive(F, x, 0)))
    lo = lambda p: min((r[0] for r in rows if p(*r[1:])), default=None)
    up = lambda p: max((r[0] for r in rows if p(*r[1:])), default=None)
    return {
        'one_percent_from': lo(lambda X, s, y, inf, big, a, b: X >= 1 and big),
        'one_percent_upto': up(lambda X, s, y, inf, big, a, b: X <= -1 and big),
        'round_trip_finite_upto': up(lambda X, s, y, inf, big, a, b: X > 0 and not inf),
        'round_trip_infinite_from': lo(lambda X, s, y, inf, big, a, b: X > 0 and inf and y > 0),
        'round_trip_negative_finite_from': lo(lambda X, s, y, inf, big, a, b: X < 0 and not inf),
        'round_trip_negative_infinite_upto': up(lambda X, s, y, inf, big, a, b: X < 0 and inf and y < 0),
        'sigmoid_one_from': lo(lambda X, s, y, inf, big, a, b: s == 1),
        'sigmoid_zero_upto': up(lambda X, s, y, inf, big, a, b: s == 0),
        'clip_high_from': lo(lambda X, s, y, inf, big, a, b: s >= hi),
        'clip_low_upto': up(lambda X, s, y, inf, big, a, b: s <= F.eps),
        'naive_label1_zero_from': lo(lambda X, s, y, inf, big, a, b: a == 0),
        'naive_label1_infinite_upto': up(lambda X, s, y, inf, big, a, b: a == float('inf')),
        'naive_label0_zero_upto': up(lambda X, s, y, inf, big, a, b: b == 0),
        'naive_label0_infinite_from': lo(lambda X, s, y, inf, big, a, b: b == float('inf')),
        'small_error_upto': up(lambda X, s, y, inf, big, a, b: 0 < X < 1 and big),
        'small_error_from': lo(lambda X, s, y, inf, big, a, b: -1 < X < 0 and big),
    }


def row(L, t):
    F = L.F
    d = L.decimal
    hi = F.sub(F.one, F.eps)
    r = {'format': F.name, 'precision': '' if d else str(F.p), 'emin': '' if d else str(F.emin),
         'emax': '' if d else str(F.emax),
         'unit_roundoff': '' if d else F.show(F.make(Q(1, 1 << F.p))),
         'log_epsilon': F.show(F.log(F.make(Q(1, 10 ** 28) if d else Q(1, 1 << (F.p - 1))))),
         'epsilon_effective': F.show(F.eps), 'one_minus_epsilon': F.show(hi),
         'clip_protects': 'true' if hi < 1 else 'false'}
    for end, at in (('high', t['clip_high_from']), ('low', t['clip_low_upto'])):
        for label in (1, 0):
            r[f'clipped_{end}_label{label}'] = '' if at is None else F.show(O.clipped(F, L.at(at), label))
    for c in THRESHOLDS:
        r[c] = '' if t[c] is None else F.show(L.at(t[c]))
    return [r[c] for c in COLUMNS]


_found = {}


def found(name):
    if name not in _found:
        L = Line(O.FORMATS[name])
        t = L.thresholds()
        print(name, 'cover intervals (one_percent +,-; small +,-):', L.report, file=sys.stderr, flush=True)
        if name in ('float16', 'bfloat16'):
            s = scan16(L)
            assert s == t, {c: (s[c], t[c]) for c in t if s[c] != t[c]}
            print(name, 'exhaustive scan agrees', file=sys.stderr, flush=True)
        _found[name] = L, t
    return _found[name]


def table(names):
    yield ','.join(COLUMNS)
    for n in names:
        yield ','.join(row(*found(n)))


def curve_row(F, x):
    y = O.logit(F, O.sigmoid(F, x))
    return ','.join([F.name, F.show(x), O.errors(F, x, y)[1]]
                    + [F.show(g(F, x, 1)) for g in (O.naive, O.clipped, O.logits, O.exact)])


def curves(names, xs):
    """xs(F) -> values of the format"""
    yield 'format,x,relative_error,naive,clipped,logits,exact'
    for n in names:
        F = O.FORMATS[n]
        for x in xs(F):
            yield curve_row(F, x)


def near_zero(names, every=101, per_octave=37):
    """x = -(37 + j) 2^k / 37 ... (37 + j) 2^k / 37 from one octave below the 2^-n whose round trip is 0, up to 1"""
    yield 'format,x,sigmoid,logit,absolute_error,relative_error,clipped,exact,loss_error'
    for n in names:
        F = O.FORMATS[n]
        two = F.add(F.one, F.one)
        x, halvings = F.one, 0
        while F.show(O.logit(F, O.sigmoid(F, x))) not in ('0', '-0'):
            x, halvings = F.div(x, two), halvings + 1
        octaves = halvings + 1
        sizes = [Q((per_octave + i % per_octave) * 2 ** (i // per_octave), per_octave * 2 ** octaves)
                 for i in range(per_octave * octaves + 1)]
        for q in ([-s for s in reversed(sizes)] + sizes)[::every]:
            x = F.make(q)
            s = O.sigmoid(F, x)
            y = O.logit(F, s)
            c, e = O.clipped(F, x, 1), O.exact(F, x, 1)
            yield ','.join([F.name, F.show(x), F.show(s), F.show(y), *O.errors(F, x, y), F.show(c), F.show(e), O.errors(F, e, c)[1]])


WINDOW = ('format,threshold,offset,x,sigmoid,logit,absolute_error,relative_error,naive_label1,clipped_label1,logits_label1,'
          'exact_label1,naive_label0,clipped_label0,logits_label0,exact_label0')


def window(name, radius=64):
    L, t = found(name)
    F = L.F
    memo = {}
    yield WINDOW
    for c in THRESHOLDS:
        if t[c] is None:
            continue
        for o in range(-radius, radius + 1):
            k = t[c] + o
            if k == 0 or abs(k) > L.top:
                continue
            if k not in memo:
                x = L.at(k)
                s = O.sigmoid(F, x)
                y = O.logit(F, s)
                memo[k] = ','.join([F.show(x), F.show(s), F.show(y), *O.errors(F, x, y)]
                                   + [F.show(g(F, x, l)) for l in (1, 0) for g in (O.naive, O.clipped, O.logits, O.exact)])
            yield f'{name},{c},{o},{memo[k]}'


def main(argv):
    o, key = {'': []}, ''
    for w in argv:
        if w.startswith('-') and not w[1:2].isdigit():
            key = w.lstrip('-')
            o[key] = []
        else:
            o[key].append(w)
    names = [O.ALIASES.get(n, n) for n in o.get('format', O.FORMATS)]
    cmd = o[''][0]
    if cmd == 'windows':
        os.makedirs(o[''][1], exist_ok=True)
        for n in names:
            with open(os.path.join(o[''][1], n + '.csv'), 'w', newline='') as h:
                h.write('\n'.join(window(n)) + '\n')
        return
    if cmd == 'table':
        lines = table(names)
    elif cmd == 'near-zero':
        lines = near_zero(names)
    else:
        if 'x-file' in o:
            qs = [O.number(l.strip()) for l in open(o['x-file'][0]) if l.strip()]
            xs = lambda F: [F.make(q) for q in qs]
        else:
            xs = lambda F: O.sweep(F, *(O.number(o[k][0]) for k in ('from', 'to', 'step')))
        lines = curves(names, xs)
    text = '\n'.join(lines) + '\n'
    if 'o' in o:
        with open(o['o'][0], 'w', newline='') as h:
            h.write(text)
    else:
        sys.stdout.write(text)


if __name__ == '__main__':
    main(sys.argv[1:])
