using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.IO.Hashing;
using Experiments.Cli;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>Arrays of NumPy: one .npy file, two, or an .npz archive.</summary>
internal sealed class ArrayFile : SampleFile
{
    private readonly NpyArray outputs;
    private readonly NpyArray labels;
    private readonly (int Output, int Label)[] columns;
    private readonly string shown;

    private ArrayFile(
        Func<NpyArray> outputs,
        Func<NpyArray> labels,
        Func<NpyArray, NpyArray, (int Output, int Label)[]> columns,
        (bool AreProbabilities, bool LeavesProbabilities) kind,
        (SampleLabels Labels, string Shown) read)
    {
        (AreProbabilities, LeavesProbabilities) = kind;
        (LabelsAre, shown) = read;
        this.outputs = outputs();
        try
        {
            this.labels = labels();
            this.columns = columns(this.outputs, this.labels);
            if (this.outputs.Rows != this.labels.Rows)
            {
                throw new UsageException(
                    $"{shown}: {this.outputs.Rows} rows of outputs and {this.labels.Rows} of labels; expected as many.");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool AreProbabilities { get; }

    /// <inheritdoc/>
    public override bool LeavesProbabilities { get; }

    /// <inheritdoc/>
    public override string? Type => columns.Length > 0 ? outputs.TypeOfColumn(columns[0].Output) : null;

    /// <summary>Whether a name is that of an array or of an archive of some.</summary>
    public static bool IsOne(string path) =>
        path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens them.</summary>
    /// <exception cref="UsageException">They do not fit together, or are of a kind that is not read.</exception>
    public static ArrayFile Open(IReadOnlyList<string> paths, SampleNames names)
    {
        if (paths[0].EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            return paths.Count == 1 ? OfArchive(paths[0], names)
                : throw new UsageException($"{paths[1]}: an archive has its labels in an array of its own; leave this file out.");
        }

        var read = (names.Labels, paths[0]);
        if (paths.Count > 1)
        {
            var chosen = names.Raw.Count > 0 ? names.Raw : names.Probability;
            return new(
                () => Of(paths[0]),
                () => Of(paths[1]),
                (outputs, labels) => Pairs(Chosen(outputs, chosen, paths[0]), Chosen(labels, names.Label, paths[1]), paths[0]),
                (names.Probability.Count > 0, false),
                read);
        }

        // One array of two columns or more, by their numbers or names.
        IReadOnlyList<string> columns;
        using (var array = Of(paths[0]))
        {
            columns = array.Names;
        }

        if (columns.Count == 1)
        {
            throw new UsageException($"{paths[0]}: the array has one column; name a second file with the labels, {paths[0]} labels.npy.");
        }

        var found = SampleColumns.Of(columns, names, paths[0]);
        return new(
            () => Of(paths[0]),
            () => Of(paths[0]),
            (_, _) => [.. found.Outputs.Zip(found.Labels)],
            (found.AreProbabilities, found.LeavesProbabilities),
            read);
    }

    /// <inheritdoc/>
    protected override IEnumerable<SampleBlock<T>> Blocks<T>(BadRows bad)
    {
        var (blocks, values, targets) = (new SampleBlocks<T>(), new T[outputs.Columns], new T[labels.Columns]);
        var row = 0L;
        var place = () => $"{shown}, row {row}";
        while (row < outputs.Rows)
        {
            row++;
            outputs.Next<T>(values);
            labels.Next<T>(targets);
            string? wrong = null;
            foreach (var (output, label) in columns)
            {
                targets[label] = LabelsAre.Of(targets[label]);
                wrong ??= Misfit(values[output], targets[label], place);
            }

            if (wrong is not null)
            {
                bad.Add($"{place()}: {wrong}");
                continue;
            }

            for (var i = 0; i < columns.Length; i++)
            {
                blocks.Add(values[columns[i].Output], targets[columns[i].Label], row, i + 1);
            }

            if (blocks.IsFull)
            {
                yield return blocks.Take();
            }
        }

        yield return blocks.Take();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        outputs?.Dispose();
        labels?.Dispose();
    }

    private static ArrayFile OfArchive(string path, SampleNames names)
    {
        string[] arrays;
        using (var archive = ZipFile.OpenRead(path))
        {
            arrays = [.. archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".npy", StringComparison.Ordinal))
                .Select(name => name[..^4])];
        }

        var found = SampleColumns.Of(arrays, names, path);
        if (found.Outputs.Count > 1)
        {
            throw new UsageException($"{path}: name one array of outputs and one of labels; several outputs are columns of an array.");
        }

        Array.ForEach([found.Outputs[0], found.Labels[0]], place => Check(path, arrays[place]));
        return new(
            () => OfMember(path, arrays[found.Outputs[0]]),
            () => OfMember(path, arrays[found.Labels[0]]),
            (outputs, labels) => Pairs(All(outputs), All(labels), path),
            (found.AreProbabilities, found.LeavesProbabilities),
            (names.Labels, path));
    }

    /// <summary>Reads an array of an archive once, as .NET does not look at its checksum.</summary>
    /// <exception cref="UsageException">It is not the one that was written.</exception>
    private static void Check(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        var entry = archive.GetEntry(name + ".npy")!;
        using var stream = entry.Open();
        var checksum = new Crc32();
        checksum.Append(stream);
        if (checksum.GetCurrentHashAsUInt32() != entry.Crc32)
        {
            throw new UsageException($"{path}, {name}: the checksum is not that of the data; the archive is damaged.");
        }
    }

    private static NpyArray Of(string path) => NpyArray.Open(() => new(InputFile.Open(path)), path);

    [SuppressMessage("Reliability", "CA2000", Justification = "The array disposes of its archive.")]
    private static NpyArray OfMember(string path, string name) => NpyArray.Open(
        () =>
        {
            var archive = ZipFile.OpenRead(path);
            try
            {
                return new(archive.GetEntry(name + ".npy")!.Open(), archive);
            }
            catch
            {
                archive.Dispose();
                throw;
            }
        },
        $"{path}, {name}");

    private static int[] All(NpyArray array) => [.. Enumerable.Range(0, array.Columns)];

    /// <summary>The columns of an array that are named, by name or number; all where none is.</summary>
    private static int[] Chosen(NpyArray array, IReadOnlyList<string> names, string path) =>
        names.Count == 0 ? All(array) : [.. names.Select(name => SampleColumns.Place(array.Names, name) is >= 0 and var place ? place
            : throw new UsageException($"{path}: there is no column '{Excerpt.Of(name)}'; it has {string.Join(", ", array.Names)}."))];

    private static (int Output, int Label)[] Pairs(int[] outputs, int[] labels, string path) =>
        outputs.Length == labels.Length ? [.. outputs.Zip(labels)]
        : throw new UsageException(
            $"{path}: {outputs.Length} columns of outputs and {labels.Length} of labels; expected as many of one as of the other.");
}
