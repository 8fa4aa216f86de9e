using Experiments.Claims;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using WrittenLogit = Experiments.Losses.Logit;
using WrittenRoundTrip = Experiments.Losses.RoundTrip;

namespace Experiments.Tests.Claims;

/// <summary>The article's formulas, of which some are others in one format: as little of them as one part of a claim speaks of.</summary>
internal sealed class AlteredIn<TFormat> : IFormulas
    where TFormat : struct, IFloat<TFormat>
{
    public Func<TFormat, TFormat>? Logit { get; init; }

    public Func<TFormat, TFormat>? Clip { get; init; }

    public Func<TFormat, TFormat>? RoundTrip { get; init; }

    public Func<TFormat, bool, TFormat>? Logits { get; init; }

    public Func<TFormat, bool, TFormat>? Exact { get; init; }

    public Func<TFormat, bool, TFormat>? Naive { get; init; }

    public Func<TFormat, bool, TFormat>? Clipped { get; init; }

    T IFormulas.Logit<T>(T p) => Logit is { } altered && p is TFormat own ? To<T>(altered(own)) : WrittenLogit.Of(p);

    T IFormulas.Clip<T>(T p) => Clip is { } altered && p is TFormat own ? To<T>(altered(own)) : BinaryCrossEntropy.Clip(p);

    T IFormulas.RoundTrip<T>(T x) => RoundTrip is { } altered && x is TFormat own ? To<T>(altered(own)) : WrittenRoundTrip.Of(x);

    T IFormulas.Logits<T>(T x, bool label) => Logits is { } altered && x is TFormat own ? To<T>(altered(own, label)) : BinaryCrossEntropy.Logits(x, label);

    T IFormulas.Exact<T>(T x, bool label) => Exact is { } altered && x is TFormat own ? To<T>(altered(own, label)) : BinaryCrossEntropy.Exact(x, label);

    T IFormulas.Naive<T>(T x, bool label) => Naive is { } altered && x is TFormat own ? To<T>(altered(own, label)) : BinaryCrossEntropy.Naive(x, label);

    T IFormulas.Clipped<T>(T x, bool label)
    {
        // As written, of the parts above.
        var formulas = (IFormulas)this;
        return Clipped is { } altered && x is TFormat own ? To<T>(altered(own, label))
            : formulas.Logits(formulas.Logit(formulas.Clip(formulas.Sigmoid(x))), label);
    }

    private static T To<T>(TFormat value) => (T)(object)value;
}
