#!/usr/bin/env python3
"""Figures 1-3 as one would write them with NumPy and matplotlib: same grids, same columns, the platform's exp and log.

A peer to time the program against; its last digits are NumPy's, not correctly rounded. `float128` here is NumPy's: x87's
80-bit format on x86-64 Linux. Usage: figures.py FOLDER. Needs numpy and matplotlib (Debian: python3-numpy, python3-matplotlib).
"""
import csv
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

np.seterr(all="ignore")
folder = sys.argv[1]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def logit(p):
    return np.log(p / (1 - p))


def logits(x, y):
    return np.maximum(x, 0) - x * y + np.log1p(np.exp(-np.abs(x)))


def clipped(x, y):
    e = x.dtype.type(1e-7)
    return logits(logit(np.clip(sigmoid(x), e, 1 - e)), y)


def gradient_clipped(x, y):
    e = x.dtype.type(1e-7)
    s = sigmoid(x)
    c = np.clip(s, e, 1 - e)
    return np.where(c == s, (sigmoid(logit(c)) - y) / (c * (1 - c)) * (s * (1 - s)), 0)


def write(name, header, rows):
    with open(f"{folder}/{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def panels(name, *draw):
    figure, axes = plt.subplots(1, len(draw), figsize=(8.4, 3.75))
    for axis, f in zip(axes, draw):
        f(axis)
    figure.tight_layout()
    figure.savefig(f"{folder}/{name}.png", dpi=300)
    plt.close(figure)


x = np.arange(-400, 401) * 0.02
p = np.arange(1, 1000) * 0.001
write("curves", ["function", "x", "y"],
      [("sigmoid", *row) for row in zip(x, sigmoid(x))] + [("logit", *row) for row in zip(p, logit(p))])
panels("curves", lambda a: a.plot(x, sigmoid(x)), lambda a: a.plot(p, logit(p)))

r = (np.arange(5121) * 0.00390625).astype(np.float32)
y = logit(sigmoid(r))
error = np.abs(y.astype(float) - r)
relative = error / r
write("round-trip", ["format", "x", "sigmoid", "logit", "absolute_error", "relative_error"],
      [("float32", *row) for row in zip(r, sigmoid(r), y, error, relative)])
panels("round-trip",
       lambda a: (a.plot(r, r), a.step(r, y, where="post"), a.set_xlim(12, 18), a.set_ylim(12, 18)),
       lambda a: (a.semilogy(r, relative), a.set_xlim(0, 18)))

rows, curves = [], {}
for name, dtype in (("float32", np.float32), ("float80", np.longdouble)):
    z = (-30 + np.arange(3841) * 0.03125).astype(dtype)
    exact = np.logaddexp(0, -z.astype(np.longdouble)).astype(dtype)
    columns = (z, -np.log(sigmoid(z)), clipped(z, 1), logits(z, 1), exact,
               gradient_clipped(z, 1), sigmoid(z) - 1, -1 / (1 + np.exp(z)))
    curves[name] = columns
    rows += [(name, 1, *row) for row in zip(*columns)]
write("cross-entropy", ["format", "label", "x", "naive", "clipped", "logits", "exact",
                        "gradient_clipped", "gradient_logits", "gradient_exact"], rows)
z, _, low, raw, *_ = curves["float32"]
wide, naive, *_ = curves["float80"]
panels("cross-entropy",
       lambda a: (a.semilogy(z, raw), a.semilogy(z, low, "--"), a.semilogy(wide, naive, color="gray")),
       lambda a: (a.plot(z, raw), a.plot(z, low, "--"), a.set_xlim(-30, -10), a.set_ylim(10, 30)),
       lambda a: (a.plot(z, raw), a.plot(z, low, "--"), a.set_xlim(13, 18), a.set_ylim(0, 2.4e-6)))
