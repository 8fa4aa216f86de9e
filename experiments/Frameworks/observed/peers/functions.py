#!/usr/bin/python3
"""How many ulps exp, log and log1p of a library are off the correctly rounded value where losses call them: |x| ≤ 104 for exp,
x < 2^24 for log, |x| ≤ 1 for log1p; each seventh float32 there against float64, and 4 million float64 against 80 bits.
  functions.py numpy | torch | tinygrad | tensorflow LIB VERSION_OF_DEEPSPEECH     (the last two: each 997th float32 alone)"""
import sys
import numpy as np

RANGES = {"exp": (-104, 104), "log": (0, 2.0 ** 24), "log1p": (-1, 1)}


def library():
    if sys.argv[1] == "torch":
        import torch
        torch.set_num_threads(1)
        wrap = lambda f: lambda x: f(torch.from_numpy(x)).numpy()
        return "torch " + torch.__version__, {k: wrap(getattr(torch, k)) for k in RANGES}
    if sys.argv[1] == "tinygrad":
        from tinygrad import Tensor
        RANGES.update(exp2=(-126, 126), log2=(0, 2.0 ** 24))
        return "tinygrad", {k: lambda x, k=k: getattr(Tensor(x), k)().numpy() for k in ("exp2", "log2")}
    if sys.argv[1] == "tensorflow":
        RANGES["exp"] = -87.33, 88.37            # Eigen of that time lets nothing further out in
        import tensorflow_deepspeech as tf
        version = tuple(int(p) for p in sys.argv[3].split("."))

        def one(op):
            def part(x):
                padded = np.concatenate([x, np.ones(-len(x) % 64, np.float32)])
                tf.functions = lambda g, x, y, n, tape: {"once": g.f(op, x), "again": g.f(op, x)}
                return tf.run(sys.argv[2], version, padded, 1)["once"][:len(x)]
            return lambda x: np.concatenate([part(p) for p in np.array_split(x, len(x) // 65536 + 1)])
        return "TensorFlow in deepspeech " + sys.argv[3], {"exp": one("Exp"), "log": one("Log"), "log1p": one("Log1p")}
    return "numpy " + np.__version__, {k: getattr(np, k) for k in RANGES}


def order(a):
    single = a.dtype == np.float32
    i = a.view(np.int32 if single else np.int64).astype(np.int64)
    return np.where(i < 0, -(i & (0x7fffffff if single else 0x7fffffffffffffff)), i)


def measure(name, f, chunks, wide, flushes):
    most, at, off, count = 0, 0, 0, 0
    for x in chunks:
        x = x[(x >= RANGES[name][0]) & (x <= RANGES[name][1])]
        if not x.size:
            continue
        with np.errstate(all="ignore"):
            exact, got = getattr(np, name)(x.astype(wide)).astype(x.dtype), f(x)
        tiny = np.finfo(x.dtype).tiny
        keep = np.isfinite(exact) & ~(flushes & ((np.abs(exact) < tiny) | (np.abs(x) < tiny)))
        d = np.abs(order(got) - order(exact))[keep]
        if d.size:
            i = int(np.argmax(d))
            if d[i] > most:
                most, at = int(d[i]), x[keep][i]
            off, count = off + int(np.count_nonzero(d)), count + d.size
    print("%s %s: %d ulps at most (x = %r); off at %d of %d" % (name, x.dtype, most, float(at), off, count), flush=True)


if __name__ == "__main__":
    title, functions = library()
    print(title, flush=True)
    r = np.random.default_rng(20261128)
    flushes = sys.argv[1] == "tensorflow"
    few = sys.argv[1] in ("tensorflow", "tinygrad")
    step, chunk = (997, 1 << 32) if few else (7, 1 << 24)
    for k, f in functions.items():
        measure(k, f, (np.arange(i, min(i + chunk, 1 << 32), step, dtype=np.uint64).astype(np.uint32).view(np.float32)
                       for i in range(0, 1 << 32, chunk)), np.float64, flushes)
        if not few:
            low, high = RANGES[k] if k != "log" else (0, 2)
            measure(k, f, (r.uniform(low, high, 1 << 20) for _ in range(4)), np.longdouble, False)
