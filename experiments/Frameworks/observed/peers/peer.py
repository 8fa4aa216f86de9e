"""What all Python peers share: the grid, and the table they write.

A table has two rows for each x (label 1, then 0). Values are the framework's own, in its own
type: float32 and float64 as shortest digits that read back to the same value, inf, -inf, nan, -0.
"""
import os
import sys
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
OBSERVED = os.environ.get("OBSERVED") or "."
HEADER = "x,label,sigmoid,loss_from_probability,loss_from_logits,gradient_from_logits,gradient_through_sigmoid"


def grid(dtype=np.float32):
    with open(os.environ.get("GRID") or os.path.join(HERE, "grid.txt")) as f:
        return np.array([float(line) for line in f], dtype=np.float32).astype(dtype)


def text(v):
    if v is None:
        return ""
    if isinstance(v, str):
        return v
    v = v if isinstance(v, (np.float16, np.float32, np.float64)) else np.float64(v)
    if np.isnan(v):
        return "nan"
    if np.isinf(v):
        return "inf" if v > 0 else "-inf"
    if v == 0:
        return "-0" if np.signbit(v) else "0"
    a = abs(v)
    return (np.format_float_positional(v, unique=True, trim="-") if 1e-4 <= a < 1e7
            else np.format_float_scientific(v, unique=True, trim="-"))


def write(name, x, sigmoid, prob=None, logits=None, grad=None, through=None):
    """prob, logits, grad, through: dictionaries label -> values, or None."""
    def at(c, y, i):
        return None if c is None else c[y][i] if isinstance(c, dict) else c[i]
    path = os.path.join(OBSERVED, name + ".csv")
    with open(path, "w") as o:
        o.write(HEADER + "\n")
        for i in range(len(x)):
            for y in (1, 0):
                o.write(",".join([text(np.float32(x[i])), str(y)] + [
                    text(at(c, y, i)) for c in (sigmoid, prob, logits, grad, through)]) + "\n")
    print(path, file=sys.stderr)
