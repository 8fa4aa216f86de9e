using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Samples;

namespace Experiments.Audit;

/// <summary>What a loss makes of a model's raw outputs: whether it matters that it is computed as it is.</summary>
internal static class Audit
{
    private const string Stem = "audit";
    private const string HistogramStem = $"{Stem}-histogram";
    private const string BatchesStem = $"{Stem}-batches";
    private const string WorstStem = $"{Stem}-worst";
    private const string SampleStem = $"{Stem}-sample";

    // So many points can be told apart in a scatter.
    private const int MostPoints = 2000;

    private static readonly Loss Usual = Keras.Keras224;

    // What stands beside it where no loss is named: the article's, and the common ones of a probability and of a raw output.
    private static readonly string[] Beside =
    [
        "naive", "logits", "tf-keras-2", "keras-3", "torch-bce", "torch-logits", "sklearn-log-loss", "xgboost-logloss",
        "lightgbm-binary", "mlnet-log-loss", "exact",
    ];

    private static readonly Setting<IReadOnlyList<string>> Files = Setting.Files(
        "FILE", "CSV, .npy or .npz with outputs and labels, - for stdin; else the embedded network's; of two .npy the second has labels");

    private static readonly Setting<IReadOnlyList<string>> Raw = Columns("--raw", "columns or arrays of raw outputs");
    private static readonly Setting<IReadOnlyList<string>> Probability = Columns("--probability", "columns or arrays of probabilities");
    private static readonly Setting<IReadOnlyList<string>> Label = Columns("--label", "as many of labels, or a second .npy file");
    private static readonly Setting<bool> NoHeader = Setting.Flag(
        "--no-header", "the first row of a table has no names; without it a row of numbers alone has none");

    private static readonly Setting<bool> Soft = Setting.Flag("--soft", "labels may be numbers between 0 and 1");

    private static readonly Setting<(string Zero, string One)?> Classes = Setting.Several<(string Zero, string One)?>(
        "--labels",
        "CLASS",
        "what stands for 0 and for 1 in the labels, such as -1 1",
        usual: null,
        none: null,
        words => words is [var zero, var one] && zero != one ? (zero, one)
            : throw new UsageException($"'{Excerpt.Of(string.Join(' ', words))}' is not a pair of classes, such as -1 1."),
        classes => classes is var (zero, one) ? $"{zero} {one}" : null);

    private static readonly Setting<int> MaxBad = Setting.Integer(
        "--max-bad", "rows that may be unreadable without an exit code of 1", 0, 0, int.MaxValue) with
    {
        ChangesBytes = false,
    };

    private static readonly Setting<Loss?> Named = Setting.One<Loss?>(
        "--loss", "NAME", "loss of the catalogue, see list --losses", Default.Nothing($"{Usual.Name}, and others beside it"),
        LossSettings.Named, loss => loss?.Name) with
    {
        Completions = [.. Catalogue.All.Select(loss => loss.Name)],
    };

    // Sums are of float64 numbers.
    private static readonly NumberFormat[] Formats =
        [.. NumberFormat.All.Where(format => format.Parameters is { } layout && Float64.Layout.Holds(layout))];

    private static readonly Setting<NumberFormat> Format = Setting.One(
        "--format",
        "NAME",
        $"format of σ and loss, of {string.Join(", ", Formats.Select(format => format.Name))}",
        Float32.Name,
        text => NumberFormat.Find(text) is { } format && Formats.Contains(format) ? format : throw new UsageException(
            $"'{Excerpt.Of(text)}' is not one of {string.Join(", ", Formats.Select(format => format.Name))}."),
        format => format?.Name) with
    {
        Completions = [.. Formats.Select(format => format.Name)],
    };

    private static readonly Setting<IReadOnlyList<FailOn>> Fail = Setting.List(
        "--fail-on",
        "WORD",
        "exit code 1 on any of clipped, zero-gradient, nan, off=X (the mean off by a relative X)",
        usual: null,
        Condition,
        condition => condition.Word) with
    {
        ChangesBytes = false,
    };

    private static readonly Table<(int Label, double From, double To, long Count)> HistogramTable = new(
        new("label", bin => bin.Label) { IsKey = true },
        new("from", bin => bin.From) { IsKey = true, IsDrawn = true },
        new("to", bin => bin.To) { IsDrawn = true },
        new("count", bin => bin.Count) { IsDrawn = true });

    public static Experiment Experiment { get; } = new(
        Stem,
        Experiment.NoFigure,
        "Does it matter for your model? What a loss makes of its raw outputs and labels: a verdict, numbers, a figure",
        [Files, Raw, Probability, Label, NoHeader, Soft, Classes, MaxBad, Named, Format, Fail, .. LossSettings.Constants],
        given =>
        {
            var paths = Files.Read(given);
            var labels = Label.Read(given);
            if (paths.Count == 1 && ArrayFile.IsOne(paths[0]) && labels is [var second] && ArrayFile.IsOne(second))
            {
                (paths, labels) = ([paths[0], second], []);
            }

            SampleNames names = new(Raw.Read(given), Probability.Read(given), labels, NoHeader.Read(given) ? false : null)
            {
                Labels = new(Soft.Read(given), Classes.Read(given)),
            };
            if (names.Labels is { IsSoft: true, Classes: not null })
            {
                throw new UsageException($"{Classes.Name}: with {Soft.Name} labels are numbers from 0 to 1; give one of the two.");
            }

            var loss = LossSettings.Read(given, [Named.Read(given) ?? Usual])[0];
            LossSettings.CheckSigmoid(given, [Format.Read(given)]);
            var settings = new Asked(paths, names, loss, Format.Read(given))
            {
                MaxBad = MaxBad.Read(given),
                Others = Named.Read(given) is null
                    ? [loss, .. Beside.Select(name => LossSettings.Chosen(given, Catalogue.Find(name)!))] : [],
                Label = label => LossSettings.Smoothed(given, label),
                Conditions = Fail.Read(given),
            };
            if (!loss.HasValue)
            {
                throw new UsageException($"{Named.Name}: {loss.Name} is an objective without a value, which has no mean.");
            }

            if (paths.FirstOrDefault(path => IsOverwritten(given, path)) is { } own)
            {
                throw new UsageException($"{Files.Name}: {own} would be written over; give another {CommonSettings.Output.Name}.");
            }

            if (!loss.HasGradient && settings.Conditions.Any(condition => condition.Word == "zero-gradient"))
            {
                throw new UsageException($"{Fail.Name}: {loss.Name} has no gradient that could be 0.");
            }

            return paths.Count > 2 ? throw new UsageException($"{Files.Name}: one file, or two .npy arrays; not {paths.Count}.")
                : new([Stem, HistogramStem, BatchesStem, WorstStem, SampleStem], [Stem], work => Form(work, settings))
                {
                    Redraw = (_, tables) => settings.Format.Run(new Redrawing(settings.Loss, tables)),
                };
        })
    {
        Example = "experiments audit --loss torch-bce\nexperiments audit --format float16 --fail-on zero-gradient nan",
    };

    private static Setting<IReadOnlyList<string>> Columns(string name, string description) => Setting.List(
        name, "COL", $"{description}, by name or number", Default.Nothing("guessed from the usual names"), text => text, text => text);

    private static Outputs Form(Work work, Asked asked)
    {
        var bad = new BadRows(work.Say);
        using var file = asked.Paths.Count == 0 ? SampleFile.OfNetwork() : SampleFile.Open(asked.Paths, asked.Names, work.Cancellation);
        if (file.AreProbabilities && asked.Loss.Asks == Takes.Logit)
        {
            throw new UsageException($"{Named.Name}: {asked.Loss.Name} takes raw outputs, and {asked.Shown} has probabilities alone.");
        }

        if (file.Type is { } type && type != asked.Format.Name)
        {
            work.Say($"{asked.Shown} has {type}; its numbers are rounded to {asked.Format.Name}, see {Format.Name}");
        }

        if (asked.Loss.ComputesIn is { } own && own != asked.Format)
        {
            work.Say($"the library of {asked.Loss.Name} computes in {own.Name}: {Format.Name} {own.Name} does as it does");
        }

        return asked.Format.Run(new Auditing(work, asked, file, bad));
    }

    /// <summary>Whether a file has the name of one that is written.</summary>
    private static bool IsOverwritten(Given given, string path) =>
        new[] { Stem, HistogramStem, BatchesStem, WorstStem, SampleStem }.Any(stem =>
            RealPath(path == SampleFile.StandardInput ? "/dev/stdin" : path)
                == RealPath(Path.Combine(CommonSettings.Output.Read(given)!, stem + ".csv")));

    /// <summary>A path with its links followed, those of its folders too.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var inside = Path.Combine(RealPath(folder), Path.GetFileName(full));
        return File.Exists(inside) || Directory.Exists(inside)
            ? new FileInfo(inside).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? inside : inside;
    }

    private static FailOn Condition(string text)
    {
        var parts = text.Split('=');
        var isPlain = parts.Length == 1 && text is "clipped" or "zero-gradient" or "nan";
        return isPlain ? new(text, 0)
            : parts is ["off", var limit] && ExactNumber.Parse(limit) is { Value.Sign: >= 0 } most
                ? new("off", Float64.Round(most.Value).Value)
            : throw new UsageException($"'{Excerpt.Of(text)}' is not one of clipped, zero-gradient, nan and off=X, such as off=1e-3.");
    }

    /// <summary>What was asked for.</summary>
    private sealed record Asked(IReadOnlyList<string> Paths, SampleNames Names, Loss Loss, NumberFormat Format)
    {
        public int MaxBad { get; init; }

        /// <summary>Losses whose means stand beside it.</summary>
        public IReadOnlyList<Loss> Others { get; init; } = [];

        /// <summary>From a label that is given, the one that the loss has.</summary>
        public Func<Rational, Rational> Label { get; init; } = label => label;

        public IReadOnlyList<FailOn> Conditions { get; init; } = [];

        public string Shown => Paths.Count == 0 ? "the embedded network" : Paths[0];
    }

    /// <summary>An exit code of 1, and why.</summary>
    private sealed record Failing(string Reason) : IResult
    {
        public string? Failure => Reason;
    }

    private sealed class Auditing(Work work, Asked asked, SampleFile file, BadRows bad) : IFormatWork<Outputs>
    {
        public Outputs Run<T>()
            where T : struct, IFloat<T>
        {
            var progress = work.Start(Stem, long.MaxValue, "samples");
            var tally = new Auditor<T>(asked.Loss, file.AreProbabilities, asked.Label).Tally(
                file.Read<T>(bad, work.Cancellation), done => Report(progress, done), work.Cancellation);
            var rows = tally[AuditMark.Rows];
            if (bad.Count > asked.MaxBad)
            {
                throw new IOException(
                    $"{bad.Count} of {bad.Count + rows} rows cannot be read, and {MaxBad.Name} allows {asked.MaxBad}; "
                    + $"the first: {bad.First}.");
            }

            if (rows == 0)
            {
                throw new UsageException($"{asked.Shown} has no rows{(bad.Count > 0 ? " that can be read" : "")}.");
            }

            var report = new AuditReport(asked.Loss, asked.Format, tally, file, bad.Count, work.Cancellation);
            var sample = tally.Sample;
            AuditedOther[] others = sample.Count > 0 ? [.. Others<T>(sample)] : [];
            var (ones, zeros) = GrowingHistogram.Alike(tally.Ones, tally.Zeros);
            int[] drawn = [.. new[] { (0, zeros), (1, ones) }.Where(one => one.Item2.Bins.Count > 0).Select(one => one.Item1)];
            var every = (sample.Count + MostPoints - 1) / MostPoints;
            AuditedSample[] shown = [.. sample.Where((_, i) => i % every == 0)];
            IEnumerable<(string, string)> quantities =
                [.. report.Quantities, .. others.Select(other => ($"mean_loss:{other.Name}", Number.From(new Float64(other.Mean)).Text))];
            return new(
                [
                    OutputTable.From(Stem, AuditReport.Table, quantities),
                    OutputTable.From(HistogramStem, HistogramTable,
                    [
                        .. zeros.Bins.Select(bin => (0, bin.From, bin.To, bin.Count)),
                        .. ones.Bins.Select(bin => (1, bin.From, bin.To, bin.Count)),
                    ]),
                    OutputTable.From(BatchesStem, AuditBatches.Table, report.Batches),
                    OutputTable.From(WorstStem, SampleTable, tally.WorstSamples),
                    OutputTable.From(SampleStem, SampleTable, shown),
                ],
                [
                    new(Stem, series => AuditFigure.Draw(
                        report.Shown,
                        [.. drawn.Zip(series[HistogramStem])],
                        shown,
                        SaturatedEnds<T>.Of(asked.Loss, file.AreProbabilities),
                        file.AreProbabilities)),
                ])
            {
                Data = Fingerprint(),
                Printed =
                [
                    ResultTable.From(Stem, "", AuditReport.Table, quantities) with { Words = [.. report.Words()] },
                    .. others.Length == 0 ? [] : (ResultTable[])
                    [
                        ResultTable.From(
                            $"{Stem}-losses",
                            $"The mean loss of {sample.Count} samples, by other losses too",
                            AuditedOther.Table,
                            others) with
                        {
                            IsForPeople = true,
                        },
                    ],
                ],
                Results =
                [
                    .. asked.Conditions.Select(condition => report.Failing(condition)).OfType<string>().Select(why => new Failing(why)),
                ],
            };
        }

        private static void Report(Messages.Progress progress, long done)
        {
            lock (progress)
            {
                progress.Report(done, () => $"{done} samples");
            }
        }

        private Table<AuditedSample> SampleTable => new(
            new("row", sample => sample.Row) { IsKey = true },
            new("label", sample => sample.Label),
            new("raw", sample => Cell(sample.Raw), asked.Format.Name),
            new("probability", sample => Cell(sample.Probability), asked.Format.Name),
            new("loss_probability", sample => Cell(sample.Loss), asked.Format.Name),
            new("loss_logits", sample => Cell(sample.Logits), asked.Format.Name),
            new("gradient", sample => Cell(sample.Gradient), asked.Format.Name),
            new("exact", sample => Number.From(new Float64(sample.Exact)), Float64.Name),
            new("output", sample => sample.Output) { IsKey = true });

        private Number Cell(double value) => asked.Format.Run(new InFormat(value));

        private IEnumerable<AuditedOther> Others<T>(IReadOnlyList<AuditedSample> sample)
            where T : struct, IFloat<T>
        {
            var exact = new ExactSum();
            foreach (var one in sample)
            {
                exact.Add(one.Exact);
            }

            foreach (var loss in asked.Others.Where(loss => !file.AreProbabilities || loss.Asks == Takes.Probability))
            {
                work.Cancellation.ThrowIfCancellationRequested();
                var value = (file.AreProbabilities ? loss.ValueThrough(Expression.X) : loss.Value).In<T>();
                var sum = new ExactSum();
                foreach (var alike in sample.GroupBy(one => one.Label))
                {
                    T[] x = [.. alike.Select(one => Of(file.AreProbabilities ? one.Probability : one.Raw))];
                    var values = new T[x.Length];
                    value.At(x, values, T.Round(asked.Label(Exactly(Of(alike.Key)))));
                    Array.ForEach(values, one => sum.Add(one.ToDouble()));
                }

                yield return AuditedOther.From(loss.Name, sum, exact, sample.Count);
            }

            static Rational Exactly(T number) => number.Exact;

            static T Of(double number) => Rounded.Converted<Float64, T>(new(number));
        }

        private string? Fingerprint() => asked.Paths.Count == 0 ? null : string.Join(", ", asked.Paths.Select(path =>
            path == SampleFile.StandardInput || !RegularFile.Is(path) ? Path.GetFileName(path)
            : $"{Path.GetFileName(path)} sha256 {Sha256.OfFile(path)}"));
    }

    /// <summary>The figure from the tables.</summary>
    private sealed class Redrawing(Loss loss, WrittenTables tables) : IFormatWork<Outputs>
    {
        public Outputs Run<T>()
            where T : struct, IFloat<T>
        {
            var found = tables.Rows(Stem, row => (Name: row["quantity"], Text: row["value"]))
                .ToDictionary(row => row.Name, row => row.Text);
            if (found["samples"] == "0")
            {
                throw new TableException($"{Stem}.csv: no sample is finite");
            }

            var areProbabilities = found["mean_loss_logits"].Length == 0;
            var shown = new AuditShown(
                loss.Name,
                T.Name,
                found["verdict"],
                long.Parse(found["rows"], CultureInfo.InvariantCulture),
                !areProbabilities && loss.IsWeightedCrossEntropy,
                tables.Rows(BatchesStem, row => new AuditBatches((int)row.Count("batch_size"), row.Count("batches"), row.Count("off"))));
            int[] labels = [.. tables.Rows(HistogramStem, row => (int)row.Count("label")).Distinct()];
            var sample = tables.Rows(SampleStem, row => new AuditedSample(row.Count("row"), (int)row.Count("output"))
            {
                Label = row.Value("label"),
                Loss = row.Number("loss_probability", T.Name)!.Value.Value,
                Exact = row.Value("exact"),
            });
            return new(
                [OutputTable.From(HistogramStem, HistogramTable, Array.Empty<(int, double, double, long)>())],
                [
                    new(Stem, series => AuditFigure.Draw(
                        shown,
                        [.. labels.Zip(series[HistogramStem])],
                        sample,
                        SaturatedEnds<T>.Of(loss, areProbabilities),
                        areProbabilities)),
                ]);
        }
    }

    private sealed class InFormat(double value) : IFormatWork<Number>
    {
        public Number Run<T>()
            where T : struct, IFloat<T> => Number.From(Rounded.Converted<Float64, T>(new(value)));
    }
}
