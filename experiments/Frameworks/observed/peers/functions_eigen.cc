// How many ulps exp and log1p of Eigen's packets are off the correctly rounded value, float32: every number where losses
// call them, |x| ≤ 87.3 for exp (Eigen lets nothing further out in) and 0 ≤ x ≤ 1 for log1p.
//   g++ -O2 [-mavx | -mavx2 -mfma] -I/usr/include/eigen3 functions_eigen.cc -o functions_eigen && ./functions_eigen
#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <cstdlib>
static int64_t order(float x) { int32_t i; memcpy(&i, &x, 4); return i < 0 ? -(int64_t)(i & 0x7fffffff) : i; }
template <typename F> static void measure(const char *name, float low, float high, F f, double (*exact)(double)) {
    const int n = 1 << 16;
    Eigen::ArrayXf x(n), y(n);
    int64_t most = 0, off = 0, count = 0;
    float at = 0;
    for (uint64_t bits = 0; bits < 1ull << 32; bits += n) {
        for (int i = 0; i < n; i++) { uint32_t b = (uint32_t)bits + (uint32_t)i; memcpy(&x[i], &b, 4); }
        if (!(std::fabs(x[0]) <= 128)) continue;
        y = f(x);
        for (int i = 0; i < n; i++) {
            if (!(x[i] >= low && x[i] <= high)) continue;
            int64_t d = std::llabs(order(y[i]) - order((float)exact(x[i])));
            count++;
            off += d > 0;
            if (d > most) { most = d; at = x[i]; }
        }
    }
    printf("Eigen %d.%d.%d %s: %lld ulps at most (x = %.9g); off at %lld of %lld\n", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION, name,
           (long long)most, (double)at, (long long)off, (long long)count);
}
int main() {
    measure("exp", -87.3f, 87.3f, [](const Eigen::ArrayXf &x) -> Eigen::ArrayXf { return x.exp(); }, std::exp);
    measure("log1p", 0, 1, [](const Eigen::ArrayXf &x) -> Eigen::ArrayXf { return x.log1p(); }, std::log1p);
}
