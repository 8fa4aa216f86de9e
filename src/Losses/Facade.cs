using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The article's formulas in a format, for a hard label.</summary>
public static class BinaryCrossEntropy
{
    public static T Naive<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.Naive.At(x, label ? T.One : T.Zero);
    public static T Clipped<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.Clipped.At(x, label ? T.One : T.Zero);
    public static T Logits<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.Logits.At(x, label ? T.One : T.Zero);
    public static T Exact<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.Exact.At(x, label ? T.One : T.Zero);
    public static T GradientClipped<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.GradientClipped.At(x, label ? T.One : T.Zero);
    public static T GradientLogits<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.GradientLogits.At(x, label ? T.One : T.Zero);
    public static T GradientExact<T>(T x, bool label) where T : struct, IFloat<T> => In<T>.GradientExact.At(x, label ? T.One : T.Zero);
    public static T Epsilon<T>() where T : struct, IFloat<T> => Limits<T>.Written.ClipLow;
    public static T OneMinusEpsilon<T>() where T : struct, IFloat<T> => Limits<T>.Written.ClipHigh;
    public static T Clip<T>(T p) where T : struct, IFloat<T> => In<T>.Clip.At(p);

    private static class In<T> where T : struct, IFloat<T>
    {
        public static readonly Evaluator<T> Naive = ArticleLosses.Naive.Value.In<T>();
        public static readonly Evaluator<T> Clipped = ArticleLosses.Clipped.Value.In<T>();
        public static readonly Evaluator<T> Logits = ArticleLosses.Logits.Value.In<T>();
        public static readonly Evaluator<T> Exact = ArticleLosses.Exact.Value.In<T>();
        public static readonly Evaluator<T> GradientClipped = ArticleLosses.Clipped.Gradient.In<T>();
        public static readonly Evaluator<T> GradientLogits = ArticleLosses.Logits.Gradient.In<T>();
        public static readonly Evaluator<T> GradientExact = ArticleLosses.Exact.Gradient.In<T>();
        public static readonly Evaluator<T> Clip = Formulas.Clip(Expression.X).In<T>();
    }
}

public sealed partial record Sigmoid
{
    public static T Of<T>(T x) where T : struct, IFloat<T> => Facade<T>.Sigmoid.At(x);
    public static TStored Stored<T, TStored>(T x) where T : struct, IFloat<T> where TStored : struct, IFloat<TStored> => TStored.Round(Of(x).Exact);
}

public static class Logit
{
    public static T Of<T>(T x) where T : struct, IFloat<T> => Facade<T>.Logit.At(x);
}

public static class RoundTrip
{
    public static T Of<T>(T x) where T : struct, IFloat<T> => Facade<T>.RoundTrip.At(x);
    public static Float64 AbsoluteError<T>(T x, T y) where T : struct, IFloat<T> => Errors.Absolute(x, y);
    public static Float64 RelativeError<T>(T x, T y) where T : struct, IFloat<T> => Errors.Relative(x, y);
}

public static class ProbabilityLoss
{
    public static T Keras224<T>(T p, bool label) where T : struct, IFloat<T> => Facade<T>.Keras224.At(p, label ? T.One : T.Zero);
    public static T Keras3<T>(T p, bool label) where T : struct, IFloat<T> => Facade<T>.Keras3.At(p, label ? T.One : T.Zero);
    public static T TfKeras2<T>(T p, bool label) where T : struct, IFloat<T> => Facade<T>.TfKeras2.At(p, label ? T.One : T.Zero);
    public static T Torch<T>(T p, bool label) where T : struct, IFloat<T> => Facade<T>.Torch.At(p, label ? T.One : T.Zero);
}

internal static class Facade<T> where T : struct, IFloat<T>
{
    public static readonly Evaluator<T> Sigmoid = Losses.Sigmoid.Naive.Value(Expression.X).In<T>();
    public static readonly Evaluator<T> Logit = Formulas.Logit(Expression.X).In<T>();
    public static readonly Evaluator<T> RoundTrip = Formulas.RoundTrip.In<T>();
    public static readonly Evaluator<T> Keras224 = Frameworks.Keras.Keras224.Formula(Expression.X, Expression.Y).In<T>();
    public static readonly Evaluator<T> Keras3 = Frameworks.Keras.Keras3.Formula(Expression.X, Expression.Y).In<T>();
    public static readonly Evaluator<T> TfKeras2 = Frameworks.Keras.TfKeras2.Formula(Expression.X, Expression.Y).In<T>();
    public static readonly Evaluator<T> Torch = Frameworks.Torch.Bce.Formula(Expression.X, Expression.Y).In<T>();
}

public static class Limits
{
    public static T MachineEpsilon<T>() where T : struct, IFloat<T> => Limits<T>.MachineEpsilon;
    public static T? OnePercentFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.OnePercentFrom;
    public static T? OnePercentUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.OnePercentUpto;
    public static T? SmallErrorUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.SmallErrorUpto;
    public static T? SmallErrorFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.SmallErrorFrom;
    public static T? RoundTripFiniteUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.RoundTripFiniteUpto;
    public static T? RoundTripInfiniteFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.RoundTripInfiniteFrom;
    public static T? RoundTripNegativeFiniteFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.RoundTripNegativeFiniteFrom;
    public static T? RoundTripNegativeInfiniteUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.RoundTripNegativeInfiniteUpto;
    public static T? SigmoidOneFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.SigmoidOneFrom;
    public static T? SigmoidZeroUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.SigmoidZeroUpto;
    public static T? StoredOneFrom<T, TStored>() where T : struct, IFloat<T> where TStored : struct, IFloat<TStored> => Limits<T>.Written.StoredOneFrom(NumberFormat.Named<TStored>());
    public static T? StoredZeroUpto<T, TStored>() where T : struct, IFloat<T> where TStored : struct, IFloat<TStored> => Limits<T>.Written.StoredZeroUpto(NumberFormat.Named<TStored>());
    public static T? ClipHighFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.ClipHighFrom;
    public static T? ClipLowUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.ClipLowUpto;
    public static T? NaiveLabel1ZeroFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.NaiveLabel1ZeroFrom;
    public static T? NaiveLabel1InfiniteUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.NaiveLabel1InfiniteUpto;
    public static T? NaiveLabel0ZeroUpto<T>() where T : struct, IFloat<T> => Limits<T>.Written.NaiveLabel0ZeroUpto;
    public static T? NaiveLabel0InfiniteFrom<T>() where T : struct, IFloat<T> => Limits<T>.Written.NaiveLabel0InfiniteFrom;
    public static T FirstLostHalving<T>(T x) where T : struct, IFloat<T> => Limits<T>.Written.FirstLostHalving(x);
}
