#!/usr/bin/python3
"""The losses of frameworks, operation by operation as their sources write them, in float32 or float64: each operation
is rounded once (gmpy2/MPFR). Written from the sources, not from the C# catalogue.

  emulation.py compare [ENTRY...]     against the recorded tables in the folder $OBSERVED
  emulation.py expected FILE          loss,format,label,x,value,gradient
  emulation.py parameters FILE        the same with parameters given
"""
import csv
import math
import os
import sys
import gmpy2
import numpy as np
from gmpy2 import mpfr, exp, log, log1p, expm1, log2, exp2, tanh

CONTEXT = {"float32": dict(precision=24, emin=-148, emax=128), "float64": dict(precision=53, emin=-1073, emax=1024)}
OBSERVED = os.environ.get("OBSERVED", "observed/")


def context(t):
    return gmpy2.context(subnormalize=True, round=gmpy2.RoundToNearest, **CONTEXT[t])


NOW = ["float32"]
C = lambda text: mpfr(text)              # a decimal constant, rounded once to the format of now
nan = lambda a: gmpy2.is_nan(a)


def mx(a, b):
    return a if nan(a) else b if nan(b) else a if a > b else b


def mn(a, b):
    return a if nan(a) else b if nan(b) else a if a < b else b


def to32(a):
    """what a float keeps of a"""
    with gmpy2.local_context(context("float32")):
        return +a


def one():
    return mpfr(1)


def eps_of_format():
    return mpfr(2) ** (1 - CONTEXT[NOW[0]]["precision"])


# ---- sigmoids: value(x), backward(x, s, g)
def s_naive(x):
    return 1 / (1 + exp(-x))


def s_theano(x):
    lo, hi = (-88, 15) if NOW[0] == "float32" else (-709, 19)
    return mpfr(0) if x < lo else mpfr(1) if x > hi else 1 / (1 + exp(-x))


def s_rounded(x):
    with gmpy2.local_context(gmpy2.context(precision=160, emin=-(1 << 30), emax=1 << 30)):
        v = 1 / (1 + exp(-x))
    return +v


def s_two_branch(x):
    t = exp(-abs(x))
    return 1 / (1 + t) if x >= 0 else t / (1 + t)


def s_xgboost(x):
    if NOW[0] == "float64":
        return 1 / (exp(-x) + 1)
    v = mn(-x, C("88.7"))
    return 1 / ((exp(v) + 1) + C("1e-16"))


def s_tanh(x):
    return C("0.5") * tanh(C("0.5") * x) + C("0.5")


LN2, LOG2E = "0.6931471805599453", "1.4426950408889634"


def s_tinygrad(x):
    return 1 / (1 + exp2(x * -C(LOG2E)))


def s_burn(x):
    return exp(-log(exp(-x) + 1))


def s_mlx(x):
    y = 1 / (1 + exp(abs(x)))
    return y if x < 0 else 1 - y


def s_mlnet(x):
    """MathUtils.SigmoidFast; floats only"""
    with gmpy2.local_context(context("float32")):
        x = +x
        neg = x < 0
        if neg:
            x = -x
        x = x * C("1.44269504088896340735992468100")
        if x >= 128:
            return mpfr(0) if neg else mpfr(1)
        n = int(gmpy2.floor(x))
        f = x - n
        r = mpfr(2) ** n
        c1, c2, c3 = C("0.013555747234814917704030793"), C("0.065588116243247810171479524"), C("0.3069678791803394491901401")
        # (Coef1 * f + Coef2) * f + Coef3, (f - 1) * f * that, 1 + f + that
        res = (1 + f) + ((f - 1) * f) * (((c1 * f) + c2) * f + c3)
        res = 1 / (1 + r * res)
        return res if neg else 1 - res


b_plain = lambda x, s, g: g * (s * (1 - s))                # g·(s·(1 − s))
b_left = lambda x, s, g: (g * s) * (1 - s)
b_torch = lambda x, s, g: (g * (1 - s)) * s


def b_tinygrad(x, s, g):
    """recip: -ctx·ret·ret; exp2: ret·ctx·ln 2; ·(-log2 e); symbolic.py cancels the constants and turns e·(s·rest)
    into rest·(1 - s). This order met all 1788 cells of v0.11.0."""
    return (g * s) * (1 - s)


# ---- shared
def tf_logits(z, y):
    """nn_impl.sigmoid_cross_entropy_with_logits: loss, gradient in graph order, gradient in tape order"""
    m = z >= 0
    relu = z if m else mpfr(0)
    nabs = -z if m else z
    e = exp(nabs)
    loss = (relu - z * y) + log1p(e)
    d_relu = mpfr(1) if m else mpfr(0)
    d_mul = -1 * y
    d_e = 1 * (1 / (1 + e))
    d_nabs = d_e * e
    d_neg = -(d_nabs if m else mpfr(0))
    d_else = mpfr(0) if m else d_nabs
    return loss, ((d_relu + d_mul) + d_else) + d_neg, ((d_else + d_neg) + d_mul) + d_relu


def keras_clip(p, eps):
    hi = 1 - eps
    low = mn(p, hi)
    return mx(low, eps), low, hi


def ce(a, b, y):
    return -(y * log(a) + (1 - y) * log(b))


class P(dict):
    """parameters: epsilon, weight, gamma, alpha; None where not given"""
    def __getattr__(self, k):
        return self.get(k)


def par(v, default):
    return C(v if v is not None else default)


ENTRIES = {}
FLOAT_EPSILON = [False]                                   # True: PyTorch's own constant, as real torch 1.13 in float64


def entry(name, takes, sigma=s_naive, back=b_plain, sigma_name="naive"):
    def add(f):
        ENTRIES[name] = dict(f=f, takes=takes, sigma=sigma, back=back, sigma_name=sigma_name)
        return f
    return add


# each returns (value or None, gradient with respect to what it takes or None)
@entry("keras-2.2.4", "p")
def keras224(p, y, a):
    eps = par(a.epsilon, "1e-7")
    q, low, hi = keras_clip(p, eps)
    om = 1 - q
    r = q / om
    z = log(r)
    loss, dz, _ = tf_logits(z, y)
    dq = dz * (1 / r)                                     # _LogGrad: grad · inv(x)
    first = dq / om                                       # _RealDivGrad
    second = dq * (((-q) / om) / om)
    d = first + -second
    d = d if low >= eps else mpfr(0)
    return loss, (d if p <= hi else mpfr(0))


def tf_keras(p, y, a, twice):
    eps = par(a.epsilon, "1e-7")
    q, low, hi = keras_clip(p, eps)
    om = 1 - q
    u, v = (q + eps, om + eps) if twice else (q, om)
    loss = -(y * log(u) + (1 - y) * log(v))
    du = (-1 * y) * (1 / u)
    dv = (-1 * (1 - y)) * (1 / v)
    d = du + -dv
    d = d if low >= eps else mpfr(0)
    return loss, (d if p <= hi else mpfr(0))


@entry("tf-keras-2", "p")
def tfkeras2(p, y, a):
    return tf_keras(p, y, a, True)


@entry("keras-3", "p")
def keras3(p, y, a):
    """value: numpy and jax; gradient: jax. jnp.clip = minimum(maximum(x, lo), hi), ties give a half to each"""
    eps = par(a.epsilon, "1e-7")
    hi = 1 - eps
    low = mx(p, eps)
    q = mn(low, hi)
    om = 1 - q
    loss = ce(q, om, y)
    d1 = (-1 * y) / q                                     # log's jvp: div(g, x)
    d2 = -((-1 * (1 - y)) / om)
    d = d1 + d2
    half = C("0.5")
    d = d * half if low == hi else d if low < hi else mpfr(0)
    d = d * half if p == eps else d if p > eps else mpfr(0)
    return loss, d


def torch_bce(p, y, a, log1):
    cap = mpfr(-100)
    lp = mx(log(p), cap)
    lq = mx(log1p(-p) if log1 else log(1 - p), cap)
    loss = (y - 1) * lq - y * lp
    floor = par(a.epsilon, "1e-12")                       # design.md; PyTorch's is constexpr float: to32 of it in float64 too
    floor = to32(floor) if FLOAT_EPSILON[0] else floor
    return loss, (1 * (p - y)) / mx((1 - p) * p, floor)


@entry("keras-3-torch", "p", back=b_torch)
def keras3torch(p, y, a):
    eps = par(a.epsilon, "1e-7")
    hi = 1 - eps
    q = mn(mx(p, eps), hi)
    loss, d = torch_bce(q, y, P(), True)
    return loss, (d if eps < p < hi else mpfr(0))         # 2.14.1: 0 at the ends; 1.13 passes there


@entry("keras-theano", "p", s_theano, lambda x, s, g: g * (1 - s), "theano")
def kerastheano(p, y, a):
    """the gradient as theano.printing.debugprint shows it: opt.py, local_greedy_distributor, has moved s into the sum"""
    eps = par(a.epsilon, "1e-7")
    hi = 1 - eps
    q = mn(mx(p, eps), hi)
    loss = -(y * log(q) + (1 - y) * log1p(-q))
    d = (-1 * y * p) / q + ((1 - y) * p) / (1 - q)
    return loss, (d if eps <= p <= hi else mpfr(0))


@entry("torch-bce", "p", back=b_torch)
def torchbce(p, y, a):
    return torch_bce(p, y, a, True)


@entry("torch-bce-1.13", "p", back=b_torch)
def torchbce113(p, y, a):
    return torch_bce(p, y, a, False)


@entry("torch-bce-0.4", "p", back=b_torch)
def torchbce04(p, y, a):
    """THNN BCECriterion.c; the constants are double there, all is in the format here"""
    e = par(a.epsilon, "1e-12")
    loss = -(log(p + e) * y + log((1 - p) + e) * (1 - y))
    return loss, -(y - p) / (((1 - p) + e) * (p + e))


def torch_logits_backward(x, y, a):
    s = s_naive(x)
    if a.weight is None:
        return s - y
    t = C(a.weight) * y
    return ((t + 1) - y) * s - t


def torch_logits_value(x, y, a):
    ls = mn(x, mpfr(0)) - log1p(exp(-abs(x)))
    if a.weight is not None:
        ls = ls * ((C(a.weight) - 1) * y + 1)
    return (1 - y) * x - ls


@entry("torch-logits", "x")
def torchlogits(x, y, a):
    return torch_logits_value(x, y, a), torch_logits_backward(x, y, a)


@entry("torch-logits-2.2", "x")
def torchlogits22(x, y, a):
    m = mx(-x, mpfr(0))
    lg = log(exp(-m) + exp(-x - m))
    if a.weight is not None:
        lw = (C(a.weight) - 1) * y + 1
        return (1 - y) * x + lw * (lg + m), torch_logits_backward(x, y, a)
    return ((1 - y) * x + m) + lg, torch_logits_backward(x, y, a)


@entry("tf-logits", "x")
def tflogits(x, y, a):
    l, g, _ = tf_logits(x, y)
    return l, g


@entry("tf-logits-eager", "x")
def tflogitseager(x, y, a):
    l, _, t = tf_logits(x, y)
    return l, t


@entry("tf-weighted", "x")
def tfweighted(x, y, a):
    w = 1 + (par(a.weight, "1") - 1) * y
    e = exp(-abs(x))
    rl = mx(-x, mpfr(0))
    loss = (1 - y) * x + w * (log1p(e) + rl)
    g = w * 1
    sign = mpfr(0) if x == 0 else mpfr(1) if x > 0 else mpfr(-1)
    d_abs = (-((g * (1 / (1 + e))) * e)) * sign
    d_rel = -(g if rl > 0 else mpfr(0))
    return loss, ((1 - y) + d_rel) + d_abs


def jax_softplus(a):
    return mx(a, mpfr(0)) + log1p(exp(-abs(a)))           # logaddexp(a, 0), delta = a - 0


@entry("optax", "x")
def optax(x, y, a):
    lp, lnp = -jax_softplus(-x), -jax_softplus(x)
    loss = -y * lp - (1 - y) * lnp
    c1 = -(1 * -y)                                        # ct of softplus(-x)
    d1 = -(c1 * exp(-x - jax_softplus(-x)))
    c2 = -(-1 * (1 - y))
    d2 = c2 * exp(x - jax_softplus(x))
    return loss, d1 + d2


def xlogy(x, y):
    return mpfr(0) if x == 0 else x * log(y)


@entry("flux-bce", "p", s_two_branch, sigma_name="nnlib (two-branch)")
def fluxbce(p, y, a):
    e = C(a.epsilon) if a.epsilon is not None else eps_of_format()
    u, v = p + e, (1 - p) + e
    loss = -xlogy(y, u) - xlogy(1 - y, v)
    du = (-1 * y) / u
    dv = (-1 * (1 - y)) / v
    return loss, du + -dv


@entry("flux-logits", "x")
def fluxlogits(x, y, a):
    v = -x
    sp = log1p(exp(v)) if v < 0 else v + log1p(exp(-v))
    t = exp(-abs(v))
    s = 1 / (1 + t) if v >= 0 else t / (1 + t)
    s = mpfr(1) if v > 40 else mpfr(0) if v < -80 else s
    return (1 - y) * x - -sp, 1 * (1 - y) + -1 * s


@entry("mxnet-bce", "p")
def mxnetbce(p, y, a):
    e = par(a.epsilon, "1e-12")
    u, v = p + e, (1 - p) + e
    l1 = log(u) * y
    if a.weight is not None:
        l1 = l1 * C(a.weight)
    loss = -(l1 + log(v) * (1 - y))
    g1 = mpfr(-1)
    if a.weight is not None:
        g1 = g1 * C(a.weight)
    du = (g1 * y) * (1 / u)
    dv = (-1 * (1 - y)) * (1 / v)
    return loss, du + -dv


@entry("mxnet-logits", "x")
def mxnetlogits(x, y, a):
    sr = log1p(exp(-abs(x)))
    sign = mpfr(0) if x == 0 else mpfr(1) if x > 0 else mpfr(-1)
    grad_sr = -expm1(-sr)
    if a.weight is None:
        loss = (mx(x, mpfr(0)) - x * y) + sr
        d_abs = (-(1 * grad_sr)) * sign
        return loss, (d_abs + -1 * y) + (mpfr(1) if x > 0 else mpfr(0))
    w = 1 + (C(a.weight) - 1) * y
    loss = (x - x * y) + w * (sr + mx(-x, mpfr(0)))
    d_abs = (-(w * grad_sr)) * sign
    d_rel = -(w if -x > 0 else mpfr(0))
    return loss, ((d_rel + d_abs) + 1) + -1 * y


@entry("paddle-bce", "p", back=b_left)
def paddlebce(p, y, a):
    cap = mpfr(-100)
    loss = (y - 1) * mx(log(1 - p), cap) - y * mx(log(p), cap)
    return loss, 1 * ((p - y) / mx((1 - p) * p, par(a.epsilon, "1e-12")))


@entry("paddle-logits", "x")
def paddlelogits(x, y, a):
    w = None if a.weight is None else y * (C(a.weight) - 1) + 1
    lg = log(1 + exp(-abs(x)))
    loss = ((x if x > 0 else mpfr(0)) - x * y) + lg * (1 if w is None else w)
    if w is None:
        e = exp(-abs(x))
        up = -e * (1 if x >= 0 else -1)
        return loss, ((1 if x > 0 else 0) - y) + up / (1 + e)
    m = -x if x < 0 else mpfr(0)
    t1 = mpfr(-1) if x < 0 else mpfr(0)
    d1, d2 = exp(-m), exp(-x - m)
    t2 = d1 * -t1 + d2 * (-1 - t1)
    return loss, w * (t2 / (d1 + d2) + t1) + (1 - y)


def tfjs_logits(z, y, plain):
    """sigmoidCrossEntropyWithLogits and its gradient: backpropagateGradients walks the tape from its end"""
    e = exp(-abs(z))
    loss = (mx(z, mpfr(0)) - z * y) + (log(1 + e) if plain else log1p(e))
    d = 1 / (e + 1)                                       # Log1p: dy/(x + 1)
    d = d * e
    d_abs = -d * (1 if z > 0 else -1)                     # step(x, -1)
    d_mul = -1 * y
    d_relu = mpfr(1) if z > 0 else mpfr(0)
    return loss, (d_abs + d_mul) + d_relu


def tfjs_layers(p, y, a, default, plain):
    eps = par(a.epsilon, default)
    hi = 1 - eps
    q = mn(mx(p, eps), hi)
    om = 1 - q
    r = q / om
    z = log(r)
    loss, dz = tfjs_logits(z, y, plain)
    dr = dz / r
    d1 = dr / om
    d2 = -((dr * q) / (om * om))
    d = d1 + -d2
    return loss, (d if eps <= p <= hi else mpfr(0))


@entry("tfjs-layers", "p", s_rounded, sigma_name="rounded")
def tfjslayers(p, y, a):
    return tfjs_layers(p, y, a, "1e-7", False)


@entry("tfjs-layers-wasm", "p", s_rounded, sigma_name="rounded")
def tfjslayerswasm(p, y, a):
    return tfjs_layers(p, y, a, "1e-7", True)


@entry("tfjs-layers-webgl", "p")
def tfjslayerswebgl(p, y, a):
    return tfjs_layers(p, y, a, "1e-4", True)


@entry("tfjs-logloss", "p", s_rounded, sigma_name="rounded")
def tfjslogloss(p, y, a):
    e = par(a.epsilon, "1e-7")
    u, v = p + e, (1 - p) + e
    loss = -(y * log(u)) - (1 - y) * log(v)
    du = (-1 * y) / u
    dv = (-1 * (1 - y)) / v
    return loss, -dv + du


@entry("tfjs-logits", "x", s_rounded, sigma_name="rounded")
def tfjslogits(x, y, a):
    return tfjs_logits(x, y, False)


@entry("tfjs-logits-wasm", "x", s_naive, sigma_name="naive; wants xnnpack")
def tfjslogitswasm(x, y, a):
    return tfjs_logits(x, y, True)


@entry("burn-bce", "p", s_burn, lambda x, s, g: (s * (-s + 1)) * g, "burn")
def burnbce(p, y, a):
    l1, l0 = log1p(-p), log(p)
    loss = (y - 1) * mx(l1, mpfr(-100)) - y * mx(l0, mpfr(-100))
    g1 = 1 * (y - 1)
    g1 = mpfr(0) if l1 < -100 else g1
    d1 = -(g1 * (1 / (-p + 1)))
    g0 = -1 * y
    g0 = mpfr(0) if l0 < -100 else g0
    d0 = g0 * (1 / p)
    return loss, d1 + d0


@entry("burn-logits", "x", s_burn, sigma_name="burn")
def burnlogits(x, y, a):
    m = mx(-x, mpfr(0))
    z = exp(-m) + exp(-x - m)
    ls = -m - log(z)
    loss = (-y + 1) * x - ls
    md, sign = (mpfr(1), mpfr(1)) if -x >= 0 and not (-x < 0) else (mpfr(0), mpfr(-1))
    d = -1 * (md - sign * (1 - 1 / z))
    return loss, 1 * (-y + 1) + d


@entry("mlx-bce", "p", s_mlx, sigma_name="mlx")
def mlxbce(p, y, a):
    l1, l0 = log(p), log(1 - p)
    cap = mpfr(-100)
    loss = -(y * mx(l1, cap) + (1 - y) * mx(l0, cap))
    d1 = ((-1 * y) * (1 if l1 > cap else 0)) / p
    d0 = ((-1 * (1 - y)) * (1 if l0 > cap else 0)) / (1 - p)
    return loss, d1 + -d0


@entry("mlx-logits", "x", s_mlx, sigma_name="mlx")
def mlxlogits(x, y, a):
    hi, lo = mx(mpfr(0), x), mn(mpfr(0), x)
    loss = (hi + log1p(exp(lo - hi))) - x * y
    return loss, 1 * (1 - s_mlx(0 - x)) + -1 * y


@entry("dl4j-xent", "p")
def dl4j(p, y, a):
    eps = par(a.epsilon, "1e-5")
    q = mn(mx(p, eps), 1 - eps)
    loss = -(log(q) * y + log(1 - q) * (1 - y))
    return loss, (q - y) / (q * (1 - q))


@entry("sklearn-log-loss", "p", s_naive, sigma_name="naive (expit)")
def sklogloss(p, y, a):
    e = C(a.epsilon) if a.epsilon is not None else eps_of_format()
    c = lambda v: mn(mx(v, e), 1 - e)
    return -(xlogy(1 - y, c(1 - p)) + xlogy(y, c(p))), None


@entry("sklearn-log-loss-1.1", "p", s_naive, sigma_name="naive (expit)")
def sklogloss11(p, y, a):
    e = par(a.epsilon, "1e-15")
    q = mn(mx(p, e), 1 - e)
    r = 1 - q
    t = r + q
    r, q = r / t, q / t
    return -((1 - y) * log(r) + y * log(q)), None


@entry("sklearn-half-binomial", "x", s_naive, sigma_name="naive (expit)")
def skhalf(x, y, a):
    if x <= -37:
        v = exp(x)
    elif x <= -2:
        v = log1p(exp(x))
    elif x <= 18:
        v = log(1 + exp(x))
    elif x <= C("33.3"):
        v = x + exp(-x)
    else:
        v = x
    e = exp(-x)
    return v - y * x, exp(x) - y if x <= -37 else ((1 - y) - y * e) / (1 + e)


@entry("sklearn-half-binomial-fused", "x", s_naive, sigma_name="naive (expit)")
def skfused(x, y, a):
    """closs_grad_half_binomial: val1 is the loss, val2 the exponential, then the gradient"""
    if x <= -37:
        val2 = exp(x)
        return val2 - y * x, val2 - y
    if x <= -2:
        val2 = exp(x)
        return log1p(val2) - y * x, ((1 - y) * val2 - y) / (1 + val2)
    val2 = exp(-x)
    val1 = (log1p(val2) if x <= 18 else val2) + (1 - y) * x
    return val1, ((1 - y) - y * val2) / (1 + val2)


@entry("xgboost-logloss", "p", s_xgboost, sigma_name="xgboost")
def xgblogloss(p, y, a):
    e = par(a.epsilon, "1e-16")
    f = lambda u, v: mpfr(0) if u == 0 else u * log(mx(v, e))
    return f(-y, p) + f(-(1 - y), 1 - p), None


@entry("xgboost-logistic", "x", s_xgboost, sigma_name="xgboost")
def xgblogistic(x, y, a):
    w = C(a.weight) if a.weight is not None and y == 1 else mpfr(1)
    return None, (s_xgboost(x) - y) * w


def keep(v):
    return to32(v) if NOW[0] == "float64" else v


@entry("lightgbm-binary", "px")
def lgbbinary(p, y, a, x):
    e = to32(par(a.epsilon, "1e-15"))
    t = p if y > 0 else 1 - p
    value = -log(t) if t > e else keep(-log(e))
    s = 1 if y > 0 else -1
    return value, keep(-s / (1 + exp(s * x)))


@entry("lightgbm-xentropy", "px")
def lgbxent(p, y, a, x):
    e = par(a.epsilon, "1e-12")
    f = lambda v: log(v) if v > e else log(e)
    value = -(y * f(p) + (1 - y) * f(1 - p))
    if x > -37:
        t = exp(-x)
        return value, keep(((1 - y) - y * t) / (1 + t))
    return value, keep(exp(x) - y)


@entry("catboost-logloss", "x")
def catboost(x, y, a):
    e = exp(x)
    value = log(1 + e) - y * x if gmpy2.is_finite(e) else (1 - y) * x
    p = 1 - 1 / (1 + e)
    return value, -(y - p)


@entry("mlnet-log-loss", "x", s_mlnet, sigma_name="mlnet-fast")
def mlnetlogloss(x, y, a):
    p = s_mlnet(x)
    with gmpy2.local_context(context("float32")):
        t = p if y > 0 else 1 - p
        g = p - 1 if y > 0 else p
    return -log(mx(t, par(a.epsilon, "1e-8"))), g


@entry("mlnet-evaluator", "p", s_rounded, sigma_name="rounded")
def mlneteval(p, y, a):
    return -log2(p if y > 0 else 1 - p), None


@entry("caffe", "x", s_tanh, sigma_name="tanh")
def caffe(x, y, a):
    h = 1 if x >= 0 else 0
    loss = 0 - (x * (y - h) - log(1 + exp(x - (2 * x) * h)))
    return loss, s_tanh(x) - y


@entry("candle-logits", "p", back=lambda x, s, g: g * ((1 - s) * s))
def candle(p, y, a):
    q = p * -1 + 1
    loss = -(y * log(p) + (y * -1 + 1) * log(q))
    d1 = (-1 * y) / p
    d2 = ((-1 * (y * -1 + 1)) / q) * -1
    return loss, d1 + d2


def tg_log(v):
    return log2(v) * C(LN2)


@entry("tinygrad-bce", "p", s_tinygrad, b_tinygrad, "tinygrad")
def tgbce(p, y, a):
    loss = (-y) * tg_log(p) - (1 - y) * tg_log(1 - p)
    return loss, (-y) / p + (1 - y) / (1 - p)             # ln 2 cancels (symbolic.py)


def tg_exp(v):
    return exp2(v * C(LOG2E))


def tg_softplus(v):
    """v.logaddexp(0) and its gradient"""
    m = mx(v, mpfr(0))
    ea, eb = tg_exp(v - m), tg_exp(0 - m)
    s = ea + eb
    return tg_log(s) + m, (m, ea, eb, s)


def tg_softplus_grad(v, g):
    _, (m, ea, eb, s) = tg_softplus(v)
    ln2, l2e = C(LN2), C(LOG2E)
    gs = (ln2 * g) / (s * ln2)
    ga = l2e * ((ea * gs) * ln2)
    gb = l2e * ((eb * gs) * ln2)
    gm = (g + -ga) + -gb
    share = mpfr(1) if v > 0 else C("0.5") if v == 0 else mpfr(0)
    return ga + gm * share


@entry("tinygrad-logits", "x", s_tinygrad, b_tinygrad, "tinygrad")
def tglogits(x, y, a):
    lp, lq = -tg_softplus(-x)[0], -tg_softplus(x)[0]
    w = mpfr(1) if a.weight is None else C(a.weight)
    loss = -((w * y) * lp + (1 - y) * lq)
    g1 = -((w * y) * mpfr(-1))
    g2 = -((1 - y) * mpfr(-1))
    return loss, -tg_softplus_grad(-x, g1) + tg_softplus_grad(x, g2)


@entry("onnxruntime-bce", "p", s_naive, b_left, "naive; wants mlas")
def ortbce(p, y, a):
    l1 = log(p) * y
    g1 = mpfr(-1)
    if a.weight is not None:
        l1, g1 = l1 * C(a.weight), g1 * C(a.weight)
    loss = -(l1 + log(1 - p) * (1 - y))
    return loss, (g1 * y) / p + -((-1 * (1 - y)) / (1 - p))


@entry("split", "x")
def split(x, y, a):
    z = exp(-abs(x))
    against, along = (1 - y, y) if x >= 0 else (y, 1 - y)
    g = (against - along * z) / (1 + z)
    return against * abs(x) + log1p(z), g if x >= 0 else -g


@entry("add-epsilon", "p")
def addepsilon(p, y, a):
    e = par(a.epsilon, "1e-7")
    u, v = p + e, (1 - p) + e
    return ce(u, v, y), (-1 * y) / u + -((-1 * (1 - y)) / v)


@entry("clip-epsilon", "p")
def clipepsilon(p, y, a):
    e = par(a.epsilon, "1e-7")
    q = mn(mx(p, e), 1 - e)
    d = (-1 * y) / q + -((-1 * (1 - y)) / (1 - q))
    return ce(q, 1 - q, y), (d if e <= p <= 1 - e else mpfr(0))


@entry("naive", "p")
def naive(p, y, a):
    l1, l0 = -log(p), -log(1 - p)
    if y == 1:
        return l1, -1 / p
    if y == 0:
        return l0, 1 / (1 - p)
    # y·(−log p) + (1 − y)·(−log(1 − p))
    return y * l1 + (1 - y) * l0, (-y) / p + -((-(1 - y)) / (1 - p))


@entry("exact", "x")
def exact(x, y, a):
    with gmpy2.local_context(gmpy2.context(precision=400, emin=-(1 << 30), emax=1 << 30)):
        v = y * log1p(exp(-x)) + (1 - y) * log1p(exp(x))
        g = 1 / (1 + exp(-x)) - y
    return +v, +g


def gamma_power(b, gamma):
    g = mpfr(gamma)
    if g == int(g) and 0 <= g <= 8:
        r = mpfr(1)
        for k in range(int(g)):
            r = b if k == 0 else r * b
        return r
    return exp(g * log(b))


@entry("keras-3-focal", "p")
def keras3focal(p, y, a):
    """losses.binary_focal_crossentropy, gradient as JAX walks the program back"""
    gamma = a.gamma if a.gamma is not None else "2"
    bce, _ = keras3(p, y, P(epsilon=a.epsilon))
    t = y * p + (1 - y) * (1 - p)
    b = 1 - t
    f = gamma_power(b, gamma)
    loss = f * bce
    ct = mpfr(1)
    if a.alpha is not None:
        w = y * C(a.alpha) + (1 - y) * (1 - C(a.alpha))
        loss = w * loss
        ct = w
    # pow: d = ct_f·(γ·b^(γ − 1)); then 1 − t, t's two products
    g = mpfr(gamma)
    ct_f = ct * bce
    if g == 0:
        ct_b = mpfr(0)
    elif g == int(g) and g <= 8:
        ct_b = None
        k = int(g)
        # the product b·b·…: the derivative of a product from its end
        parts, acc = [], ct_f
        pre = [b]
        for _ in range(k - 1):
            pre.append(pre[-1] * b)
        for i in range(k - 1, 0, -1):
            parts.append(acc * pre[i - 1])                # to the last factor b
            acc = acc * b
        # order: for each product a·b the first operand's gradient is sent first; b itself gets them as they come
        if k == 1:
            ct_b = acc
        else:
            # product k-1 = pre[k-2]·b: sends acc·b to pre[k-2] and acc·pre[k-2] to b
            tot = None
            acc = ct_f
            for i in range(k - 1, 0, -1):
                first, second = acc * b, acc * pre[i - 1]
                if i == 1:                                # pre[0] is b itself: both arrive at b, the first operand's first
                    tot = first if tot is None else tot + first
                    tot = tot + second
                else:
                    tot = second if tot is None else tot + second
                acc = first
            ct_b = tot
    else:
        ct_b = ((ct_f * f) * g) / b
    ct_t = -ct_b
    c1 = -(ct_t * (1 - y))
    c2 = ct_t * y
    # the cross-entropy with the cotangent ct·f
    eps = par(a.epsilon, "1e-7")
    hi = 1 - eps
    low = mx(p, eps)
    q = mn(low, hi)
    om = 1 - q
    nb = -(ct * f)
    d = (nb * y) / q + -((nb * (1 - y)) / om)
    half = C("0.5")
    d = d * half if low == hi else d if low < hi else mpfr(0)
    d = d * half if p == eps else d if p > eps else mpfr(0)
    return loss, (c1 + c2) + d


@entry("torchvision-focal", "x")
def tvfocal(x, y, a, old=False):
    gamma = a.gamma if a.gamma is not None else "2"
    s = s_naive(x)
    cel = torchlogits22(x, y, P())[0] if old else torch_logits_value(x, y, P())
    t = s * y + (1 - s) * (1 - y)
    b = 1 - t
    f = gamma_power(b, gamma)
    loss = cel * f
    g = mpfr(1)
    if a.alpha is not None:
        w = C(a.alpha) * y + (1 - C(a.alpha)) * (1 - y)
        loss = w * loss
        g = w
    direct = (s - y) * (g * f)
    gm = mpfr(gamma)
    if gm == 0:
        return loss, direct
    db = (g * cel) * (gm * gamma_power(b, gm - 1))
    dt = -db
    ds = -(dt * (1 - y)) + dt * y
    return loss, direct + (ds * (1 - s)) * s


# ---- evaluation
def evaluate(name, t, x, y, p=None, a=P()):
    """value and d/dx; p, where given, in the place of the entry's own sigmoid"""
    e = ENTRIES[name]
    NOW[0] = t
    with gmpy2.local_context(context(t)):
        x, y = mpfr(x), mpfr(y)
        s = None
        if "p" in e["takes"]:
            s = e["sigma"](x) if p is None else mpfr(p)
        try:
            if e["takes"] == "px":
                v, g = e["f"](s, y, a, x)
            elif e["takes"] == "p":
                v, g = e["f"](s, y, a)
                g = None if g is None else e["back"](x, s, g)
            else:
                v, g = e["f"](x, y, a)
        except ZeroDivisionError:
            raise
        out = tuple(None if k is None else float(k) for k in (v, g))
    return out


def order(t, v):
    a = int(np.float32(v).view(np.int32)) if t == "float32" else int(np.float64(v).view(np.int64))
    return a if a >= 0 else -(a & (0x7fffffff if t == "float32" else 0x7fffffffffffffff))


def ulps(t, a, b):
    if math.isnan(a) or math.isnan(b):
        return 0 if math.isnan(a) and math.isnan(b) else None
    return abs(order(t, a) - order(t, b))


# entry -> (table, column of the value, column of the gradient, format of the value, format of the gradient)
TABLES = [
    ("keras-2.2.4", "tensorflow-1.12.0-keras224", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("tf-keras-2", "tensorflow-1.12.0-tfkeras2", "loss_from_probability", None, "float32", "float32"),
    ("keras-3", "tensorflow-1.12.0-keras3", "loss_from_probability", None, "float32", "float32"),
    ("keras-3", "keras-3.15.0-numpy", "loss_from_probability", None, "float32", "float32"),
    ("keras-3-torch", "keras-3.15.0-torch", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("keras-theano", "keras-2.2.4-theano-1.0.5", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("keras-theano", "keras-2.2.4-theano-1.0.5", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("torch-bce", "torch-2.14.1-cpu", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("torch-bce-1.13", "torch-1.13.1-cpu", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("torch-bce-1.13", "torch-1.13.1-cpu-scalar", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("torch-logits", "torch-2.14.1-cpu", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("torch-logits-2.2", "torch-1.13.1-cpu", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("torch-logits-2.2", "torch-1.13.1-cpu-scalar", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("tf-logits", "tensorflow-1.12.0-nn", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("tf-logits-eager", "tensorflow-1.12.0-nn-tape", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("tf-weighted", "tensorflow-1.12.0-nn-weighted", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("tfjs-logloss", "tensorflow-1.12.0-nn", "loss_from_probability", None, "float32", "float32"),
    ("tfjs-layers", "tfjs-4.22.0-cpu-layers", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("tfjs-logits", "tfjs-4.22.0-cpu-layers", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("tfjs-logloss", "tfjs-4.22.0-cpu-logloss", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("tfjs-layers-webgl", "tfjs-4.22.0-webgl-swiftshader-layers", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("tfjs-logits-wasm", "tfjs-4.22.0-webgl-swiftshader-layers", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("tfjs-logloss", "tfjs-4.22.0-webgl-swiftshader-logloss", "loss_from_probability", None, "float32", "float32"),
    ("sklearn-log-loss", "sklearn-1.9.0-log_loss-float32", "loss_from_probability", None, "float32", "float32"),
    ("sklearn-log-loss", "sklearn-1.9.0-log_loss-float64", "loss_from_probability", None, "float64", "float64"),
    ("sklearn-half-binomial", "sklearn-1.9.0-halfbinomial-float32", "loss_from_logits", "gradient_from_logits", "float32", "float32"),
    ("sklearn-half-binomial", "sklearn-1.9.0-halfbinomial-float64", "loss_from_logits", "gradient_from_logits", "float64", "float64"),
    ("sklearn-half-binomial-fused", "sklearn-1.9.0-halfbinomial-fused-float64", "loss_from_logits", "gradient_from_logits", "float64", "float64"),
    ("xgboost-logloss", "xgboost-3.3.0", "loss_from_probability", None, "float32", "float32"),
    ("xgboost-logistic", "xgboost-3.3.0", None, "gradient_from_logits", "float32", "float32"),
    ("lightgbm-binary", "lightgbm-4.7.0-binary", "loss_from_probability", "gradient_from_logits", "float64", "kept"),
    ("lightgbm-xentropy", "lightgbm-4.7.0-cross_entropy", "loss_from_probability", "gradient_from_logits", "float64", "kept"),
    ("mlnet-log-loss", "mlnet-5.0.1-logloss", "loss_from_logits", "gradient_from_logits", "float64", "float32"),
    ("mlnet-evaluator", "mlnet-5.0.1-evaluator", "loss_from_probability", None, "float64", "float64"),
    ("tinygrad-bce", "tinygrad-dev", "loss_from_probability", None, "float32", "float32"),
    ("tinygrad-bce", "tinygrad-v0.11.0", "loss_from_probability", "gradient_through_sigmoid", "float32", "float32"),
    ("tinygrad-logits", "tinygrad-dev", "loss_from_logits", None, "float32", "float32"),
    ("onnxruntime-bce", "onnxruntime-1.31.1-dotnet-float-block", "loss_from_probability", None, "float32", "float32"),
    ("keras-3-focal", "keras-3.15.0-numpy-focal-gamma0", "loss_from_logits", None, "float32", "float32"),
    ("keras-3-focal", "keras-3.15.0-torch-focal-gamma0", "loss_from_logits", None, "float32", "float32"),
]
GAMMA0 = {"keras-3.15.0-numpy-focal-gamma0": P(gamma="0"), "keras-3.15.0-torch-focal-gamma0": P(gamma="0")}


def table(name):
    with open(OBSERVED + name + ".csv") as f:
        return list(csv.DictReader(f))


def compare(names):
    """own: with the entry's own sigmoid; given: with the table's sigmoid as p (isolates the loss)"""
    print("entry,table,quantity,format,sigmoid,cells,equal,within1,within2,largest,worst_x,worst_label,observed,emulated,not_comparable")
    for name, tab, vc, gc, vt, gt in TABLES:
        if names and name not in names:
            continue
        rows = table(tab)
        a = GAMMA0.get(tab, P())
        for mode in ("own", "given") if "p" in ENTRIES[name]["takes"] else ("own",):
            for quantity, column, t, k in (("value", vc, vt, 0), ("gradient", gc, gt, 1)):
                if column is None:
                    continue
                kept, t = t == "kept", "float64" if t == "kept" else t
                n = eq = w1 = w2 = bad = 0
                worst = (-1, "", "", "", "")
                firstbad = None
                for r in rows:
                    if r[column] in ("", "error"):
                        continue
                    try:
                        o = float(r[column])
                    except ValueError:
                        continue
                    if t == "float32":
                        o = float(np.float32(o))
                    x = float(np.float32(float(r["x"])))
                    p = None
                    if mode == "given":
                        p = float(r["sigmoid"]) if t == "float64" else float(np.float32(float(r["sigmoid"])))
                        if tab.startswith("mlnet-5.0.1-evaluator"):
                            p = float(np.float32(float(r["sigmoid"])))
                    m = evaluate(name, t, x, r["label"], p, a)[k]
                    if tab.startswith("mlnet-5.0.1-evaluator") and mode == "own":
                        m = evaluate(name, t, x, r["label"], evaluate_sigma32(name, x), a)[k]
                    n += 1
                    if tab.startswith("mlnet-5.0.1-evaluator"):
                        m = 2 * ((m + 1) / 2) - 1         # as the peer reads it off a mean with one bit
                    if kept:
                        o = float(np.float32(o))
                    u = ulps("float32" if kept else t, o, m)
                    if u is None:
                        bad += 1
                        firstbad = firstbad or (r["x"], r["label"], r[column], m)
                        continue
                    eq += u == 0
                    w1 += u <= 1
                    w2 += u <= 2
                    if u > worst[0]:
                        worst = (u, r["x"], r["label"], r[column], repr(m) if t == "float64" else str(np.float32(m)))
                print(",".join(map(str, (name, tab, quantity, t, mode, n, eq, w1, w2) + worst + ("%d %s" % (bad, firstbad) if bad else 0,))))
                sys.stdout.flush()


def evaluate_sigma32(name, x):
    NOW[0] = "float32"
    with gmpy2.local_context(context("float32")):
        return float(ENTRIES[name]["sigma"](mpfr(x)))


XS = ["0", "-0", "1e-8", "-1e-8", "0.125", "-0.125", "0.5", "-0.5", "1", "-1", "2.5", "-2.5", "5.75", "-5.75", "9.25", "-9.25",
      "10", "-10", "15.5", "-15.5", "15.75", "-15.75", "16.63", "-16.63", "16.75", "-16.75", "17.5", "-17.5", "20", "-20", "33.5",
      "-33.5", "37.25", "-37.25", "50", "-50", "85.5", "-85.5", "89", "-89", "104", "-104"]


def text(v, t):
    if v is None:
        return ""
    v = np.float32(v) if t == "float32" else np.float64(v)
    if np.isnan(v):
        return "nan"
    if np.isinf(v):
        return "inf" if v > 0 else "-inf"
    if v == 0:
        return "-0" if np.signbit(v) else "0"
    e = int(np.floor(np.log10(abs(float(v)))))
    return np.format_float_positional(v, unique=True, trim="-") if -5 <= e <= 15 else np.format_float_scientific(v, unique=True, trim="-", exp_digits=1)


FORMATS = {"mlnet-log-loss": ("float32",)}                # its sigmoid exists in float32 alone


def expected(path):
    with open(path, "w") as f:
        f.write("loss,format,label,x,value,gradient\n")
        for name in ENTRIES:
            for t in FORMATS.get(name, ("float32", "float64")):
                for y in ("1", "0", "0.3", "0.9"):
                    for x in XS:
                        v, g = evaluate(name, t, x, y)
                        f.write(",".join([name, t, y, x, text(v, t), text(g, t)]) + "\n")


WEIGHTED = ["torch-logits", "torch-logits-2.2", "tf-weighted", "mxnet-bce", "mxnet-logits", "paddle-logits", "tinygrad-logits",
            "onnxruntime-bce", "xgboost-logistic"]
EPSILON = ["keras-2.2.4", "tf-keras-2", "keras-3", "keras-3-torch", "keras-theano", "torch-bce", "torch-bce-1.13", "torch-bce-0.4", "flux-bce",
           "mxnet-bce", "paddle-bce", "tfjs-layers", "tfjs-layers-wasm", "tfjs-layers-webgl", "tfjs-logloss", "dl4j-xent", "sklearn-log-loss",
           "sklearn-log-loss-1.1", "xgboost-logloss", "lightgbm-binary", "lightgbm-xentropy", "mlnet-log-loss", "add-epsilon", "clip-epsilon",
           "keras-3-focal"]
FOCAL = ["keras-3-focal", "torchvision-focal"]


def expected_parameters(path):
    """loss,parameters,format,label,x,value,gradient; parameters as epsilon=…;pos-weight=…;gamma=…;alpha=…"""
    cases = [(n, {"weight": w}) for n in WEIGHTED for w in ("1", "3", "0.7")]
    cases += [(n, {"epsilon": e}) for n in EPSILON for e in ("1e-3", "1e-12")]
    cases += [(n, dict(gamma=g, **({"alpha": a} if a else {}))) for n in FOCAL for g in ("0", "1", "2", "3", "1.5") for a in (None, "0.25")]
    with open(path, "w") as f:
        f.write("loss,parameters,format,label,x,value,gradient\n")
        for name, given in cases:
            label = ";".join(k.replace("weight", "pos-weight") + "=" + v for k, v in given.items())
            for t in FORMATS.get(name, ("float32", "float64")):
                for y in ("1", "0", "0.3", "0.9"):
                    for x in XS[::2] + XS[1::4]:
                        v, g = evaluate(name, t, x, y, None, P(given))
                        f.write(",".join([name, label, t, y, x, text(v, t), text(g, t)]) + "\n")


if __name__ == "__main__":
    gmpy2.get_context().trap_divzero = False
    if sys.argv[1] == "compare":
        compare(sys.argv[2:])
    elif sys.argv[1] == "parameters":
        expected_parameters(sys.argv[2])
    else:
        expected(sys.argv[2])
