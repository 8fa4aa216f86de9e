/* How many ulps the C library's exp, log and the like are off the correctly rounded value: every float32 whose result is
   finite, and 20 million doubles, against MPFR's definition by way of long double and __float128.
     gcc -O2 functions.c -lquadmath -lm -o functions && ./functions */
#include <gnu/libc-version.h>
#include <math.h>
#include <quadmath.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
static int64_t order_float(float x) { int32_t i; memcpy(&i, &x, 4); return i < 0 ? -(int64_t)(i & 0x7fffffff) : i; }
static int64_t order_double(double x) { int64_t i; memcpy(&i, &x, 8); return i < 0 ? -(i & 0x7fffffffffffffff) : i; }
static uint64_t state = 20261128;
static uint64_t next(void) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
static void floats(const char *name, float (*f)(float), double (*exact)(double)) {
    int64_t most = 0, off = 0, count = 0;
    float at = 0;
    for (uint64_t bits = 0; bits < 1ull << 32; bits++) {
        uint32_t b = (uint32_t)bits;
        float x;
        memcpy(&x, &b, 4);
        float a = f(x), e = (float)exact(x);
        if (!isfinite(e) || !isfinite(x)) continue;
        int64_t d = order_float(a) - order_float(e);
        d = d < 0 ? -d : d;
        count++;
        off += d > 0;
        if (d > most) { most = d; at = x; }
    }
    printf("%s float32: %lld ulps at most (x = %.9g); off at %lld of %lld\n", name, (long long)most, (double)at, (long long)off, (long long)count);
    fflush(stdout);
}
static void doubles(const char *name, double (*f)(double), __float128 (*exact)(__float128), double low, double high) {
    int64_t most = 0, off = 0;
    double at = 0;
    for (int i = 0; i < 2000000; i++) {
        double x = low + (high - low) * ((double)(next() >> 11) / 9007199254740992.0);
        int64_t d = order_double(f(x)) - order_double((double)exact(x));
        d = d < 0 ? -d : d;
        off += d > 0;
        if (d > most) { most = d; at = x; }
    }
    printf("%s float64: %lld ulps at most (x = %.17g); off at %lld of 2000000 in [%g, %g]\n", name, (long long)most, at, (long long)off, low, high);
    fflush(stdout);
}
int main(void) {
    printf("glibc %s\n", gnu_get_libc_version());
    doubles("exp", exp, expq, -104, 104);
    doubles("log", log, logq, 0, 1);
    doubles("log1p", log1p, log1pq, 0, 1);
    doubles("log1p", log1p, log1pq, -1, 0);
    doubles("log2", log2, log2q, 0, 1);
    floats("exp", expf, exp);
    floats("log", logf, log);
    floats("log1p", log1pf, log1p);
    floats("exp2", exp2f, exp2);
    floats("log2", log2f, log2);
    return 0;
}
