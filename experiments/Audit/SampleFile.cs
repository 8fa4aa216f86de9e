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

    /// <summary>Opens files: a table, or arrays of which a second file has the labels.</summary>
    /// <exception cref="UsageException">They cannot be read, or no column has what is needed.</exception>
    public static SampleFile Open(IReadOnlyList<string> paths, SampleNames names)
    {
        try
        {
            return ArrayFile.IsOne(paths[0]) ? ArrayFile.Open(paths, names)
                : paths.Count == 1 ? TextFile.Of(paths[0], names)
                : throw new UsageException($"{paths[1]}: a table has its labels in a column; a second file is for .npy arrays.");
        }
        catch (Exception error) when (error is TableException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            var isNamed = error.Message.StartsWith(paths[0], StringComparison.Ordinal);
            throw new UsageException(isNamed ? error.Message : $"{paths[0]}: {error.Message}");
        }
    }

    /// <summary>The embedded network's raw outputs for its training images.</summary>
    public static SampleFile OfNetwork() =>
        new TextFile(NetworkOutputs.Open, "the embedded network", new([], [], [], HasHeader: true));

    /// <summary>The samples in blocks, each number rounded to the format; rows that cannot be read are counted.</summary>
    /// <exception cref="UsageException">The file ends amid its data, or is not what it seemed.</exception>
    public IEnumerable<SampleBlock<T>> Read<T>(bool isSoft, BadRows bad, CancellationToken cancellation)
        where T : struct, IFloat<T>
    {
        using var blocks = Blocks<T>(isSoft, bad).GetEnumerator();
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
                throw new UsageException(error.Message);
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
    protected string? Misfit<T>(T value, T label, bool isSoft)
        where T : struct, IFloat<T> =>
        !IsShare(label) || !(isSoft || label.IsZero || label.Equals(T.One))
            ? $"the label is {label.ToText()}; expected {(isSoft ? "a number from 0 to 1" : "0 or 1 (or --soft, for numbers between)")}"
        : AreProbabilities && !IsShare(value)
            ? $"the probability is {value.ToText()}; expected a number from 0 to 1 (raw outputs are named by --raw)"
        : null;

    private static bool IsShare<T>(T value)
        where T : struct, IFloat<T> => value.IsFinite && !(value < T.Zero) && !(value > T.One);

    /// <summary>The samples in blocks.</summary>
    protected abstract IEnumerable<SampleBlock<T>> Blocks<T>(bool isSoft, BadRows bad)
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
            rows = new(InputFile.Unpacked(open(), shown), shown, names.HasHeader);
            try
            {
                columns = SampleColumns.Of(rows.Header, names, shown);
            }
            catch
            {
                rows.Dispose();
                throw;
            }
        }

        public static TextFile Of(string path, SampleNames names) => path == StandardInput
            ? new(Console.OpenStandardInput, "standard input", names)
            : new(() => InputFile.Open(path, mustBeFile: false), path, names);

        public override bool AreProbabilities => columns.AreProbabilities;

        protected override IEnumerable<SampleBlock<T>> Blocks<T>(bool isSoft, BadRows bad)
        {
            var (blocks, row) = (new SampleBlocks<T>(), 0L);
            var (values, labels) = (new T[columns.Outputs.Count], new T[columns.Labels.Count]);
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
                    bad.Add($"{rows.Path}, line {rows.Line}: {wrong}");
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
                    var output = columns.Outputs[i];
                    return $"{rows.Header[output]} is '{Excerpt.Of(rows.Cell(output))}'; expected a number of {T.Name}";
                }

                var place = columns.Labels[i];
                if (!TryParse<T>(rows.Bytes(place), out labels[i]) && !TryParseWord(rows.Cell(place), out labels[i]))
                {
                    return $"{rows.Header[place]} is '{Excerpt.Of(rows.Cell(place))}'; expected 0 or 1";
                }

                return Misfit(values[i], labels[i], isSoft);
            }
        }

        protected override void Dispose(bool disposing) => rows.Dispose();

        private static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
            where T : struct, IFloat<T>
        {
            // .NET rounds decimal text correctly. What is beyond the format is no number of it, and no ∞.
            if (typeof(T) == typeof(Float32))
            {
                var isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single);
                value = (T)(object)new Float32(single);
                return (isNumber && !float.IsInfinity(single)) || TryParseInfinite(text, out value);
            }

            if (typeof(T) == typeof(Float64))
            {
                var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole);
                value = (T)(object)new Float64(whole);
                return (isNumber && !double.IsInfinity(whole)) || TryParseInfinite(text, out value);
            }

            var isDecimal = DecimalText.TryParse(System.Text.Encoding.UTF8.GetString(text), out var exact);
            value = isDecimal ? T.Round(exact) : default;
            return (isDecimal && value.IsFinite) || TryParseInfinite(text, out value);
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

        private static bool TryParseWord<T>(string text, out T label)
            where T : struct, IFloat<T>
        {
            var isWord = bool.TryParse(text, out var isTrue);
            label = isTrue ? T.One : T.Zero;
            return isWord;
        }
    }
}
