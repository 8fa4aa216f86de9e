"""What the program is timed against in Python: NumPy and torch on one thread, and whole commands.

First says its versions. Then reads lines of words between tabs and answers each with numbers, or "-" where there is none:

numpy FUNCTION, torch FUNCTION   nanoseconds a number, by the clock and of the processor; 4096 random float32
numpy census                     the same, of round trips and their statistics, at every 64th tile of all float32
run COMMAND...                   milliseconds, by the clock and of the processor, and megabytes at most

`peers.py sweep FILE` instead writes the table of `round-trip` at a million x. Needs numpy, torch where it is compared
(Debian: python3-numpy, python3-torch).
"""

import importlib.metadata
import os
import platform
import subprocess
import sys
import time

COUNT = 4096
TILE = 32768
TILES = range(0, 2**32 // TILE, 64)
LEAST_SECONDS = 0.05


def version(name):
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return f"no {name}"


def per_number(step, numbers):
    step()
    passes, wall, cpu = 0, time.perf_counter(), time.process_time()
    while passes == 0 or time.perf_counter() - wall < LEAST_SECONDS:
        step()
        passes += 1
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return [1e9 * seconds / (passes * numbers) for seconds in (wall, cpu)]


def arguments(function):
    import numpy as np

    low, high = {"log": (0, 1), "logit": (0, 1), "log1p": (0, 20)}.get(function, (-20, 20))
    return np.random.default_rng(1).uniform(low, high, COUNT).astype(np.float32)


def numpy_step(function):
    import numpy as np

    np.seterr(all="ignore")

    def sigmoid(x, y, t):
        np.negative(x, out=y)
        np.exp(y, out=y)
        np.add(y, 1, out=y)
        np.reciprocal(y, out=y)

    def logit(p, y, t):
        np.subtract(1, p, out=t)
        np.divide(p, t, out=y)
        np.log(y, out=y)

    def softplus(x, y, t):
        np.abs(x, out=t)
        np.negative(t, out=t)
        np.exp(t, out=t)
        np.log1p(t, out=t)
        np.maximum(x, 0, out=y)
        np.add(y, t, out=y)

    def round_trip(x, y, t):
        sigmoid(x, y, t)
        logit(y, y, t)

    def census():
        places = np.arange(TILE, dtype=np.uint32)
        bits, y, t = np.empty_like(places), np.empty(TILE, np.float32), np.empty(TILE, np.float32)
        x, sums, worst = bits.view(np.float32), np.zeros(4, np.int64), np.float32(0)
        for tile in TILES:
            np.add(places, np.uint32(tile * TILE), out=bits)
            round_trip(x, y, t)
            np.subtract(y, x, out=t)
            np.divide(t, x, out=t)
            np.abs(t, out=t)
            worst = np.fmax(worst, np.fmax.reduce(t))
            sums += [np.count_nonzero(found) for found in (y == x, t >= 0.01, np.isinf(y), np.isnan(y))]

    if function == "census":
        return census
    x = arguments(function)
    y, t = np.empty_like(x), np.empty_like(x)
    own = {"sigmoid": sigmoid, "softplus": softplus, "logit": logit, "round trip": round_trip}
    if function in own:
        return lambda: own[function](x, y, t)
    return lambda: getattr(np, function)(x, out=y)


def torch_step(function):
    import torch

    torch.set_num_threads(1)
    x = torch.from_numpy(arguments(function))
    y, t = torch.empty_like(x), torch.empty_like(x)

    def round_trip():
        torch.sigmoid(x, out=y)
        torch.sub(torch.ones(()), y, out=t)
        y.div_(t).log_()

    if function == "round trip":
        return round_trip
    if function == "softplus":
        return lambda: torch.nn.functional.softplus(x)
    return lambda: getattr(torch, function)(x, out=y)


def run(command):
    wall = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - wall
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    megabytes = usage.ru_maxrss / (1 if sys.platform == "linux" else 1024) / 1000
    return 1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime), megabytes


def sweep(path):
    import numpy as np

    np.seterr(all="ignore")
    x = (np.arange(1, 1_000_001) * 0.00002).astype(np.float32)
    p = 1 / (1 + np.exp(-x))
    y = np.log(p / (1 - p))
    error = np.abs(y.astype(float) - x)
    np.savetxt(path, np.column_stack([x, p, y, error, error / x]), "float32,%.9g,%.9g,%.9g,%.17g,%.17g", comments="",
               header="format,x,sigmoid,logit,absolute_error,relative_error")


def answer(kind, *words):
    if kind == "run":
        return run(words)
    key = kind, *words
    if key not in steps:
        steps[key] = (numpy_step if kind == "numpy" else torch_step)(*words)
    return per_number(steps[key], TILE * len(TILES) if words == ("census",) else COUNT)


if sys.argv[1:2] == ["sweep"]:
    sweep(sys.argv[2])
    sys.exit()

steps = {}
print(f"Python {platform.python_version()}, {version('numpy')}, {version('torch')}", flush=True)
for line in sys.stdin:
    try:
        numbers = answer(*line.rstrip("\n").split("\t"))
    except (ImportError, OSError):
        numbers = None
    print(*(numbers or ["-"]), flush=True)
