using Experiments.Claims;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Logistic = Experiments.Losses.Sigmoid;
using Trip = Experiments.Losses.RoundTrip;

namespace Experiments.Tests.Claims;

/// <summary>The article's formulas with another in the place of one.</summary>
internal static class Altered
{
    /// <summary>By the name that a test gives.</summary>
    public static IFormulas Of(string name) => name switch
    {
        "σ rounded once" => new ExactSigmoid(),
        "σ below 1" => new SigmoidBelowOne(),
        "σ through float64" => new SigmoidThroughFloat64(),
        "a round trip that changes nothing" => new NoRoundTrip(),
        "a round trip that is good to 15.2" => new LaterSteps(),
        "no clip" => new NoClip(),
        "ε = 10^−3" => new WiderClip(),
        "no log1p" => new NoLog1P(),
        "clipped loss from raw outputs" => new Unclipped(),
        "clipped loss stored as float16" => new StoredLoss(),
        "naive loss from raw outputs" => new StableNaive(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such formula"),
    };

    private sealed class ExactSigmoid : IFormulas
    {
        public T Sigmoid<T>(T x)
            where T : struct, IFloat<T> => Logistic.Exact(x);
    }

    private sealed class SigmoidBelowOne : IFormulas
    {
        public T Sigmoid<T>(T x)
            where T : struct, IFloat<T> => T.Min(Logistic.Of(x), T.Round(new Rational(255, 256)));
    }

    private sealed class SigmoidThroughFloat64 : IFormulas
    {
        public T Sigmoid<T>(T x)
            where T : struct, IFloat<T> => T.Round(Exact(new Float64(Logistic.Of(x).ToDouble())));

        private static Rational Exact<T>(T x)
            where T : struct, IFloat<T> => x.Exact;
    }

    private sealed class NoRoundTrip : IFormulas
    {
        public T RoundTrip<T>(T x)
            where T : struct, IFloat<T> => x;
    }

    private sealed class LaterSteps : IFormulas
    {
        public T RoundTrip<T>(T x)
            where T : struct, IFloat<T> => x < T.Round(new Rational(76, 5)) ? x : Trip.Of(x);
    }

    private sealed class NoClip : IFormulas
    {
        public T Clip<T>(T p)
            where T : struct, IFloat<T> => p;
    }

    private sealed class WiderClip : IFormulas
    {
        public T Clip<T>(T p)
            where T : struct, IFloat<T>
        {
            var epsilon = T.Round(new Rational(1, 1000));
            return T.Max(T.Min(p, T.One - epsilon), epsilon);
        }
    }

    private sealed class NoLog1P : IFormulas
    {
        public T Logits<T>(T x, bool label)
            where T : struct, IFloat<T> => T.Max(x, T.Zero) - (label ? x : T.Zero) + T.Log(T.One + T.Exp(-T.Abs(x)));
    }

    private sealed class Unclipped : IFormulas
    {
        public T Clipped<T>(T x, bool label)
            where T : struct, IFloat<T> => BinaryCrossEntropy.Logits(x, label);
    }

    private sealed class StoredLoss : IFormulas
    {
        public T Clipped<T>(T x, bool label)
            where T : struct, IFloat<T> => T.Round(Stored<Float16>(BinaryCrossEntropy.Clipped(x, label).Exact));

        private static Rational Stored<T>(Rational x)
            where T : struct, IFloat<T> => T.Round(x).Exact;
    }

    private sealed class StableNaive : IFormulas
    {
        public T Naive<T>(T x, bool label)
            where T : struct, IFloat<T> => BinaryCrossEntropy.Logits(x, label);
    }
}
