using Experiments.Article;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>The article's formulas as the claims use them; each can be replaced, to see whether a claim notices.</summary>
internal interface IFormulas
{
    /// <summary>σ(x).</summary>
    T Sigmoid<T>(T x)
        where T : struct, IFloat<T> => Losses.Sigmoid.Of(x);

    /// <summary>logit(p).</summary>
    T Logit<T>(T p)
        where T : struct, IFloat<T> => Losses.Logit.Of(p);

    /// <summary>p clipped to [ε, 1 − ε].</summary>
    T Clip<T>(T p)
        where T : struct, IFloat<T> => BinaryCrossEntropy.Clip(p);

    /// <summary>The loss from raw outputs.</summary>
    T Logits<T>(T x, bool label)
        where T : struct, IFloat<T> => BinaryCrossEntropy.Logits(x, label);

    /// <summary>The true loss, rounded once.</summary>
    T Exact<T>(T x, bool label)
        where T : struct, IFloat<T> => BinaryCrossEntropy.Exact(x, label);

    /// <summary>The derivative of the clipped loss.</summary>
    T GradientClipped<T>(T x, bool label)
        where T : struct, IFloat<T> => BinaryCrossEntropy.GradientClipped(x, label);

    /// <summary>logit(σ(x)).</summary>
    T RoundTrip<T>(T x)
        where T : struct, IFloat<T> => Logit(Sigmoid(x));

    /// <summary>The naive loss: −log of the probability of the label.</summary>
    T Naive<T>(T x, bool label)
        where T : struct, IFloat<T> => -T.Log(label ? Sigmoid(x) : T.One - Sigmoid(x));

    /// <summary>Keras' loss: the probability clipped, its logit, and the loss of that.</summary>
    T Clipped<T>(T x, bool label)
        where T : struct, IFloat<T> => Logits(Logit(Clip(Sigmoid(x))), label);
}
