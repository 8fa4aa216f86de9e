// Scalar libraries of C and C++: glibc (float and double), GSL, Boost.
//   g++ -O2 classical_bce.cc -lgsl -lgslcblas -lm -o classical && ./classical
#include <boost/math/distributions/logistic.hpp>
#include <boost/version.hpp>
#include <gnu/libc-version.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_version.h>
#include <string>
#include "table.h"
static float *F() { return grid_new(); }
static double *D() { return (double *)calloc((size_t)grid_n, sizeof(double)); }
int main() {
    grid_read();
    int n = grid_n;
    {
        float *s = F(), *p[2] = {F(), F()}, *l[2] = {F(), F()}, *g[2] = {F(), F()};
        for (int i = 0; i < n; i++) {
            float x = grid_x[i];
            s[i] = 1 / (1 + expf(-x));
            p[1][i] = -logf(s[i]); p[0][i] = -logf(1 - s[i]);
            for (int y = 0; y < 2; y++) { l[y][i] = fmaxf(x, 0) - x * y + log1pf(expf(-fabsf(x))); g[y][i] = s[i] - y; }
        }
        table_float((std::string("glibc-") + gnu_get_libc_version() + "-float").c_str(), s, p, l, g, NULL);
        double *t = D(), *q[2] = {D(), D()}, *k[2] = {D(), D()}, *h[2] = {D(), D()};
        for (int i = 0; i < n; i++) {
            double x = grid_x[i];
            t[i] = 1 / (1 + exp(-x));
            q[1][i] = -log(t[i]); q[0][i] = -log(1 - t[i]);
            for (int y = 0; y < 2; y++) { k[y][i] = fmax(x, 0) - x * y + log1p(exp(-fabs(x))); h[y][i] = t[i] - y; }
        }
        table_double((std::string("glibc-") + gnu_get_libc_version() + "-double").c_str(), t, q, k, h);
    }
    {
        double *s = D(), *p[2] = {D(), D()};
        for (int i = 0; i < n; i++) {
            s[i] = gsl_cdf_logistic_P(grid_x[i], 1);
            p[1][i] = -log(s[i]); p[0][i] = -log(gsl_cdf_logistic_Q(grid_x[i], 1));
        }
        table_double((std::string("gsl-") + GSL_VERSION).c_str(), s, p, NULL, NULL);
    }
    {
        float *s = F(), *p[2] = {F(), F()};
        boost::math::logistic_distribution<float> d(0, 1);
        for (int i = 0; i < n; i++) {
            s[i] = boost::math::cdf(d, grid_x[i]);
            p[1][i] = -logf(s[i]); p[0][i] = -logf(boost::math::cdf(boost::math::complement(d, grid_x[i])));
        }
        char name[64];
        snprintf(name, sizeof name, "boost-%d.%d-float", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000);
        table_float(name, s, p, NULL, NULL, NULL);
    }
}
