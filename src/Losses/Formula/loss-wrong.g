# The loss of a hard label, x on the other side: a + log1p(z), z = e^-a rounded, a float32. Proved: within 1.5 ulps.
#
# l is the rounded logarithm, ell the exact one, T = log(1 + z) before it is rounded; its slope is at most 1/(1 + e^-a),
# which is below 0.64 where the loss is below 1, since a is then below 0.5414. Where the loss is 1 or more it grows,
# and its ulp with it, while the errors of l do not; the rounding of the sum alone keeps its half ulp.
@rnd = float<ieee_32, ne>;

l1 = rnd(T1);
loss1 = rnd(a1 + l1);
l2 = rnd(T2);
loss2 = rnd(a2 + l2);

{ a1 in [0, 0.5414] /\ ell1 in [0.4, 0.6932] /\ |T1 - ell1| <= 11b-29 /\ a1 + ell1 in [0.5, 1] /\ a1 + l1 <= 1
/\ a2 in [0.5413, 2] /\ ell2 in [0.1, 0.46] /\ |T2 - ell2| <= 1b-25 /\ a2 + ell2 in [1, 2] /\ a2 + l2 <= 2
-> |loss1 - (a1 + ell1)| <= 3b-25
/\ |loss2 - (a2 + ell2)| <= 3b-24 }
