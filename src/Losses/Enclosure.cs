using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// The values that an expression may have: the numbers from Low to High, and NaN where it may be that. Where both ends
/// are NaN, it is no number at all.
/// </summary>
public readonly record struct Enclosed<T>(T Low, T High, bool MayBeNaN)
    where T : struct, IFloat<T>
{
    /// <summary>Whether it may be a number or an infinity.</summary>
    public bool HasNumbers => Low.IsFinite || Low.IsInfinite;

    /// <summary>Whether it may be 0.</summary>
    public bool HasZero => HasNumbers && !(Low > T.Zero) && !(High < T.Zero);

    /// <summary>Whether it may be infinite.</summary>
    public bool HasInfinity => Low.IsInfinite || High.IsInfinite;

    /// <summary>Whether it can be one value alone: one number, its sign included where it is 0, or NaN.</summary>
    public bool IsOne => Low.Equals(High) && MayBeNaN == !HasNumbers && (!Low.IsZero || IsMinusZero(Low) == IsMinusZero(High));

    /// <summary>One value.</summary>
    public static Enclosed<T> Of(T value) => new(value, value, MayBeNaN: !value.IsFinite && !value.IsInfinite);

    /// <summary>Whether a value is among them; −0 counts as 0.</summary>
    public bool Holds(T value) => !value.IsFinite && !value.IsInfinite ? MayBeNaN
        : HasNumbers && !(value < Low) && !(value > High);

    internal static bool IsMinusZero(T x) => x.IsZero && T.One / x < T.Zero;
}

/// <summary>
/// An expression in a binary format over all x of an interval: bounds that no value leaves, each operation rounded in the
/// format.
/// </summary>
/// <remarks>
/// Rounding is monotone, so that an operation on the ends of intervals bounds what it does between them. A library's
/// exp, log and their like may be given room of some ulps; + − × ÷ are IEEE's everywhere. Where the same x stands in two
/// operands the bounds are wider than they need be. Without room, an x alone gives its value alone.
/// </remarks>
public sealed class Enclosure<T>
    where T : struct, IFloat<T>
{
    private static readonly bool HasInfinity = T.Parameters!.Value.HasInfinity;
    private static readonly T Largest = T.Round((Rational)T.Parameters!.Value.Largest);
    private static readonly T Unbounded = HasInfinity ? -T.Log(T.Zero) : Largest;
    private static readonly Enclosed<T> Anything = new(-Unbounded, Unbounded, MayBeNaN: true);
    private static readonly Enclosed<T> NotANumber = Enclosed<T>.Of(T.Log(-T.One));

    private readonly List<Expression> nodes = [];
    private readonly List<int[]> operands = [];
    private readonly List<Enclosed<T>?> known = [];
    private readonly int ulps;
    private readonly int root;

    /// <summary>An expression whose elementary functions may each be off by so many ulps.</summary>
    public Enclosure(Expression expression, int ulps = 0)
    {
        ArgumentNullException.ThrowIfNull(expression);
        this.ulps = ulps;
        var places = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
        root = Add(expression);

        int Add(Expression part)
        {
            if (!places.TryGetValue(part, out var place))
            {
                int[] own = [.. part.Operands.Select(Add)];
                var condition = part.Operation == Operation.Select ? known[own[0]] : null;
                place = condition is { IsOne: true } one ? own[one.Low.IsZero ? 2 : 1] : Place(part, own);
                places.Add(part, place);
            }

            return place;
        }

        // Parts without x and y are the same at each x.
        int Place(Expression part, int[] own)
        {
            nodes.Add(part);
            operands.Add(own);
            known.Add(part.Operation is Operation.X or Operation.Y || !own.All(i => known[i] is not null) ? null
                : own.Length == 0 ? Constant(part)
                : Apply(part, known[own[0]]!.Value, known[own[Math.Min(1, own.Length - 1)]]!.Value, known[own[^1]]!.Value));
            return nodes.Count - 1;
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
            if (known[i] is { } constant)
            {
                values[i] = constant;
                continue;
            }

            var places = operands[i];
            values[i] = nodes[i].Operation switch
            {
                Operation.X => IsNaN(from) ? Enclosed<T>.Of(from) : new(from, to, MayBeNaN: false),
                Operation.Y => Enclosed<T>.Of(y),
                _ => Apply(nodes[i], values[places[0]], values[places[Math.Min(1, places.Length - 1)]], values[places[^1]]),
            };
        }

        return values[root];
    }

    private static Enclosed<T> Constant(Expression part) => Enclosed<T>.Of(
        part.Operation == Operation.Constant ? T.Round(part.Number) : part.Format!.Name == T.Name ? T.One : T.Zero);

    /// <summary>A node from its operands; an operation of fewer than three has one of them in several places.</summary>
    private Enclosed<T> Apply(Expression node, Enclosed<T> a, Enclosed<T> b, Enclosed<T> c)
    {
        switch (node.Operation)
        {
            // What is not arithmetic makes a number of NaN.
            case Operation.AtLeast:
                return Truth(a.HasNumbers && b.HasNumbers && !(a.High < b.Low), !a.MayBeNaN && !b.MayBeNaN && !(a.Low < b.High));
            case Operation.Same:
                return Truth(
                    (a.MayBeNaN && b.MayBeNaN) || (a.HasNumbers && b.HasNumbers && !(a.High < b.Low) && !(b.High < a.Low)),
                    a.IsOne && b.IsOne && a.Low.Equals(b.Low));
            case Operation.Select:
                return !a.HasZero ? b : a.IsOne ? c : Either(b, c);
        }

        if (a.IsOne && b.IsOne && c.IsOne && (ulps == 0 || !IsElementary(node.Operation)))
        {
            return Enclosed<T>.Of(Evaluator<T>.Apply(node.Operation, node.Format, a.Low, b.Low, c.Low));
        }

        if (!a.HasNumbers || !b.HasNumbers || !c.HasNumbers)
        {
            return NotANumber;
        }

        var value = OfNumbers(node, a, b, c);
        if (!HasInfinity && (value.MayBeNaN || IsNaN(value.Low) || IsNaN(value.High)))
        {
            // What is beyond all numbers is NaN, so that an end is no bound.
            return Anything;
        }

        return a.MayBeNaN || b.MayBeNaN || c.MayBeNaN ? value with { MayBeNaN = true } : value;
    }

    private Enclosed<T> OfNumbers(Expression node, Enclosed<T> a, Enclosed<T> b, Enclosed<T> c) => node.Operation switch
    {
        Operation.Negate => new(-a.High, -a.Low, MayBeNaN: false),
        Operation.Abs => a.Low > T.Zero ? a : a.High < T.Zero ? new(-a.High, -a.Low, MayBeNaN: false)
            : new(T.Zero, T.Max(T.Abs(a.Low), T.Abs(a.High)), MayBeNaN: false),
        Operation.Exp => Rising(node, a, T.Exp, T.Zero),
        Operation.ExpM1 => Rising(node, a, Rounded.ExpM1, -T.One),
        Operation.Exp2 => Rising(node, a, Rounded.Exp2, T.Zero),
        Operation.Log => Above(T.Zero, a, node, T.Log),
        Operation.Log2 => Above(T.Zero, a, node, Rounded.Log2),
        Operation.Log1P => Above(-T.One, a, node, T.Log1P),
        Operation.Tanh => Rising(node, a, Rounded.Tanh, -T.One, T.One),
        Operation.Sigmoid => new(Rounded.Sigmoid(a.Low), Rounded.Sigmoid(a.High), MayBeNaN: false),
        Operation.Floor => new(Rounded.Floor(a.Low), Rounded.Floor(a.High), MayBeNaN: false),
        Operation.Store => new(Stored(node, a.Low), Stored(node, a.High), MayBeNaN: false),
        Operation.Add => Sum(a, b),
        Operation.Subtract => Sum(a, new(-b.High, -b.Low, MayBeNaN: false)),
        Operation.Multiply => Hull(
            [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High], (a.HasZero && b.HasInfinity) || (a.HasInfinity && b.HasZero)),
        Operation.Divide => b.HasZero ? Anything
            : Hull([a.Low / b.Low, a.Low / b.High, a.High / b.Low, a.High / b.High], a.HasZero && b.HasZero),
        Operation.Fma => Fused(a, b, c),
        Operation.Max => new(T.Max(a.Low, b.Low), T.Max(a.High, b.High), MayBeNaN: false),
        Operation.Min => new(T.Min(a.Low, b.Low), T.Min(a.High, b.High), MayBeNaN: false),
        _ => Anything,
    };

    private static bool IsElementary(Operation operation) => operation
        is Operation.Exp or Operation.ExpM1 or Operation.Exp2 or Operation.Log or Operation.Log2 or Operation.Log1P or Operation.Tanh;

    /// <summary>A function that does not fall, with its room; it stays above its least and below its largest value.</summary>
    private Enclosed<T> Rising(Expression node, Enclosed<T> a, Func<T, T> function, T? least = null, T? largest = null)
    {
        var (low, high) = (function(a.Low), function(a.High));
        if (!a.Low.Equals(a.High) || !IsExact(node.Operation, a.Low, low))
        {
            (low, high) = (Room(a.Low, low, -ulps), Room(a.High, high, ulps));
        }

        return new(least is { } from ? T.Max(low, from) : low, largest is { } to ? T.Min(high, to) : high, MayBeNaN: false);
    }

    /// <summary>A logarithm: NaN below the least number that has one.</summary>
    private Enclosed<T> Above(T least, Enclosed<T> a, Expression node, Func<T, T> logarithm) => a.High < least ? NotANumber
        : a.Low < least ? Rising(node, a with { Low = least }, logarithm) with { MayBeNaN = true }
        : Rising(node, a, logarithm);

    /// <summary>Whether IEEE 754 names a result of x, such as e^0, log 1 and 2^n: it is exact in every library.</summary>
    private static bool IsExact(Operation operation, T x, T value) => operation switch
    {
        Operation.Exp => x.IsZero,
        Operation.Exp2 => Rounded.Floor(x).Equals(x),
        Operation.Log or Operation.Log2 or Operation.Log1P => value.IsZero || value.IsInfinite,
        _ => x.IsZero,
    };

    /// <summary>A result so many ulps further; that of an infinity is exact, and next to ∞ is the largest number.</summary>
    private static T Room(T x, T value, int ulps) => ulps == 0 || !x.IsFinite || (value.IsInfinite && value > T.Zero == ulps > 0) ? value
        : value.IsFinite ? UlpDistance.Step(value, ulps)
        : UlpDistance.Step(value > T.Zero ? Largest : -Largest, ulps > 0 ? ulps - 1 : ulps + 1);

    private static Enclosed<T> Sum(Enclosed<T> a, Enclosed<T> b) => Hull(
        [a.Low + b.Low, a.High + b.High], mayBeNaN: IsNaN(a.Low + b.High) || IsNaN(a.High + b.Low));

    private static Enclosed<T> Fused(Enclosed<T> a, Enclosed<T> b, Enclosed<T> c) => Hull(
        [
            T.MultiplyAdd(a.Low, b.Low, c.Low), T.MultiplyAdd(a.Low, b.High, c.Low),
            T.MultiplyAdd(a.High, b.Low, c.Low), T.MultiplyAdd(a.High, b.High, c.Low),
            T.MultiplyAdd(a.Low, b.Low, c.High), T.MultiplyAdd(a.Low, b.High, c.High),
            T.MultiplyAdd(a.High, b.Low, c.High), T.MultiplyAdd(a.High, b.High, c.High),
        ],
        (a.HasZero && b.HasInfinity) || (a.HasInfinity && b.HasZero));

    /// <summary>From the least to the largest; one that is NaN, such as 0·∞, is the limit of none.</summary>
    private static Enclosed<T> Hull(ReadOnlySpan<T> all, bool mayBeNaN)
    {
        var (low, high, numbers) = (T.Zero, T.Zero, 0);
        foreach (var value in all)
        {
            if (!IsNaN(value))
            {
                low = numbers == 0 || value < low || (low.IsZero && Enclosed<T>.IsMinusZero(value)) ? value : low;
                high = numbers == 0 || value > high || (high.IsZero && value.IsZero && Enclosed<T>.IsMinusZero(high)) ? value : high;
                numbers++;
            }
        }

        return numbers > 0 ? new(low, high, mayBeNaN || numbers < all.Length) : Anything;
    }

    private static Enclosed<T> Either(Enclosed<T> a, Enclosed<T> b) => !a.HasNumbers ? b with { MayBeNaN = true }
        : !b.HasNumbers ? a with { MayBeNaN = true }
        : new(T.Min(a.Low, b.Low), T.Max(a.High, b.High), a.MayBeNaN || b.MayBeNaN);

    private static Enclosed<T> Truth(bool mayBe, bool must) => new(must ? T.One : T.Zero, mayBe ? T.One : T.Zero, MayBeNaN: false);

    private static bool IsNaN(T x) => !x.IsFinite && !x.IsInfinite;

    private static T Stored(Expression node, T value) => Expression.Store(Expression.X, node.Format!).In<T>().At(value);
}
