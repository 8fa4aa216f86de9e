// What the C and C++ peers share: the grid (file grid.txt, or $GRID) and the table of peer.py, written to $OBSERVED.
#pragma once
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static float *grid_x;
static int grid_n;

static void grid_read(void) {
    const char *p = getenv("GRID") ? getenv("GRID") : "grid.txt";
    FILE *f = fopen(p, "r");
    if (!f) { perror(p); exit(1); }
    char line[128];
    int cap = 0;
    while (fgets(line, sizeof line, f)) {
        if (grid_n == cap) grid_x = (float *)realloc(grid_x, sizeof(float) * (size_t)(cap = cap ? 2 * cap : 1024));
        grid_x[grid_n++] = strtof(line, NULL);
    }
    fclose(f);
}

static float *grid_new(void) { return (float *)calloc((size_t)grid_n + 64, sizeof(float)); }

static void put_special(FILE *o, double v) { fputs(isnan(v) ? "nan" : isinf(v) ? (v > 0 ? "inf" : "-inf") : signbit(v) ? "-0" : "0", o); }

// the fewest digits that read back; without an exponent from 1e-4 to 1e7
static void put_digits(FILE *o, double v, int most, int single) {
    char t[64];
    int p = 1;
    if (isnan(v) || isinf(v) || v == 0) { put_special(o, v); return; }
    for (; p < most; p++) {
        snprintf(t, sizeof t, "%.*e", p - 1, v);
        if (single ? strtof(t, NULL) == (float)v : strtod(t, NULL) == v) break;
    }
    snprintf(t, sizeof t, "%.*e", p - 1, v);
    int e = atoi(strchr(t, 'e') + 1);
    if (e >= -4 && e < 7) snprintf(t, sizeof t, "%.*f", p - 1 - e > 0 ? p - 1 - e : 0, v);
    fputs(t, o);
}

static void put_float(FILE *o, float v) { put_digits(o, v, 9, 1); }
static void put_double(FILE *o, double v) { put_digits(o, v, 17, 0); }

// columns: sigmoid[i]; the others c[label][i], or null
static FILE *table_open(const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.csv", getenv("OBSERVED") ? getenv("OBSERVED") : ".", name);
    FILE *o = fopen(path, "w");
    if (!o) { perror(path); exit(1); }
    fputs("x,label,sigmoid,loss_from_probability,loss_from_logits,gradient_from_logits,gradient_through_sigmoid\n", o);
    fprintf(stderr, "%s\n", path);
    return o;
}

static void table_float(const char *name, const float *s, float *const *prob, float *const *logits, float *const *grad, float *const *through) {
    FILE *o = table_open(name);
    float *const *c[4] = {prob, logits, grad, through};
    for (int i = 0; i < grid_n; i++)
        for (int y = 1; y >= 0; y--) {
            put_float(o, grid_x[i]);
            fprintf(o, ",%d,", y);
            if (s) put_float(o, s[i]);
            for (int k = 0; k < 4; k++) { fputc(',', o); if (c[k]) put_float(o, c[k][y][i]); }
            fputc('\n', o);
        }
    fclose(o);
}

static void table_double(const char *name, const double *s, double *const *prob, double *const *logits, double *const *grad) {
    FILE *o = table_open(name);
    double *const *c[4] = {prob, logits, grad, NULL};
    for (int i = 0; i < grid_n; i++)
        for (int y = 1; y >= 0; y--) {
            put_float(o, grid_x[i]);
            fprintf(o, ",%d,", y);
            if (s) put_double(o, s[i]);
            for (int k = 0; k < 4; k++) { fputc(',', o); if (c[k]) put_double(o, c[k][y][i]); }
            fputc('\n', o);
        }
    fclose(o);
}
