using System.Text;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>How the labels of a file are read.</summary>
/// <param name="IsSoft">Whether numbers between 0 and 1 are labels.</param>
/// <param name="Classes">What stands for 0 and for 1, where it is not these numbers.</param>
internal sealed record SampleLabels(bool IsSoft, (string Zero, string One)? Classes)
{
    /// <summary>What labels are, in words.</summary>
    private string Expected => Classes is var (zero, one) ? $"{zero} or {one}"
        : IsSoft ? "a number from 0 to 1" : "0 or 1 (or --soft, for numbers between)";

    /// <summary>The label that a cell of a table has.</summary>
    public bool TryRead<T>(ReadOnlySpan<byte> cell, TryParsing<T> parse, out T label)
        where T : struct, IFloat<T>
    {
        if (Classes is null && parse(cell, out label))
        {
            return true;
        }

        var text = Encoding.UTF8.GetString(cell).Trim();
        var isOne = Classes is var (zero, one) ? IsClass(text, one) : text.Equals("true", StringComparison.OrdinalIgnoreCase);
        label = isOne ? T.One : T.Zero;
        return isOne || IsClass(text, Classes?.Zero ?? "false");
    }

    /// <summary>The label that a number of an array stands for: itself, or that of its class.</summary>
    public T Of<T>(T number)
        where T : struct, IFloat<T> => Classes is not var (zero, one) ? number
        : IsClass(number.ToText(), one) ? T.One
        : IsClass(number.ToText(), zero) ? T.Zero
        : -(T.One + T.One);

    /// <summary>Why a number is no label, in words; null where it is one.</summary>
    /// <exception cref="UsageException">It is −1, so that the file has another pair of labels.</exception>
    public string? Misfit<T>(T label, Func<string> place)
        where T : struct, IFloat<T>
    {
        if (Classes is null && label.Equals(-T.One))
        {
            throw new UsageException($"{place()}: the label is -1; expected {Expected}: --labels -1 1 takes -1 as 0.");
        }

        return label.IsZero || label.Equals(T.One) || (IsSoft && label > T.Zero && label < T.One) ? null
            : Classes is null ? $"the label is {label.ToText()}; expected {Expected}"
            : $"the label is another; expected {Expected}";
    }

    /// <summary>Why a cell is no label, in words.</summary>
    public string Misfit(string column, string cell) => $"{column} is '{Excerpt.Of(cell)}'; expected {Expected}";

    private static bool IsClass(string text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (DecimalText.TryParse(text, out var a) && DecimalText.TryParse(name, out var b) && a.CompareTo(b) == 0);
}

/// <summary>Reads a number from text.</summary>
internal delegate bool TryParsing<T>(ReadOnlySpan<byte> text, out T value);
