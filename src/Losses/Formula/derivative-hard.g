# The derivative for hard labels. Proved: within 2.5 ulps where the label is right, z / (1 + z), and within 1.52 where it
# is wrong, 1 / (1 + z); z = e^-a rounded, E = e^-a. (README.md has 1.5 for the second.)
#
# Right: e is E divided by 2^k, the power of two below it, and h is 2^k (at most 1/2; E = 1 is exact). Then z = h * ze.
#        s is 1 + z rounded, sigma the error of that. G = e / (1 + h e) is the exact derivative divided by 2^k, and t
#        the quotient before it is rounded. G below 1 has the ulp 2^-24. That t does not pass beyond 1 by an ulp: README.md.
# Wrong: with the numbers of float32 as they are; the exact derivative lies between 1/2 and 1, where the ulp is 2^-24.
@rnd = float<24, -10000, ne>;
@single = float<ieee_32, ne>;

ze = rnd(e);
s = 1 + h * ze + sigma;
t = ze / s;
G = e / (1 + h * e);
right = rnd(t);

z = single(E);
sw = single(1 + z);
wrong = single(1 / sw);

{ e in [1, 2] /\ h in [0, 0.5] /\ |sigma| <= 1b-24 /\ s in [1, 2] /\ G in [0.5, 1] /\ t in [0.4, 1] /\ E in [0, 1]
-> |right - G| <= 5b-25
/\ |wrong - 1 / (1 + E)| <= 97b-30 }

t - G -> ((ze - e) / (1 + h * e) - G * sigma) / s { s <> 0, 1 + h * e <> 0 };

1 / sw - 1 / (1 + E) -> -((z - E) + (sw - (1 + z))) / (sw * (1 + E)) { sw <> 0, 1 + E <> 0 };
$ E in (1b-24, 1b-23, 1b-22, 1b-21, 1b-20, 1b-19, 1b-18, 1b-17, 1b-16, 1b-15, 1b-14, 1b-13, 1b-12, 1b-11, 1b-10, 1b-9, 1b-8, 1b-7, 1b-6, 1b-5, 1b-4, 1b-3, 1b-2, 1b-1);
