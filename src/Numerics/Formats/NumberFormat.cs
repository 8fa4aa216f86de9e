namespace Experiments.Numerics.Formats;

/// <summary>A piece of work that is generic over the format.</summary>
public interface IFormatWork<out TResult>
{
    /// <summary>Does it in the format T.</summary>
    TResult Run<T>()
        where T : struct, IFloat<T>;
}

/// <summary>A number format as a value: what the command line names and experiments run over.</summary>
public abstract class NumberFormat
{
    private const int Compared = 7;

    /// <summary>The formats there are, in the order in which they are listed.</summary>
    public static IReadOnlyList<NumberFormat> All { get; } =
    [
        new Of<Float16>(),
        new Of<BFloat16>(),
        new Of<Float32>(),
        new Of<Float64>(),
        new Of<Float80>(),
        new Of<Float128>(),
        new Of<ClrDecimal>(),
        new Of<Float8E4M3FN>(),
        new Of<Float8E5M2>(),
        new Of<TensorFloat32>(),
    ];

    /// <summary>Those that are compared where none is named.</summary>
    public static IReadOnlyList<NumberFormat> Usual { get; } = [.. All.Take(Compared)];

    /// <summary>The name on the command line and in CSV files.</summary>
    public abstract string Name { get; }

    /// <summary>Precision and exponent range of a binary format; null for one that is not.</summary>
    public abstract Format? Parameters { get; }

    /// <summary>
    /// The format with a name, or one of the aliases half, fp16, bf16, single, fp32, double, fp64, e4m3, e5m2 and
    /// tensorfloat32, in any case; null where there is none.
    /// </summary>
    public static NumberFormat? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var canonical = name.ToUpperInvariant() switch
        {
            "HALF" or "FP16" => Float16.Name,
            "BF16" => BFloat16.Name,
            "SINGLE" or "FP32" => Float32.Name,
            "DOUBLE" or "FP64" => Float64.Name,
            "E4M3" or "E4M3FN" => Float8E4M3FN.Name,
            "E5M2" => Float8E5M2.Name,
            "TENSORFLOAT32" => TensorFloat32.Name,
            _ => name,
        };
        return All.FirstOrDefault(format => format.Name.Equals(canonical, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The format T, listed or not.</summary>
    public static NumberFormat Named<T>()
        where T : struct, IFloat<T> => Find(T.Name) ?? new Of<T>();

    /// <summary>Runs a generic piece of work in this format.</summary>
    public abstract TResult Run<TResult>(IFormatWork<TResult> work);

    /// <summary>The format T.</summary>
    internal sealed class Of<T> : NumberFormat
        where T : struct, IFloat<T>
    {
        public override string Name => T.Name;

        public override Format? Parameters => T.Parameters;

        public override TResult Run<TResult>(IFormatWork<TResult> work) => work.Run<T>();
    }
}
