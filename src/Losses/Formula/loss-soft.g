# The loss of a soft label: w a + log1p(z), with ell the exact logarithm and l the rounded one. Proved: within 2.5 ulps.
#
# 1: w is a label, or 1 - y without rounding (y >= 1/2). Divided by the power of two below the exact loss, whose ulp is
#    2^-23 then. loss-hard.g bounds |l - ell|.
# 2 to 5: y < 1/2 and x >= 0, so w is 1 - y rounded. The loss is below 1 in 2 (a < 0.694) and 3, below 2 in 4, and in 5
#    it lies between 2 and 4. Beyond it, divide by a power of two: the errors of l only become smaller.
# A rounded sum that would pass beyond the next power of two is left to the lemma of README.md.
@rnd = float<24, -10000, ne>;

loss1 = rnd(rnd(p1) + l1);
w2 = rnd(1 - y2);
loss2 = rnd(rnd(w2 * a2) + l2);
w3 = rnd(1 - y3);
loss3 = rnd(rnd(w3 * a3) + l3);
w4 = rnd(1 - y4);
loss4 = rnd(rnd(w4 * a4) + l4);
w5 = rnd(1 - y5);
loss5 = rnd(rnd(w5 * a5) + l5);

{ p1 in [0, 2] /\ |l1 - ell1| <= 3b-24 /\ p1 + ell1 in [1, 2] /\ rnd(p1) + l1 <= 2
/\ y2 in [0, 0.5] /\ a2 in [0, 0.694] /\ |l2 - ell2| <= 27b-29 /\ (1 - y2) * a2 + ell2 in [0.5, 1] /\ rnd(w2 * a2) + l2 <= 1
/\ y3 in [0, 0.5] /\ a3 in [0.693, 1.66] /\ |l3 - ell3| <= 1b-25 /\ (1 - y3) * a3 + ell3 in [0.5, 1] /\ rnd(w3 * a3) + l3 <= 1
/\ y4 in [0, 0.5] /\ a4 in [0, 4] /\ |l4 - ell4| <= 27b-29 /\ (1 - y4) * a4 + ell4 in [1, 2] /\ rnd(w4 * a4) + l4 <= 2
/\ y5 in [0, 0.5] /\ a5 in [0, 8] /\ |l5 - ell5| <= 1b-25 /\ (1 - y5) * a5 + ell5 in [2, 4] /\ rnd(w5 * a5) + l5 <= 4
/\ ell2 in [0.4, 0.7] /\ ell3 in [0.17, 0.41] /\ ell4 in [0.018, 0.7] /\ ell5 in [0.0003, 0.7]
-> |loss1 - (p1 + ell1)| <= 5b-24
/\ |loss2 - ((1 - y2) * a2 + ell2)| <= 5b-25
/\ |loss3 - ((1 - y3) * a3 + ell3)| <= 5b-25
/\ |loss4 - ((1 - y4) * a4 + ell4)| <= 5b-24
/\ |loss5 - ((1 - y5) * a5 + ell5)| <= 5b-23 }

loss2 - ((1 - y2) * a2 + ell2) ->
    (loss2 - (rnd(w2 * a2) + l2)) + (rnd(w2 * a2) - w2 * a2) + (w2 - (1 - y2)) * a2 + (l2 - ell2);
loss3 - ((1 - y3) * a3 + ell3) ->
    (loss3 - (rnd(w3 * a3) + l3)) + (rnd(w3 * a3) - w3 * a3) + (w3 - (1 - y3)) * a3 + (l3 - ell3);
loss4 - ((1 - y4) * a4 + ell4) ->
    (loss4 - (rnd(w4 * a4) + l4)) + (rnd(w4 * a4) - w4 * a4) + (w4 - (1 - y4)) * a4 + (l4 - ell4);
loss5 - ((1 - y5) * a5 + ell5) ->
    (loss5 - (rnd(w5 * a5) + l5)) + (rnd(w5 * a5) - w5 * a5) + (w5 - (1 - y5)) * a5 + (l5 - ell5);
w2 * a2 -> (((1 - y2) * a2 + ell2) - ell2) + (w2 - (1 - y2)) * a2;
w3 * a3 -> (((1 - y3) * a3 + ell3) - ell3) + (w3 - (1 - y3)) * a3;
w4 * a4 -> (((1 - y4) * a4 + ell4) - ell4) + (w4 - (1 - y4)) * a4;
w5 * a5 -> (((1 - y5) * a5 + ell5) - ell5) + (w5 - (1 - y5)) * a5;
