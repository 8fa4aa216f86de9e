using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Output.Files;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;
using Experiments.Samples;
using Experiments.Samples.Learning;

namespace Experiments.Network;

/// <summary>A training, read again from the tables that it left in a folder.</summary>
/// <remarks>
/// The folder's manifest says which data, seed and settings they were made from. So each table has to be recorded in
/// it, to have the bytes recorded, and to be of the same command as the others.
/// </remarks>
internal static class TrainingTables
{
    /// <summary>The training.</summary>
    /// <exception cref="UsageException">A file is missing, or is no table of that training.</exception>
    public static TrainingEvidence Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"there is no folder '{folder}'; expected one that network has written to.");
        }

        if (!File.Exists(Path.Combine(folder, Manifest.FileName)))
        {
            throw new UsageException($"there is no {Manifest.FileName} in '{folder}'; expected a folder that network has written to.");
        }

        var (manifest, stems) = (Manifest.Of(folder), TrainingStems.In(folder));
        var entry = Check(folder, manifest, stems, stems.Trained, null);
        if (entry.Seeds is not [var seed])
        {
            throw new UsageException($"{Named(folder, stems.Trained)} is of no single seed; expected a table of one.");
        }

        Check(folder, manifest, stems, stems.Results, entry);
        var results = Rows(In(stems.Results), "quantity", "value");
        double? accuracy = results.Find(row => row.Cells[0] == "test_accuracy") is { Cells: { } cells, Where: { } where }
            ? Number(cells[1], where) : null;
        IReadOnlyList<Sample>? early = null;
        if (results.Any(row => row.Cells[0].StartsWith("epoch8_", StringComparison.Ordinal)))
        {
            Check(folder, manifest, stems, stems.Early, entry);
            early = Samples(In(stems.Early), Named(folder, stems.Early));
        }

        return new(seed, early, Samples(In(stems.Trained), Named(folder, stems.Trained)), accuracy)
        {
            Data = entry.Data == FashionMnist.Version ? null : entry.Data ?? "unknown data",
            IsOnFeatures = entry.Command.Contains(FeatureSettings.File.Name + " ", StringComparison.Ordinal),
            IsRecorded = entry.Command == TrainedNetwork.Experiment.Name && seed == TrainingEvidence.ShownSeed
                && entry.Data == FashionMnist.Version && entry.Formulas == Formulas.Version,
        };

        Func<CsvRows> In(string stem) => () => new(Path.Combine(folder, stem + ".csv"));
    }

    /// <summary>The training of a head on ResNet-18 whose tables are committed.</summary>
    public static TrainingEvidence Recorded()
    {
        var stems = new TrainingStems("resnet18");
        var results = Rows(Open(stems.Results), "quantity", "value", "seed");
        var (accuracy, where) = results.First(row => row.Cells[0] == "test_accuracy");
        return new(
            ulong.Parse(accuracy[2], CultureInfo.InvariantCulture),
            Samples(Open(stems.Early), stems.Early),
            Samples(Open(stems.Trained), stems.Trained),
            Number(accuracy[1], where))
        {
            IsOnFeatures = true,
            IsRecorded = true,
        };

        static Func<CsvRows> Open(string stem) => () => CarriedTable.Open(stem);
    }

    private static ManifestEntry Check(string folder, Manifest manifest, TrainingStems stems, string stem, ManifestEntry? first)
    {
        var name = stem + ".csv";
        var path = Path.Combine(folder, name);
        if (!RegularFile.Is(path))
        {
            throw new UsageException($"{Named(folder, stem)} is missing, or is no file; network writes it, for one seed.");
        }

        if (!manifest.Entries.TryGetValue(name, out var entry))
        {
            throw new UsageException($"{Named(folder, stem)} is not recorded in {Manifest.FileName}; expected a table by network.");
        }

        if (Sha256.OfFile(path) != entry.Sha256)
        {
            throw new UsageException($"{Named(folder, stem)} has other bytes than {Manifest.FileName} records; run network again.");
        }

        return first is null || (entry.Command == first.Command && entry.Data == first.Data) ? entry : throw new UsageException(
            $"{Named(folder, stem)} was made by '{entry.Command}', {stems.Trained}.csv by '{first.Command}'; "
            + "expected tables of one run.");
    }

    private static Sample[] Samples(Func<CsvRows> open, string named)
    {
        Sample[] samples =
        [
            .. Rows(open, "label", "raw").Select((row, index) => Sample.Of(
                index,
                row.Cells[0] switch
                {
                    "0" => false,
                    "1" => true,
                    var other => throw new UsageException($"{row.Where}: '{Excerpt.Of(other)}' is no label; expected 0 or 1."),
                },
                (float)Number(row.Cells[1], row.Where))),
        ];
        return samples.Select(sample => sample.Label).Distinct().Count() == 2 ? samples
            : throw new UsageException($"{named} has not both classes; expected images of label 0 and of label 1.");
    }

    private static double Number(string text, string where) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw new UsageException($"{where}: '{Excerpt.Of(text)}' is no number.");

    /// <summary>Two columns of a table, and where each row stands.</summary>
    private static List<(string[] Cells, string Where)> Rows(Func<CsvRows> open, params string[] columns)
    {
        try
        {
            using var rows = open();
            var places = columns.Select(column => rows.IndexOf(column) is >= 0 and var place ? place
                : throw rows.Wrong(1, $"there is no column '{column}'")).ToArray();
            var read = new List<(string[], string)>();
            while (rows.Read())
            {
                read.Add(([.. places.Select(rows.Cell)], $"{rows.Path}, line {rows.Line}"));
            }

            return read;
        }
        catch (TableException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static string Named(string folder, string stem) => $"'{Path.Combine(folder, stem)}.csv'";
}
