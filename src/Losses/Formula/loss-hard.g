# The loss of a hard label, x on its side: log1p(z) with z = e^-a rounded. Proved: within 1.5 ulps.
#
# Everything is divided by the power of two below E = e^-a, which changes no significand. So E is in [1, 2], and the
# exact loss L is in [1/2, 2]. T is the logarithm of 1 + z before it is rounded: |T - L| <= |z - E|, for its slope is
# at most 1. This format has no least exponent: README.md says why subnormal numbers are no exception.
@rnd = float<24, -10000, ne>;

z = rnd(E);
loss1 = rnd(T1);
loss2 = rnd(T2);
loss3 = rnd(T3);

{ E in [1, 2]
/\ L1 in [0.5, 1] /\ |T1 - L1| <= 1b-24 /\ T1 <= 1      # ulp of L: 2^-24
/\ L2 in [0.5, 1] /\ |T2 - L2| <= 1b-24 /\ T2 >= 1      # the same, and T lies in the next binade
/\ L3 in [1, 2] /\ |T3 - L3| <= 1b-24                   # ulp of L: 2^-23
-> |z - E| <= 1b-24
/\ |loss1 - L1| <= 3b-25
/\ |loss2 - L2| <= 2b-25
/\ |loss3 - L3| <= 2b-24 }
