#!/usr/bin/env python3
"""Writes exact.csv: what the operations of three losses are exactly, by mpmath at 400 digits, 40 of them kept.

x is rounded to float32 first; the labels and the constants are the true ones. Run with mpmath 1.3 or later:
python3 make.py > exact.csv
"""
import struct

from mpmath import exp, log, log1p, mp, mpf, nstr

mp.dps = 400


def sigmoid(x):
    e = exp(-x)
    return [-x, e, 1 + e, 1 / (1 + e)]


def tensorflow(x, y):
    """(max(x, 0) - x*y) + log1p(exp(-|x|)), maximum and |x| by one condition."""
    first = max(x, mpf(0))
    sizes = [-x, -x] if x >= 0 else [x]
    power = exp(-abs(x))
    return [first, x * y, first - x * y, *sizes, power, log1p(power), first - x * y + log1p(power)]


def keras(x, y):
    epsilon = mpf(10) ** -7
    parts = sigmoid(x)
    least = min(parts[-1], 1 - epsilon)
    q = max(least, epsilon)
    z = log(q / (1 - q))
    return [*parts, 1 - epsilon, least, q, 1 - q, q / (1 - q), z, *tensorflow(z, y)]


def torch(x, y):
    parts = sigmoid(x)
    s = parts[-1]
    a, b = max(log1p(-s), mpf(-100)), max(log(s), mpf(-100))
    return [y - 1, *parts, -s, log1p(-s), a, (y - 1) * a, log(s), b, y * b, (y - 1) * a - y * b]


print("loss,label,x,step,exact")
for name, loss in (("keras-2.2.4", keras), ("tf-logits", tensorflow), ("torch-bce", torch)):
    for label in ("1", "0", "0.3"):
        for x in ("16.63", "-20", "0", "100"):
            at = mpf(struct.unpack("f", struct.pack("f", float(x)))[0])
            for step, value in enumerate(loss(at, mpf(3) / 10 if label == "0.3" else mpf(label)), 1):
                print(f"{name},{label},{x},{step},{nstr(value, 40)}")
