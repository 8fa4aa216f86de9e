#!/usr/bin/python3
"""Independent oracle: writes the CSV text that `experiments` must write.

oracle.py curves|round-trip|cross-entropy|mixed-precision [--format NAME...] [--from A] [--to B] [--step S]
          [--label 0|1 ...] [-o FILE]            (default: stdout)

Every operation is correctly rounded in its format. Binary formats: MPFR through gmpy2, one
context per format with its own exponent range and subnormalize. decimal: exact rationals.
"""
import operator
import re
import sys
from fractions import Fraction as Q

import gmpy2
from gmpy2 import mpfr, mpz

WIDE_EXP = dict(emax=gmpy2.get_emax_max(), emin=gmpy2.get_emin_min())


def wide(bits):
    return gmpy2.context(precision=bits, **WIDE_EXP)


BASE = wide(2000)               # the global context: must not disturb anything
gmpy2.set_context(BASE)


def under(ctx, f):
    """f run with ctx as the current context (gmpy2 2.1.2's context.div ignores its own context)"""
    def g(*a):
        gmpy2.set_context(ctx)
        try:
            return f(*a)
        finally:
            gmpy2.set_context(BASE)
    return g


def half_even(q):
    """Fraction -> nearest integer, ties to even."""
    n, d = q.numerator, q.denominator
    f, r = divmod(n, d)
    if 2 * r > d or (2 * r == d and f & 1):
        f += 1
    return f


def dyadic(v):
    """finite mpfr -> Fraction (exact)"""
    m, e = v.as_mantissa_exp()
    m, e = int(m), int(e)
    return Q(m << e) if e >= 0 else Q(m, 1 << -e)


def floor_log2(q):
    """floor(log2(q)), q > 0 Fraction"""
    e = q.numerator.bit_length() - q.denominator.bit_length()
    if (q.numerator < (q.denominator << e)) if e >= 0 else ((q.numerator << -e) < q.denominator):
        e -= 1
    return e


class Ambiguous(Exception):
    pass


# ---------------------------------------------------------------- numbers as text

def place(neg, digits, E):
    """digits d1 d2 .. with value d1.d2.. x 10^E -> text by the CSV rule"""
    digits = digits.rstrip('0')
    s = '-' if neg else ''
    if -5 <= E <= 15:
        if E < 0:
            return s + '0.' + '0' * (-E - 1) + digits
        if len(digits) <= E + 1:
            return s + digits + '0' * (E + 1 - len(digits))
        return s + digits[:E + 1] + '.' + digits[E + 1:]
    return s + digits[0] + ('.' + digits[1:] if len(digits) > 1 else '') + 'e' + str(E)


def floor_log10(q):
    """floor(log10(q)), q > 0"""
    E = int((q.numerator.bit_length() - q.denominator.bit_length()) * 0.30102999566398120)
    while Q(10) ** E > q:
        E -= 1
    while Q(10) ** (E + 1) <= q:
        E += 1
    return E


def shortest(m, e, p, emin):
    """digits, E of the shortest text for m * 2^e > 0 (m < 2^p, canonical e) in the format"""
    v = Q(m) * Q(2) ** e
    half = Q(2) ** (e - 1)
    hi = v + half
    lo = v - (half / 2 if m == 1 << (p - 1) and e > emin - p + 1 else half)
    closed = m % 2 == 0
    inside = (lambda q: lo <= q <= hi) if closed else (lambda q: lo < q < hi)
    E = floor_log10(v)
    n = 1
    while True:
        grid = Q(10) ** (E - n + 1)
        t = v / grid
        f = t.numerator // t.denominator
        near = half_even(t)
        for d in (near, f, f + 1):            # nearest (ties to even digit) first
            if d > 0 and inside(d * grid):
                s = str(d)
                return s, E - n + len(s)
        n += 1


# ---------------------------------------------------------------- binary formats

class Binary:
    def __init__(self, name, p, emax):
        self.name, self.p, self.emax, self.emin = name, p, emax, 1 - emax
        c = gmpy2.context(precision=p, emax=emax + 1, emin=self.emin - p + 2,
                          subnormalize=True, round=gmpy2.RoundToNearest)
        self.ctx = c
        self.add, self.sub, self.mul, self.div = (
            under(c, f) for f in (operator.add, operator.sub, operator.mul, operator.truediv))
        self.exp, self.log, self.log1p = (under(c, f) for f in (gmpy2.exp, gmpy2.log, gmpy2.log1p))
        self.neg, self.round = under(c, operator.neg), under(c, operator.pos)
        self.zero, self.one = mpfr(0), mpfr(1)
        self.eps = self.make(Q(1, 10 ** 7))

    def integers(self, q):
        """Fraction > 0 -> (m, e) rounded once, or None for infinity; m may be 0"""
        e = max(floor_log2(q), self.emin) - self.p + 1
        m = half_even(q / Q(2) ** e)
        if m == 1 << self.p:
            m, e = m >> 1, e + 1
        return None if e + self.p - 1 > self.emax else (m, e)

    def make(self, q, neg_zero=False):
        """Fraction rounded once to the format"""
        if q == 0:
            return mpfr('-0') if neg_zero else mpfr(0)
        me = self.integers(abs(q))
        if me is None:
            return mpfr('-inf') if q < 0 else mpfr('inf')
        m, e = me
        r = gmpy2.mul_2exp(mpfr(m), e) if e >= 0 else gmpy2.div_2exp(mpfr(m), -e)
        r = self.round(r)
        r = -r if q < 0 else r
        assert m == 0 or dyadic(abs(r)) == Q(m) * Q(2) ** e
        return r

    def ziv(self, f):
        """f() -> mpfr, run at `bits` bits, near the true value (relative error < 2^(16-bits)); round once"""
        bits = 2 * self.p + 200
        while bits < 200000:
            v = under(wide(bits), f)()
            if v == 0:
                return self.round(v)      # beyond even MPFR's exponent range: underflow, sign kept
            assert gmpy2.is_finite(v)
            e = v.as_mantissa_exp()
            mag = int(e[0]).bit_length() + int(e[1])
            if mag < self.emin - self.p - 5:       # certain underflow, value non-zero
                return mpfr('-0') if v < 0 else mpfr(0)
            q = dyadic(v)
            slack = abs(q) * Q(1, 1 << (bits - 16))
            a, b = self.make(q - slack), self.make(q + slack)
            if a == b:
                return a
            bits *= 2
        raise Ambiguous(self.name)

    is_token = staticmethod(lambda v: False)
    lt = staticmethod(lambda a, b: a < b)
    isnan = staticmethod(lambda v: gmpy2.is_nan(v))
    infinite = staticmethod(lambda v: gmpy2.is_infinite(v))
    value = staticmethod(dyadic)
    in_range = lambda self, q: q == 0 or self.integers(abs(q)) is not None
    bits_of = lambda self, x: x

    def show(self, v):
        if gmpy2.is_nan(v):
            return 'nan'
        if gmpy2.is_infinite(v):
            return '-inf' if v < 0 else 'inf'
        neg = gmpy2.is_signed(v)
        if v == 0:
            return '-0' if neg else '0'
        q = dyadic(abs(v))
        m, e = self.integers(q)
        assert Q(m) * Q(2) ** e == q
        return place(neg, *shortest(m, e, self.p, self.emin))


# ---------------------------------------------------------------- System.Decimal

TOKENS = ('overflow', 'div0', 'log0')
MAX96 = (1 << 96) - 1


class Decimal:
    name = 'decimal'

    def __init__(self):
        self.zero, self.one = Q(0), Q(1)
        self.eps = Q(1, 10 ** 7)

    @staticmethod
    def make(q, neg_zero=False):
        for scale in range(28, -1, -1):
            c = half_even(q * 10 ** scale)
            if abs(c) <= MAX96:
                return Q(c, 10 ** scale)
        return 'overflow'

    is_token = staticmethod(lambda v: isinstance(v, str))

    def _op(f):
        def g(self, *a):
            for v in a:
                if isinstance(v, str):
                    return v                      # leftmost token wins
            return f(self, *a)
        return g

    add = _op(lambda s, a, b: s.make(a + b))
    sub = _op(lambda s, a, b: s.make(a - b))
    mul = _op(lambda s, a, b: s.make(a * b))
    div = _op(lambda s, a, b: 'div0' if b == 0 else s.make(a / b))
    neg = _op(lambda s, a: -a)

    def enclosed(self, v):
        q = dyadic(v)
        slack = abs(q) * Q(1, 1 << 400)
        a, b = self.make(q - slack), self.make(q + slack)
        if a != b:
            raise Ambiguous('decimal')
        return a

    def ziv(self, f):
        v = under(wide(800), f)()
        if v == 0:
            return Q(0)
        if v.as_mantissa_exp()[1] < -20000:
            return Q(0)
        return self.enclosed(v)

    @staticmethod
    def bits_of(x):
        """Fraction -> mpfr at 800 bits"""
        return under(wide(800), operator.truediv)(mpfr(x.numerator, 800), mpfr(x.denominator, 800))

    def _exp(self, x):
        if x == 0:
            return Q(1)
        if x > 1000:
            return 'overflow'
        if x < -1000:
            return Q(0)
        return self.enclosed(under(wide(800), gmpy2.exp)(self.bits_of(x)))

    def _log(self, x):
        if x == 0:
            return 'log0'
        assert x > 0
        if x == 1:
            return Q(0)
        return self.enclosed(under(wide(800), gmpy2.log)(self.bits_of(x)))

    def _log1p(self, x):
        if x == -1:
            return 'log0'
        assert x > -1
        if x == 0:
            return Q(0)
        return self.enclosed(under(wide(800), gmpy2.log1p)(self.bits_of(x)))

    exp, log, log1p = _op(_exp), _op(_log), _op(_log1p)

    lt = staticmethod(lambda a, b: a < b)
    isnan = staticmethod(lambda v: False)
    infinite = staticmethod(lambda v: isinstance(v, str))
    value = staticmethod(lambda v: v)
    in_range = lambda self, q: not isinstance(self.make(q), str)

    @staticmethod
    def show(v):
        if isinstance(v, str):
            return v
        if v == 0:
            return '0'
        a = abs(v)
        c = a * 10 ** 28
        assert c.denominator == 1
        s = str(c.numerator)
        return place(v < 0, s, len(s) - 1 - 28)


FORMATS = {f.name: f for f in [
    Binary('float16', 11, 15), Binary('bfloat16', 8, 127), Binary('float32', 24, 127),
    Binary('float64', 53, 1023), Binary('float80', 64, 16383), Binary('float128', 113, 16383), Decimal(),
    Binary('tf32', 11, 127)]}
ALIASES = {'half': 'float16', 'single': 'float32', 'double': 'float64'}
F64 = FORMATS['float64']


# ---------------------------------------------------------------- formulas

def sigmoid(F, x):
    return F.div(F.one, F.add(F.one, F.exp(F.neg(x))))


def logit(F, p):
    return F.log(F.div(p, F.sub(F.one, p)))


def naive(F, x, label):
    s = sigmoid(F, x)
    return F.neg(F.log(s if label else F.sub(F.one, s)))


def logits(F, x, label):
    if F.is_token(x):
        return x
    y = F.one if label else F.zero
    top = x if (x > 0 or F.isnan(x)) else F.zero
    mag = F.neg(x) if x < 0 else x                      # |x|
    if not F.isnan(x) and x == 0:
        mag = F.zero
    return F.add(F.sub(top, F.mul(x, y)), F.log1p(F.exp(F.neg(mag))))


def clip(F, s):
    """(c, masked)"""
    if F.is_token(s):
        return s, False
    hi = F.sub(F.one, F.eps)
    if F.lt(s, F.eps):
        return F.eps, True
    if F.lt(hi, s):
        return hi, True
    return s, False


def clipped(F, x, label):
    c, _ = clip(F, sigmoid(F, x))
    return logits(F, logit(F, c), label)


def gradient_logits(F, x, label):
    return F.sub(sigmoid(F, x), F.one if label else F.zero)


def gradient_clipped(F, x, label):
    s = sigmoid(F, x)
    c, masked = clip(F, s)
    if masked:
        return F.zero
    z = logit(F, c)
    y = F.one if label else F.zero
    first = F.div(F.sub(sigmoid(F, z), y), F.mul(c, F.sub(F.one, c)))
    return F.mul(first, F.mul(s, F.sub(F.one, s)))


def exact(F, x, label):
    b = F.bits_of(x)
    t = -b if label else b                              # log(1 + e^t)

    def f():
        u = gmpy2.log1p(gmpy2.exp(-abs(t)))
        return t + u if t > 0 else u
    return F.ziv(f)


def gradient_exact(F, x, label):
    b = F.bits_of(x)
    t = -b if label else b                              # +-1/(1 + e^-t)

    def f():
        e = gmpy2.exp(-abs(t))
        r = (e if t < 0 else mpfr(1)) / (1 + e)
        return -r if label else r
    return F.ziv(f)


def errors(F, x, y):
    assert not F.isnan(y)
    if F.infinite(y):
        return 'inf', 'inf'
    X, Y = F.value(x), F.value(y)
    a = abs(Y - X)
    show = lambda q: F64.show(F64.make(q))
    if X == 0:
        return show(a), '0' if Y == 0 else 'inf'
    return show(a), show(a / abs(X))


# -------------------------------- losses of a probability p, in float32, operations in the order of the source text

F32 = FORMATS['float32']


def keras224(p, label):
    c, _ = clip(F32, p)
    return logits(F32, logit(F32, c), label)


def bce(a, b, label):
    """-(y log a + (1 - y) log b)"""
    y = F32.one if label else F32.zero
    return F32.neg(F32.add(F32.mul(y, F32.log(a)), F32.mul(F32.sub(F32.one, y), F32.log(b))))


def keras3(p, label):
    q, _ = clip(F32, p)
    return bce(q, F32.sub(F32.one, q), label)


def tf_keras2(p, label):
    q, _ = clip(F32, p)
    return bce(F32.add(q, F32.eps), F32.add(F32.sub(F32.one, q), F32.eps), label)


def torch(p, label):
    """(y - 1) max(log1p(-p), -100) - y max(log p, -100)"""
    y = F32.one if label else F32.zero
    floored = lambda v: v if v > -100 else mpfr(-100)
    return F32.sub(F32.mul(F32.sub(y, F32.one), floored(F32.log1p(F32.neg(p)))), F32.mul(y, floored(F32.log(p))))


# ---------------------------------------------------------------- commands

def sweep(F, start, stop, step):
    assert step > 0 and start <= stop
    before = None
    k = 0
    while True:
        q = start + k * step
        if q > stop:
            return
        k += 1
        if not F.in_range(q):
            raise SystemExit(f'x beyond {F.name}: {float(q)!r}')
        x = F.make(q)
        if q < 0 and F is not FORMATS['decimal'] and x == 0:
            x = mpfr('-0')
        if before is None or x != before:
            yield x
        before = x


def curves(o):
    yield 'function,x,y'
    assert len(o['format']) == 1
    F = o['format'][0]
    for x in sweep(F, o['from'], o['to'], o['step']):
        yield f'sigmoid,{F.show(x)},{F.show(sigmoid(F, x))}'
    for x in sweep(F, Q(1, 1000), Q(999, 1000), Q(1, 1000)):
        yield f'logit,{F.show(x)},{F.show(logit(F, x))}'


def round_trip(o):
    yield 'format,x,sigmoid,logit,absolute_error,relative_error'
    for F in o['format']:
        for x in sweep(F, o['from'], o['to'], o['step']):
            s = sigmoid(F, x)
            y = logit(F, s)
            yield ','.join([F.name, F.show(x), F.show(s), F.show(y), *errors(F, x, y)])


def cross_entropy(o):
    names = 'naive clipped logits exact gradient_clipped gradient_logits gradient_exact'.split()
    functions = [naive, clipped, logits, exact, gradient_clipped, gradient_logits, gradient_exact]
    yield 'format,label,x,' + ','.join(names)
    for F in o['format']:
        for label in o['label']:
            for x in sweep(F, o['from'], o['to'], o['step']):
                yield ','.join([F.name, str(label), F.show(x)]
                               + [F.show(f(F, x, label)) for f in functions])


def mixed_precision(o):
    losses = [keras224, tf_keras2, keras3, torch]
    yield 'format,label,x,stored,' + ','.join(f.__name__ for f in losses) + ',exact'
    for F in o['format']:
        for label in o['label']:
            for x in sweep(F32, o['from'], o['to'], o['step']):
                stored = F.make(dyadic(sigmoid(F32, x)))    # its float32 value is the same number
                yield ','.join([F.name, str(label), F32.show(x), F.show(stored)]
                               + [F32.show(f(stored, label)) for f in losses]
                               + [F32.show(exact(F32, x, label))])


COMMANDS = {
    'curves': (curves, ['float64'], '-8', '8', '0.02', ['1']),
    'round-trip': (round_trip, ['float32'], '0', '20', '0.00390625', ['1']),
    'cross-entropy': (cross_entropy, ['float32', 'float80'], '-30', '90', '0.03125', ['1']),
    'mixed-precision': (mixed_precision, ['float16', 'bfloat16'], '-20', '20', '0.015625', ['0', '1']),
}


def number(text):
    assert re.fullmatch(r'[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?', text), text
    return Q(text)


def rows(argv):
    run, formats, a, b, s, labels = COMMANDS[argv[0]]
    o = {'format': formats, 'from': [a], 'to': [b], 'step': [s], 'label': labels}
    key, given = None, {}
    for w in argv[1:]:
        if w.startswith('--'):
            key = w[2:]
            assert key in o, w
            given[key] = []
        else:
            given[key] += [t for t in re.split('[ ,]', w) if t]
    o.update(given)
    for k in ('from', 'to', 'step'):
        o[k] = number(o[k][0])
    o['format'] = [FORMATS[ALIASES.get(n, n)] for n in o['format']]
    o['label'] = [int(t) for t in o['label']]
    return run(o)


def text(argv):
    return '\n'.join(rows(argv)) + '\n'


if __name__ == '__main__':
    argv = sys.argv[1:]
    if '-o' in argv:
        i = argv.index('-o')
        path = argv[i + 1]
        del argv[i:i + 2]
        with open(path, 'w', newline='') as h:
            h.write(text(argv))
    else:
        sys.stdout.write(text(argv))
