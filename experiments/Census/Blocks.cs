using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>
/// The values of a formula at numbers that follow one another in the line of a format: the one place where the census
/// evaluates many at once.
/// </summary>
internal sealed class Blocks<T>(Expression formula, T label = default)
    where T : struct, IFloat<T>
{
    private readonly Evaluator<T> evaluator = formula.In<T>();

    /// <summary>The values at numbers, in float32, which holds them all.</summary>
    public void Fill(ReadOnlySpan<T> x, Span<float> values, Span<T> room)
    {
        evaluator.At(x, room, label);
        NumberLine<T>.Widen(room[..x.Length], values);
    }

    /// <summary>The value at one number.</summary>
    public float At(T x) => (float)evaluator.At(x, label).ToDouble();
}
