// Eight functions of float32, correctly rounded, at all 2^32 arguments: the hashes of SpansExhaustive.md in
// ../../Numerics/Vector, from another program. 24 minutes of processor time; x86 with gcc, and MPFR:
//
//     gcc -O2 reference.c -lmpfr -lgmp -lm -o reference && ./reference [function]
//
// With -DCOREMATH and CORE-MATH's expf.c, logf.c and log1pf.c among the sources, their results are compared too.
//
// Each result is formed in x87's 64 bits so that nothing cancels: within a few units of 2^-64, of which the largest
// against MPFR is printed. Within 2^-40 of a midpoint of two float32 numbers, or where it is subnormal or near
// overflow, MPFR forms it in 200 bits and more, until both ends of what is known round alike. So x87's functions need
// only be right to 2^-40.
//
// A block of 2^20 patterns has one sign, and each function goes one way there. Where the first and the last result are
// the same, so are all between; where both are NaN too, since no domain lies within a block.
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXP, LOG, LOG1P, SIGMOID, SIGMOIDLESSONE, SOFTPLUS, SOFTPLUSMINUS, LOGIT, COUNT };
static const char *names[COUNT] = {"exp", "log", "log1p", "sigmoid", "sigmoid-1", "softplus", "softplusminus", "logit"};
#define NAN32 0x7FC00000u
#define INF32 0x7F800000u

static uint64_t calls;
static double worst;

static float f32(uint32_t b) { float f; memcpy(&f, &b, 4); return f; }
static uint32_t bits(float f) { uint32_t b; memcpy(&b, &f, 4); return f != f ? NAN32 : b; }
static uint64_t add(uint64_t h, uint64_t w) { return (h ^ w) * 0x100000001B3ull; }
#define OFFSET 0xCBF29CE484222325ull

static inline long double near_value(int fn, long double x)
{
    switch (fn) {
    case EXP: return expl(x);
    case LOG: return logl(x);
    case LOG1P: return log1pl(x);
    case SIGMOID: return 1 / (1 + expl(-x));
    case SIGMOIDLESSONE: return -1 / (1 + expl(x));
    case SOFTPLUS: return (x > 0 ? x : 0) + log1pl(expl(-fabsl(x)));
    case SOFTPLUSMINUS: return (x < 0 ? -x : 0) + log1pl(expl(-fabsl(x)));
    // 2x-1 and 1-x are exact in the middle; outside |log| >= log 3 - and 1-x is off by 2^-64 at most.
    default: return x > 0.25L && x < 0.75L ? log1pl((2 * x - 1) / (1 - x)) : logl(x / (1 - x));
    }
}

// y = f(x) with a relative error below 2^(10-p): each step rounds once, condition numbers are below 4.
static void precise(mpfr_t y, int fn, float x, mpfr_prec_t p)
{
    static mpfr_t a, t; static int made;
    if (!made) { mpfr_init2(a, 200); mpfr_init2(t, 200); made = 1; }
    mpfr_set_prec(y, p); mpfr_set_prec(a, p); mpfr_set_prec(t, p);
    mpfr_set_flt(a, x, MPFR_RNDN);
    switch (fn) {
    case EXP: mpfr_exp(y, a, MPFR_RNDN); break;
    case LOG: mpfr_log(y, a, MPFR_RNDN); break;
    case LOG1P: mpfr_log1p(y, a, MPFR_RNDN); break;
    case SIGMOID:
        mpfr_neg(a, a, MPFR_RNDN); mpfr_exp(t, a, MPFR_RNDN); mpfr_add_ui(t, t, 1, MPFR_RNDN);
        mpfr_ui_div(y, 1, t, MPFR_RNDN);
        break;
    case SIGMOIDLESSONE:
        mpfr_exp(t, a, MPFR_RNDN); mpfr_add_ui(t, t, 1, MPFR_RNDN); mpfr_si_div(y, -1, t, MPFR_RNDN);
        break;
    case SOFTPLUS: case SOFTPLUSMINUS:
        if (fn == SOFTPLUSMINUS) mpfr_neg(a, a, MPFR_RNDN);
        mpfr_abs(t, a, MPFR_RNDN); mpfr_neg(t, t, MPFR_RNDN); mpfr_exp(t, t, MPFR_RNDN); mpfr_log1p(y, t, MPFR_RNDN);
        if (mpfr_sgn(a) > 0) mpfr_add(y, y, a, MPFR_RNDN);
        break;
    default:
        mpfr_ui_sub(t, 1, a, MPFR_RNDN);   // exact: 149 bits at most
        if (x > 0.25f && x < 0.75f) {
            mpfr_mul_2ui(a, a, 1, MPFR_RNDN); mpfr_sub_ui(a, a, 1, MPFR_RNDN); mpfr_div(a, a, t, MPFR_RNDN);
            mpfr_log1p(y, a, MPFR_RNDN);
        } else { mpfr_div(a, a, t, MPFR_RNDN); mpfr_log(y, a, MPFR_RNDN); }
    }
}

static mpfr_t y, lo, hi;
static uint32_t rounded(int fn, float x)
{
    for (mpfr_prec_t p = 200;; p *= 2) {
        calls++;
        precise(y, fn, x, p);
        // underflow of MPFR itself (exp of -7e8 and below): far below 2^-151 in any case
        if (mpfr_zero_p(y) || mpfr_get_exp(y) < -1000) return mpfr_signbit(y) ? 0x80000000 : 0;
        mpfr_set_prec(lo, p + 20); mpfr_set_prec(hi, p + 20);
        mpfr_div_2ui(hi, y, p - 10, MPFR_RNDA);      // |error|
        mpfr_sub(lo, y, hi, MPFR_RNDD); mpfr_add(hi, y, hi, MPFR_RNDU);
        float l = mpfr_get_flt(lo, MPFR_RNDN), h = mpfr_get_flt(hi, MPFR_RNDN);
        if (bits(l) == bits(h)) return bits(l);
        if (p > 100000) { fprintf(stderr, "undecided %s %a\n", names[fn], x); exit(1); }
    }
}

static uint64_t significand_of(long double v) { uint64_t m; memcpy(&m, &v, 8); return m; }
static inline int open_value(long double v)
{
    // the 40 bits below float32's 24, of which the half is a midpoint; 2^24 of the last places of 64 bits: 2^-40..2^-39
    uint64_t r = significand_of(v) & ((1ull << 40) - 1);
    return r - ((1ull << 39) - (1ull << 24)) <= (2ull << 24);
}

static void sample(int fn, uint32_t b)   // the error of long double, in 2^-64
{
    float x = f32(b); long double v = near_value(fn, x);
    if (x != x || isinf(x) || !(fabsl(v) > 0x1p-16000L) || isinf(v)) return;
    precise(y, fn, x, 200);
    mpfr_set_prec(lo, 200); mpfr_set_ld(lo, v, MPFR_RNDN);   // exact
    mpfr_sub(lo, lo, y, MPFR_RNDN); mpfr_div(lo, lo, y, MPFR_RNDN);
    double e = fabs(mpfr_get_d(lo, MPFR_RNDN)) * 0x1p64;
    if (e > worst) worst = e;
}

static inline uint32_t value(int fn, uint32_t b)
{
    float x = f32(b); uint32_t size = b & 0x7FFFFFFF; int negative = b >> 31;
    if (size > INF32) return NAN32;
    if (size == 0) switch (fn) {
        case EXP: return 0x3F800000;
        case LOG: case LOGIT: return 0xFF800000;
        case LOG1P: return b;
        case SIGMOID: return 0x3F000000;
        case SIGMOIDLESSONE: return 0xBF000000;
        default: return bits((float)logl(2));
    }
    if (size == INF32) switch (fn) {
        case EXP: return negative ? 0 : INF32;
        case LOG: case LOG1P: return negative ? NAN32 : INF32;
        case SIGMOID: return negative ? 0 : 0x3F800000;
        case SIGMOIDLESSONE: return negative ? 0xBF800000 : 0x80000000;
        case SOFTPLUS: return negative ? 0 : INF32;
        case SOFTPLUSMINUS: return negative ? INF32 : 0;
        default: return NAN32;
    }
    if (fn == LOG) { if (negative) return NAN32; if (x == 1) return 0; }
    if (fn == LOG1P && x <= -1) return x == -1 ? 0xFF800000 : NAN32;
    if (fn == LOGIT) { if (negative || x > 1) return NAN32; if (x == 1) return INF32; if (x == 0.5f) return 0; }
    long double v = near_value(fn, x), s = fabsl(v);
    if (__builtin_expect(s < 0x1.00001p-126L, 0)) {
        if (s < 0x1p-151L) return signbit(v) ? 0x80000000 : 0;   // below half the least subnormal, 2^-150
    } else if (__builtin_expect(s > 0x1.fffffep127L, 0)) {
        if (s > 0x1.1p128L) return v < 0 ? 0xFF800000 : INF32;
    } else if (__builtin_expect(!open_value(v), 1)) {
        return bits((float)v);
    }
    return rounded(fn, x);
}

#ifdef COREMATH
float cr_expf(float), cr_logf(float), cr_log1pf(float);
#endif

int main(int argc, char **argv)
{
    mpfr_init2(y, 200); mpfr_init2(lo, 220); mpfr_init2(hi, 220);
    for (int fn = 0; fn < COUNT; fn++) {
        if (argc > 1 && strcmp(argv[1], names[fn])) continue;
        calls = 0;
        worst = 0;
#ifdef COREMATH
        uint64_t cm_differ = 0;
#endif
        uint64_t hash = OFFSET, state = 88172645463325252ull;
        clock_t start = clock();
        for (uint32_t block = 0; block < 4096; block++) {
            uint32_t first = block << 20, last = first + 0xFFFFF, r0 = value(fn, first), same = r0 == value(fn, last);
            uint64_t h = OFFSET;
            for (uint32_t i = 0; i < 1 << 20; i++) {
                uint32_t r = same ? r0 : value(fn, first + i);
                h = add(h, r);
#ifdef COREMATH
                if (fn <= LOG1P) {
                    float x = f32(first + i);
                    uint32_t c = bits(fn == EXP ? cr_expf(x) : fn == LOG ? cr_logf(x) : cr_log1pf(x));
                    cm_differ += c != r;
                }
#endif
            }
            // 16 arguments of each block: is the monotone block really constant, and the error of long double
            for (int k = 0; k < 16; k++) {
                state ^= state << 13; state ^= state >> 7; state ^= state << 17;
                uint32_t b = first + (state >> 44);
                if (same && value(fn, b) != r0) { printf("BLOCK %u NOT CONSTANT AT %08x\n", block, b); exit(1); }
                uint32_t r = value(fn, b);
                int is_exact = (b & 0x7FFFFFFF) == 0 || (fn == LOG && b == 0x3F800000) || (fn == LOGIT && b == 0x3F000000);
                if (!is_exact && r != NAN32 && (r & 0x7FFFFFFF) != INF32) {
                    sample(fn, b);
                    if (rounded(fn, f32(b)) != r) { printf("SAMPLE DIFFERS AT %08x\n", b); exit(1); }
                    calls--;
                }
            }
            hash = add(hash, h);
        }
        printf("%s %016llx, MPFR for %llu, largest error of x87 seen %.2f * 2^-64", names[fn], (unsigned long long)hash,
            (unsigned long long)calls, worst);
#ifdef COREMATH
        if (fn <= LOG1P) printf(", CORE-MATH differs %llu times", (unsigned long long)cm_differ);
#endif
        printf(", %.0f s\n", (clock() - start) / (double)CLOCKS_PER_SEC);
        fflush(stdout);
    }
}
