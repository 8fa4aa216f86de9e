using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Frameworks;

/// <summary>
/// A loss with a label at numbers of the format T, each kernel (the sigmoid, the loss, the gradient) computed in one
/// format and its result stored in T: the sigmoid, the value and the gradient, where there are any.
/// </summary>
internal sealed class LossCells<T>(Loss loss, Rational label) : IFormatWork<Func<T, (T Sigmoid, T? Value, T? Gradient)>>
    where T : struct, IFloat<T>
{
    public Func<T, (T Sigmoid, T? Value, T? Gradient)> Run<TComputed>()
        where TComputed : struct, IFloat<TComputed>
    {
        var isStored = TComputed.Name != T.Name;
        var format = NumberFormat.Named<T>();
        var kept = isStored
            ? loss with { Sigmoid = loss.Sigmoid with { Value = x => Expression.Store(loss.Sigmoid.Of(x), format), Only = null } }
            : loss;
        Expression[] all = [Stored(loss.Sigmoid.Of(Expression.X)), Stored(kept.Value.For(label)), Stored(kept.Gradient.For(label))];
        Evaluator<TComputed> evaluator = new([.. all]);
        return x =>
        {
            var values = evaluator.All(Rounded.Converted<T, TComputed>(x));
            return (
                Rounded.Converted<TComputed, T>(values[0]),
                loss.HasValue ? Rounded.Converted<TComputed, T>(values[1]) : null,
                loss.HasGradient ? Rounded.Converted<TComputed, T>(values[2]) : null);
        };

        Expression Stored(Expression value) => isStored ? Expression.Store(value, format) : value;
    }
}
