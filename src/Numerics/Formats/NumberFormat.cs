namespace Experiments.Numerics.Formats;

/// <summary>A number format as a value: what the command line names and experiments run over.</summary>
public abstract class NumberFormat
{
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
    ];

    /// <summary>The name on the command line and in CSV files.</summary>
    public abstract string Name { get; }

    /// <summary>Precision and exponent range of a binary format; null for one that is not.</summary>
    public abstract Format? Parameters { get; }

    /// <summary>The format with a name, or one of the aliases half, single and double; null where there is none.</summary>
    public static NumberFormat? Find(string name)
    {
        var canonical = name switch
        {
            "half" => "float16",
            "single" => "float32",
            "double" => "float64",
            _ => name,
        };
        return All.FirstOrDefault(format => format.Name == canonical);
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
