using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// The numbers that a value may be: from Low to High, or NaN where it may be that; Low and High are NaN where it must be.
/// </summary>
public readonly record struct Enclosed<T>(T Low, T High, bool MayBeNaN)
    where T : struct, IFloat<T>
{
    /// <summary>Whether a number lies from Low to High.</summary>
    public bool Holds(T number) => (Low < number || Low.Equals(number) || (Low.IsZero && number.IsZero))
        && (High > number || High.Equals(number) || (High.IsZero && number.IsZero));
}

/// <summary>
/// An expression in a binary format over all x of an interval: bounds that no value leaves, each operation rounded in the
/// format.
/// </summary>
/// <remarks>
/// Rounding is monotone, so that an operation on the ends of intervals bounds what it does between them. A library's
/// exp, log and their like may be given room of some ulps; + − × ÷ are IEEE's everywhere. Where the same x stands in two
/// operands the bounds are wider than they need be.
/// </remarks>
public sealed class Enclosure<T>
    where T : struct, IFloat<T>
{
    private static readonly Enclosed<T> Anything = new(T.Log(T.Zero), -T.Log(T.Zero), MayBeNaN: true);

    private readonly List<Expression> nodes = [];
    private readonly List<int[]> operands = [];
    private readonly int ulps;

    /// <summary>An expression whose elementary functions may each be off by so many ulps.</summary>
    public Enclosure(Expression expression, int ulps = 0)
    {
        ArgumentNullException.ThrowIfNull(expression);
        this.ulps = ulps;
        var places = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
        Add(expression);

        int Add(Expression part)
        {
            if (!places.TryGetValue(part, out var place))
            {
                int[] own = [.. part.Operands.Select(Add)];
                places.Add(part, place = nodes.Count);
                nodes.Add(part);
                operands.Add(own);
            }

            return place;
        }
    }

    /// <summary>What the expression may be at a number x with a label y.</summary>
    public Enclosed<T> At(T x, T y = default) => Over(x, x, y);

    /// <summary>What the expression may be at the numbers from one to another, with a label y.</summary>
    public Enclosed<T> Over(T from, T to, T y = default)
    {
        var values = new Enclosed<T>[nodes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var places = operands[i];
            values[i] = nodes[i].Operation switch
            {
                Operation.X => new(from, to, MayBeNaN: IsNaN(from)),
                Operation.Y => Point(y),
                Operation.Constant => Point(T.Round(nodes[i].Number)),
                Operation.InFormat => Point(nodes[i].Format!.Name == T.Name ? T.One : T.Zero),
                Operation.AtLeast or Operation.Same or Operation.Select =>
                    Choose(nodes[i], values[places[0]], values[places[1]], values[places[^1]]),
                _ when Array.Find(places, place => IsNaN(values[place].Low)) is var place && IsNaN(values[place].Low) => values[place],
                _ => Apply(nodes[i], values[places[0]], values[places[Math.Min(1, places.Length - 1)]], values[places[^1]]),
            };
        }

        return values[^1];
    }

    private static Enclosed<T> Point(T value) => new(value, value, IsNaN(value));

    private static bool IsNaN(T x) => !x.IsFinite && !x.IsInfinite;

    private Enclosed<T> Apply(Expression node, Enclosed<T> a, Enclosed<T> b, Enclosed<T> c) => node.Operation switch
    {
        Operation.Negate => new(-a.High, -a.Low, a.MayBeNaN),
        Operation.Abs => a.Low > T.Zero ? a : a.High < T.Zero ? new(-a.High, -a.Low, a.MayBeNaN)
            : new(T.Zero, T.Max(-a.Low, a.High), a.MayBeNaN),
        Operation.Exp => Rising(a, T.Exp, T.Zero),
        Operation.ExpM1 => Rising(a, Rounded.ExpM1, -T.One),
        Operation.Exp2 => Rising(a, Rounded.Exp2, T.Zero),
        Operation.Log => Rising(AtLeast(a, T.Zero), T.Log),
        Operation.Log2 => Rising(AtLeast(a, T.Zero), Rounded.Log2),
        Operation.Log1P => Rising(AtLeast(a, -T.One), T.Log1P),
        Operation.Tanh => Rising(a, Rounded.Tanh, -T.One, T.One),
        Operation.Sigmoid => Rising(a, Rounded.Sigmoid, T.Zero, T.One),
        Operation.Floor => new(Rounded.Floor(a.Low), Rounded.Floor(a.High), a.MayBeNaN),
        Operation.Store => new(Stored(node, a.Low), Stored(node, a.High), a.MayBeNaN),
        Operation.Add => Ends(a, b, static (x, y) => x + y, corners: false),
        Operation.Subtract => Ends(a, new(-b.High, -b.Low, b.MayBeNaN), static (x, y) => x + y, corners: false),
        Operation.Multiply => Ends(a, b, static (x, y) => x * y, corners: true),
        Operation.Divide => b.Low > T.Zero || b.High < T.Zero ? Ends(a, b, static (x, y) => x / y, corners: true)
            : b.Low.Equals(b.High) && a.Low.Equals(a.High)
                ? Point(a.Low / b.Low) with { MayBeNaN = a.MayBeNaN || b.MayBeNaN || a.Low.IsZero }
            : Anything,
        Operation.Fma => Fused(a, b, c),
        Operation.Max => new(T.Max(a.Low, b.Low), T.Max(a.High, b.High), a.MayBeNaN || b.MayBeNaN),
        Operation.Min => new(T.Min(a.Low, b.Low), T.Min(a.High, b.High), a.MayBeNaN || b.MayBeNaN),
        _ => Point(a.Low).Equals(a) && Point(b.Low).Equals(b)
            ? Point(node.Operation == Operation.CrossEntropy ? Rounded.CrossEntropy(a.Low, b.Low) : Rounded.Derivative(a.Low, b.Low))
            : Anything,
    };

    private static Enclosed<T> Choose(Expression node, Enclosed<T> a, Enclosed<T> b, Enclosed<T> c) => node.Operation switch
    {
        Operation.AtLeast => Truth(!(a.High < b.Low), !(a.Low < b.High) && !a.MayBeNaN && !b.MayBeNaN),
        Operation.Same => Truth(
            !(a.High < b.Low || b.High < a.Low) || (a.MayBeNaN && b.MayBeNaN),
            a.Low.Equals(a.High) && b.Low.Equals(b.High) && a.Low.Equals(b.Low)
                && a.MayBeNaN == IsNaN(a.Low) && b.MayBeNaN == IsNaN(b.Low)),
        _ => !a.MayBeNaN && !(a.Low > T.Zero) && !(a.High < T.Zero)
            ? a.Low.IsZero && a.High.IsZero ? c : Either(b, c)
            : b,
    };

    /// <summary>
    /// A function that does not fall, with room of some ulps; it stays above its least and below its largest value.
    /// </summary>
    private Enclosed<T> Rising(Enclosed<T> a, Func<T, T> function, T? least = null, T? largest = null)
    {
        var (low, high) = (Step(function(a.Low), -ulps), Step(function(a.High), ulps));
        return new(least is { } from ? T.Max(low, from) : low, largest is { } to ? T.Min(high, to) : high, a.MayBeNaN);
    }

    // Exact values, such as log 1 and infinities, are exact in every library.
    private static T Step(T x, int ulps) => !x.IsFinite || x.IsZero || ulps == 0 ? x : UlpDistance.Step(x, ulps);

    private static Enclosed<T> AtLeast(Enclosed<T> a, T least) => a.High < least ? new(least, least, MayBeNaN: true)
        : a.Low < least ? new(least, a.High, MayBeNaN: true)
        : a;

    private static Enclosed<T> Ends(Enclosed<T> a, Enclosed<T> b, Func<T, T, T> operation, bool corners)
    {
        ReadOnlySpan<T> all = corners
            ? [operation(a.Low, b.Low), operation(a.Low, b.High), operation(a.High, b.Low), operation(a.High, b.High)]
            : [operation(a.Low, b.Low), operation(a.High, b.High)];
        var result = Hull(all);
        var mayBeNaN = result.MayBeNaN || a.MayBeNaN || b.MayBeNaN
            || (!corners && (IsNaN(operation(a.Low, b.High)) || IsNaN(operation(a.High, b.Low))));
        return result with { MayBeNaN = mayBeNaN };
    }

    private static Enclosed<T> Fused(Enclosed<T> a, Enclosed<T> b, Enclosed<T> c)
    {
        ReadOnlySpan<T> all =
        [
            T.MultiplyAdd(a.Low, b.Low, c.Low), T.MultiplyAdd(a.Low, b.High, c.Low),
            T.MultiplyAdd(a.High, b.Low, c.Low), T.MultiplyAdd(a.High, b.High, c.Low),
            T.MultiplyAdd(a.Low, b.Low, c.High), T.MultiplyAdd(a.Low, b.High, c.High),
            T.MultiplyAdd(a.High, b.Low, c.High), T.MultiplyAdd(a.High, b.High, c.High),
        ];
        return Hull(all) is var result && (a.MayBeNaN || b.MayBeNaN || c.MayBeNaN) ? result with { MayBeNaN = true } : result;
    }

    /// <summary>From the least to the largest; one that is NaN, such as 0·∞, is the limit of none.</summary>
    private static Enclosed<T> Hull(ReadOnlySpan<T> all)
    {
        T? low = null, high = null;
        var mayBeNaN = false;
        foreach (var value in all)
        {
            if (IsNaN(value))
            {
                mayBeNaN = true;
            }
            else
            {
                low = low is { } least && !(value < least) ? least : value;
                high = high is { } largest && !(value > largest) ? largest : value;
            }
        }

        return low is { } from && high is { } to ? new(from, to, mayBeNaN) : Point(all[0]);
    }

    private static Enclosed<T> Either(Enclosed<T> a, Enclosed<T> b) =>
        IsNaN(a.Low) ? b with { MayBeNaN = true }
        : IsNaN(b.Low) ? a with { MayBeNaN = true }
        : new(T.Min(a.Low, b.Low), T.Max(a.High, b.High), a.MayBeNaN || b.MayBeNaN);

    private static Enclosed<T> Truth(bool mayBe, bool must) => new(must ? T.One : T.Zero, mayBe ? T.One : T.Zero, MayBeNaN: false);

    private static T Stored(Expression node, T value) => Expression.Store(Expression.X, node.Format!).In<T>().At(value);
}
