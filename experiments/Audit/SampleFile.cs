using System.Globalization;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Audit;

/// <summary>A file of samples that the user names: raw outputs or probabilities with labels.</summary>
internal abstract class SampleFile : IDisposable
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Whether probabilities are given, and not the raw outputs that they come from.</summary>
    public abstract bool AreProbabilities { get; }

    /// <summary>The type of its numbers where it says one, such as float64; null for text.</summary>
    public virtual string? Type => null;

    /// <summary>Whether there are probabilities beside the raw outputs, which are left aside.</summary>
    public virtual bool LeavesProbabilities => false;

    /// <summary>How its labels are read.</summary>
    protected SampleLabels LabelsAre { get; init; } = new(IsSoft: false, null);

    /// <summary>Opens files: a table, or arrays of which a second file has the labels.</summary>
    /// <exception cref="UsageException">They cannot be read, or no column has what is needed.</exception>
    public static SampleFile Open(IReadOnlyList<string> paths, SampleNames names, CancellationToken cancellation)
    {
        try
        {
            return ArrayFile.IsOne(paths[0]) ? ArrayFile.Open(paths, names)
                : paths.Count == 1 ? TextFile.Of(paths[0], names, cancellation)
                : throw new UsageException($"{paths[1]}: a table has its labels in a column; a second file is for .npy arrays.");
        }
        catch (Exception error) when (error is TableException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            var isNamed = error.Message.StartsWith(paths[0], StringComparison.Ordinal);
            throw new UsageException(isNamed ? error.Message : $"{paths[0]}: {Told(error)}");
        }
    }

    /// <summary>The embedded network's raw outputs for its training images.</summary>
    public static SampleFile OfNetwork() =>
        new TextFile(NetworkOutputs.Open, "the embedded network", new([], [], [], HasHeader: true));

    /// <summary>The samples in blocks, each number rounded to the format; rows that cannot be read are counted.</summary>
    /// <exception cref="UsageException">The file ends amid its data, or is not what it seemed.</exception>
    public IEnumerable<SampleBlock<T>> Read<T>(BadRows bad, CancellationToken cancellation)
        where T : struct, IFloat<T>
    {
        using var blocks = Blocks<T>(bad).GetEnumerator();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (!blocks.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception error) when (error is TableException or InvalidDataException or EndOfStreamException)
            {
                throw new UsageException(Told(error));
            }

            yield return blocks.Current;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Why a sample cannot be used, in words; null where it can.</summary>
    /// <exception cref="UsageException">The file has labels of another kind.</exception>
    protected string? Misfit<T>(T value, T label, Func<string> place)
        where T : struct, IFloat<T> => LabelsAre.Misfit(label, place) is { } wrong ? wrong
        : AreProbabilities && !IsShare(value)
            ? $"the probability is {value.ToText()}; expected a number from 0 to 1 (perhaps raw outputs? --raw names them)"
        : null;

    /// <summary>.NET speaks of methods and directories where an archive or a packed file is damaged.</summary>
    private static string Told(Exception error) =>
        error is InvalidDataException && !error.Message.Contains("expected", StringComparison.Ordinal)
            ? $"the packed data are damaged or end too soon ({error.Message.TrimEnd('.')})" : error.Message;

    private static bool IsShare<T>(T value)
        where T : struct, IFloat<T> => value.IsFinite && !(value < T.Zero) && !(value > T.One);

    /// <summary>The samples in blocks.</summary>
    protected abstract IEnumerable<SampleBlock<T>> Blocks<T>(BadRows bad)
        where T : struct, IFloat<T>;

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>A CSV file or standard input, compressed or not.</summary>
    private sealed class TextFile : SampleFile
    {
        private readonly CsvRows rows;
        private readonly SampleColumns columns;

        public TextFile(Func<Stream> open, string shown, SampleNames names)
        {
            rows = new(InputFile.Unpacked(open(), shown), shown, names.HasHeader ?? (names.HasNames ? true : null));
            try
            {
                (columns, LabelsAre) = (SampleColumns.Of(rows.Header, names, shown), names.Labels);
            }
            catch
            {
                rows.Dispose();
                throw;
            }
        }

        public static TextFile Of(string path, SampleNames names, CancellationToken cancellation) => path == StandardInput
            ? new(() => InputFile.StandardInput(cancellation), "standard input", names)
            : new(() => InputFile.Open(path, mustBeFile: false), path, names);

        public override bool AreProbabilities => columns.AreProbabilities;

        public override bool LeavesProbabilities => columns.LeavesProbabilities;

        protected override IEnumerable<SampleBlock<T>> Blocks<T>(BadRows bad)
        {
            var (blocks, row) = (new SampleBlocks<T>(), 0L);
            var (values, labels) = (new T[columns.Outputs.Count], new T[columns.Labels.Count]);
            var place = () => $"{rows.Path}, line {rows.Line}";
            while (rows.TryRead(out var misfit))
            {
                row++;
                if (misfit is not null)
                {
                    bad.Add(misfit.Message.TrimEnd('.'));
                    continue;
                }

                string? wrong = null;
                for (var i = 0; i < values.Length; i++)
                {
                    wrong ??= Parse(i);
                }

                if (wrong is not null)
                {
                    bad.Add($"{place()}: {wrong}");
                    continue;
                }

                for (var i = 0; i < values.Length; i++)
                {
                    blocks.Add(values[i], labels[i], row, i + 1);
                }

                if (blocks.IsFull)
                {
                    yield return blocks.Take();
                }
            }

            yield return blocks.Take();

            string? Parse(int i)
            {
                if (!TryParse<T>(rows.Bytes(columns.Outputs[i]), out values[i]))
                {
                    var (name, cell) = (rows.Header[columns.Outputs[i]], rows.Cell(columns.Outputs[i]));
                    var hint = cell.Contains(',', StringComparison.Ordinal) ? ", with a decimal point in place of the comma" : "";
                    return $"{name} is '{Excerpt.Of(cell)}'; expected a number of {T.Name}{hint}";
                }

                var label = columns.Labels[i];
                return LabelsAre.TryRead(rows.Bytes(label), TryParse, out labels[i]) ? Misfit(values[i], labels[i], place)
                    : LabelsAre.Misfit(rows.Header[label], rows.Cell(label));
            }
        }

        protected override void Dispose(bool disposing) => rows.Dispose();

        private static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
            where T : struct, IFloat<T>
        {
            // .NET rounds decimal text correctly, and what is beyond the format to ∞.
            if (typeof(T) == typeof(Float32))
            {
                var isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single);
                value = (T)(object)new Float32(single);
                return isNumber || TryParseInfinite(text, out value);
            }

            if (typeof(T) == typeof(Float64))
            {
                var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole);
                value = (T)(object)new Float64(whole);
                return isNumber || TryParseInfinite(text, out value);
            }

            var isDecimal = DecimalText.TryParse(System.Text.Encoding.UTF8.GetString(text), out var exact);
            value = isDecimal ? T.Round(exact) : default;
            return isDecimal || TryParseInfinite(text, out value);
        }

        private static bool TryParseInfinite<T>(ReadOnlySpan<byte> text, out T value)
            where T : struct, IFloat<T>
        {
            var word = text.Length > 9 ? "" : System.Text.Encoding.UTF8.GetString(text).ToUpperInvariant();
            (var isKnown, value) = word switch
            {
                "INF" or "+INF" or "INFINITY" => (true, T.One / T.Zero),
                "-INF" or "-INFINITY" => (true, -(T.One / T.Zero)),
                "NAN" => (true, T.Zero / T.Zero),
                _ => (false, default),
            };
            return isKnown;
        }
    }
}
