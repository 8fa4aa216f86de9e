using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>A table of the user's: raw outputs with labels, and what somebody's program makes of them.</summary>
/// <param name="Quantities">The columns that can be compared and are not empty.</param>
/// <param name="Rows">The rows, in the order of the file.</param>
internal sealed record RecordedTable(IReadOnlyList<Quantity> Quantities, IReadOnlyList<RecordedTable.Row> Rows)
{
    private const string X = "x";
    private const string Label = "label";
    private const string Format = "format";

    // The digits that tell each float32 from the next, and those that few numbers of another format end with.
    private const int MostDigits = 9;
    private const int ManyDigits = 8;

    // What stands for a number that there is none of.
    private const string Failed = "error";

    private static readonly string Known = string.Join(", ", Quantity.All.Select(quantity => quantity.Name));

    private static readonly NumberFormat[] ShortestFirst =
        [.. NumberFormat.All.OrderBy(format => format.Parameters is { } layout ? layout.SignBit : UInt128.MaxValue)];

    /// <summary>Whether there is nothing but a sigmoid.</summary>
    public bool IsOfSigmoids => Quantities is [var only] && only == Quantity.Sigmoid;

    /// <summary>The table in a CSV file.</summary>
    /// <exception cref="UsageException">It cannot be read, a column is missing, or a cell is not what it should
    /// be.</exception>
    public static RecordedTable Read(string path, CancellationToken cancellation)
    {
        try
        {
            using var rows = new CsvRows(path);
            return Read(rows, cancellation);
        }
        catch (Exception error) when (error is TableException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>
    /// The rows by the format in which they are compared: the one given, or that of their own column, or the shortest
    /// that holds every number; where none does, all rows in each.
    /// </summary>
    public IReadOnlyList<(NumberFormat Format, IReadOnlyList<Row> Rows)> ByFormat(NumberFormat? given)
    {
        if (given is null && Rows.Any(row => row.Format is not null))
        {
            return [.. Rows.GroupBy(row => row.Format!).Select(group => (group.Key, (IReadOnlyList<Row>)[.. group]))];
        }

        WrittenNumber[] all = [.. Rows.SelectMany(row => row.Cells).OfType<WrittenNumber>()];
        NumberFormat[] formats = given is not null ? [given] : [.. ShortestFirst.Where(format => Holds(format, all)).Take(1)];
        return [.. (formats.Length > 0 ? formats : ShortestFirst).Select(format => (format, Rows))];
    }

    /// <summary>
    /// float32 where a column has its numbers in a table of a wider format, none of more than 9 digits, some of 8; else
    /// null.
    /// </summary>
    public static NumberFormat? Narrow(NumberFormat format, IEnumerable<WrittenNumber> column)
    {
        WrittenNumber[] all = [.. column];
        var float32 = NumberFormat.Named<Float32>();
        return format.Parameters is { } layout && layout.Precision > float32.Parameters!.Value.Precision
            && all.All(number => number.Digits <= MostDigits) && all.Any(number => number.Digits >= ManyDigits) && Holds(float32, all)
            ? float32 : null;
    }

    private static bool Holds(NumberFormat format, IReadOnlyList<WrittenNumber> numbers) => format.Run(new Holding(numbers));

    private static RecordedTable Read(CsvRows rows, CancellationToken cancellation)
    {
        var (placeOfX, placeOfLabel, placeOfFormat) = (Place(X), Place(Label), rows.IndexOf(Format));
        Quantity[] quantities = [.. Quantity.All.Where(quantity => rows.IndexOf(quantity.Name) >= 0)];
        if (quantities.Length == 0)
        {
            throw rows.Wrong(1, $"there is nothing to compare; expected a column named {Known}");
        }

        int[] places = [.. quantities.Select(quantity => rows.IndexOf(quantity.Name))];
        var read = new List<Row>();
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var label = Number(placeOfLabel, Label);
            if (!label.IsFinite || label.Value.Sign < 0 || label.Value > 1)
            {
                throw rows.Wrong(rows.Line, $"{Label} is '{label}'; expected a number from 0 to 1");
            }

            read.Add(new(
                Number(placeOfX, X),
                new(DecimalText.Canonical(label.Text), label.Value),
                placeOfFormat < 0 ? null : FormatOf(rows.Cell(placeOfFormat)),
                [.. places.Select((place, i) => rows.Cell(place) is "" or Failed
                    ? (WrittenNumber?)null : Number(place, quantities[i].Name))]));
        }

        bool IsFilled(int i) => read.Any(row => row.Cells[i] is not null);
        int[] kept = [.. Enumerable.Range(0, quantities.Length).Where(IsFilled)];
        return kept.Length == 0
            ? throw rows.Wrong(1, $"{string.Join(", ", quantities.Select(one => one.Name))}: every cell is empty; expected numbers")
            : new(
                Quantity.Beside([.. kept.Select(i => quantities[i])]),
                [.. read.Select(row => row with { Cells = [.. kept.Select(i => row.Cells[i])] })]);

        int Place(string name) => rows.IndexOf(name) is >= 0 and var place ? place
            : throw rows.Wrong(1, $"there is no column '{name}'; expected columns {X}, {Label} and one of {Known}");

        NumberFormat FormatOf(string cell) => NumberFormat.Find(cell) ?? throw rows.Wrong(
            rows.Line,
            $"{Format} is '{Excerpt.Of(cell)}'; expected one of {string.Join(", ", NumberFormat.All.Select(format => format.Name))}");

        WrittenNumber Number(int place, string column)
        {
            try
            {
                return WrittenNumber.Parse(rows.Cell(place));
            }
            catch (UsageException)
            {
                throw rows.Wrong(
                    rows.Line, $"{column} is '{Excerpt.Of(rows.Cell(place))}'; expected a number such as -16.5 or 1e-7, inf or nan");
            }
        }
    }

    /// <summary>A row.</summary>
    /// <param name="X">The raw output.</param>
    /// <param name="Label">The label.</param>
    /// <param name="Format">The format that it names.</param>
    /// <param name="Cells">A number for each quantity, or null.</param>
    internal sealed record Row(WrittenNumber X, ExactNumber Label, NumberFormat? Format, IReadOnlyList<WrittenNumber?> Cells);

    /// <summary>Whether each number is one of the format, rounded to the digits that are written.</summary>
    private sealed class Holding(IReadOnlyList<WrittenNumber> numbers) : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T> => numbers.All(number => number.IsFinite
                ? T.Round(number.Value) is { IsFinite: true } value && number.Stands(value)
                : T.Parameters is { } layout && (layout.HasInfinity || number.Text == "nan"));
    }
}
