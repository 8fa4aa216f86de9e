#!/usr/bin/env python3
"""Makes further.csv: correctly rounded expm1, exp2, log2, tanh and x*y + z, independent of the C# code.

Made with MPFR 4.2.0 through gmpy2 2.1.2, Python 3.11.2. Run `python3 further.py`, a minute on one core.
The inputs: zeros, the ends of the subnormal and normal numbers, infinity, powers of two, and seeded draws over all
exponents. Formats and patterns are make.py's.
"""
import random

import gmpy2

from make import FUNCTIONS, HERE, Binary

FUNCTIONS |= {"expm1": gmpy2.expm1, "exp2": gmpy2.exp2, "log2": gmpy2.log2, "tanh": gmpy2.tanh}
FORMATS = ("float16", "bfloat16", "float32", "float64", "float128")
DRAWN = 60


def inputs(number, draws):
    """Patterns of one argument."""
    hidden = 1 << (number.p - 1)
    sign = 1 << (number.width - 1)
    ends = [0, 1, 2, hidden - 1, hidden, hidden + 1, number.largest, number.infinity]
    small = [(number.emax + e) * hidden + m for e in range(-8, 8) for m in (0, 1, hidden // 2, hidden - 1)]
    drawn = [draws.randrange(number.infinity) for _ in range(DRAWN)]
    near = [(number.emax + draws.randrange(-number.p, 8)) * hidden + draws.randrange(hidden) for _ in range(DRAWN)]
    return [s | n for n in ends + small + drawn + near for s in (0, sign)]


def main():
    with open(HERE / "further.csv", "w", newline="\n") as file:
        file.write("format,function,input,result\n")
        for name in FORMATS:
            number = Binary(name)
            for function in ("expm1", "exp2", "log2", "tanh"):
                for pattern in inputs(number, random.Random(f"{name} {function}")):
                    x = number.value(pattern)
                    if function == "log2" and (x < 0 or gmpy2.is_zero(x)):
                        continue
                    write(file, number, function, [pattern], number.compute(function, x))
            draws = random.Random(f"{name} fma")
            hidden = 1 << (number.p - 1)
            for _ in range(4 * DRAWN):
                # A third term that cancels most of the product, its nearest number, or one of any size.
                a, b = ((number.emax + draws.randrange(-6, 6)) * hidden + draws.randrange(hidden) for _ in range(2))
                x, y = number.value(a), number.value(b)
                product = number.compute("product", (x, y))
                z = draws.choice([-product, product, number.value(draws.randrange(number.infinity))])
                write(file, number, "fma", [a, b, number.pattern(z)], number.compute("fma", (x, y, z)))


def write(file, number, function, patterns, value):
    cells = " ".join(format(pattern, f"0{-(-number.width // 4)}x") for pattern in patterns)
    file.write(f"{number.name},{function},{cells},{number.text(value)}\n")


FUNCTIONS |= {"product": lambda pair: pair[0] * pair[1], "fma": lambda three: gmpy2.fma(*three)}

if __name__ == "__main__":
    main()
