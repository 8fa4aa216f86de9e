#!/usr/bin/python3
"""Writes sigmoid-TYPE.onnx: inputs x and y (1-D), outputs
  s = Sigmoid(x), block = -(y log s + (1-y) log(1-s)) (onnxblock.BCEWithLogitsLoss, without the mean),
  stable = relu(x) - x y + log(1 + exp(-|x|)) with Log of a sum (ONNX has no log1p),
  softplus = Softplus(x), ls = Log(s), naive = 1/(1+exp(-x)).
TYPE is float, float16, double or bfloat16; what an engine does not have it refuses when it loads the file.
  onnx_model.py FOLDER
"""
import os
import struct
import sys


def varint(n):
    out = b""
    while True:
        b, n = n & 127, n >> 7
        out += bytes([b | 128 if n else b])
        if not n:
            return out


def field(no, v):
    if isinstance(v, int):
        return varint(no << 3) + varint(v)
    v = v.encode() if isinstance(v, str) else v
    return varint(no << 3 | 2) + varint(len(v)) + v


TYPES = {"float": (1, struct.pack("<f", 1)), "float16": (10, struct.pack("<H", 0x3c00)),
         "double": (11, struct.pack("<d", 1)), "bfloat16": (16, struct.pack("<H", 0x3f80))}
GRAPH = """s=Sigmoid x
om=Sub one s
oy=Sub one y
ls=Log s
lom=Log om
a=Mul y ls
b=Mul oy lom
ab=Add a b
block=Neg ab
r=Relu x
xy=Mul x y
d=Sub r xy
m=Abs x
nm=Neg m
e=Exp nm
e1=Add one e
l=Log e1
stable=Add d l
softplus=Softplus x
nx=Neg x
ex=Exp nx
ex1=Add one ex
naive=Div one ex1"""


def model(kind, graph=GRAPH, outputs=("s", "block", "stable", "softplus", "ls", "naive")):
    code, one = TYPES[kind]
    g = b""
    for line in graph.split("\n"):
        out, call = line.split("=")
        op, *args = call.split()
        g += field(1, b"".join(field(1, a) for a in args) + field(2, out) + field(3, out) + field(4, op))
    g += field(2, "g") + field(5, field(2, code) + field(8, "one") + field(9, one))
    info = lambda name: field(1, name) + field(2, field(1, field(1, code) + field(2, field(1, field(2, "n")))))
    g += field(11, info("x")) + field(11, info("y")) + b"".join(field(12, info(o)) for o in outputs)
    return field(1, 8) + field(8, field(1, "") + field(2, 17)) + field(7, g)


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    for kind in TYPES:
        with open(os.path.join(sys.argv[1], "sigmoid-%s.onnx" % kind), "wb") as f:
            f.write(model(kind))
        with open(os.path.join(sys.argv[1], "only-sigmoid-%s.onnx" % kind), "wb") as f:
            f.write(model(kind, "s=Sigmoid x\nz=Mul y y", ("s", "z")))
        with open(os.path.join(sys.argv[1], "functions-%s.onnx" % kind), "wb") as f:
            f.write(model(kind, "exp=Exp x\nlog=Log x\nz=Mul y y", ("exp", "log", "z")))
