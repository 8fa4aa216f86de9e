using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training;

namespace Experiments.Network;

/// <summary>
/// Figures 4–6: a convnet trained on photographs, its raw outputs after 8 epochs and at the end, and both losses of
/// each.
/// </summary>
internal static class TrainedNetwork
{
    private const string Stem = "network";

    // Their values are those of network-results.csv, by their quantities there.
    private static readonly Table<ClassOutputs> OutputsTable = new(
        new("epoch", row => row.Epoch) { IsKey = true },
        new("class", row => row.Class) { IsKey = true },
        new("least_raw_output", row => row.Value("raw_min"), Float32.Name),
        new("largest_raw_output", row => row.Value("raw_max"), Float32.Name),
        new("clipped_on_the_right_side", row => row.Value("clipped"), ColumnFormats.Integer));

    private static readonly Table<TrainedResult> TrainedTable = new(
        [
            new("epochs", row => row.Outcome.Epochs.Count),
            new("steps", row => row.Outcome.Steps),
            .. new[] { "validation_accuracy", "test_accuracy", "batches_of_4_off_by_1_percent" }
                .Select(quantity => new Column<TrainedResult>(quantity, row => row.Value(quantity), Float64.Name)),
            new("clipped_on_the_wrong_side", row => row.Value("clipped_on_the_wrong_side"), ColumnFormats.Integer),
        ]);

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figures 4–6",
        "Raw and sigmoid outputs of a convnet after 8 epochs and fully trained, and the losses from either",
        Settings.All,
        given =>
        {
            var plan = Settings.Read(given);
            var figures = Figures(plan);
            var data = plan.IsEmbedded ? FashionMnist.Version : null;
            var stems = plan.Stems;
            return plan.Seeds.Count > 0
                ? new([stems.Seeds, stems.Summary], [stems.Seeds], work => FormSeeds(work, plan))
                {
                    Seeds = plan.Seeds,
                    Data = data,
                    Redraw = CanRedraw(plan)
                        ? (_, tables) => new([], [Seeds(plan, tables.Rows(stems.Seeds, SeedResult.Read), Embedded(plan))])
                        : null,
                }
                : new([stems.Results, .. figures, stems.Batches, stems.BatchesDrawn], figures, work => Form(work, plan))
                {
                    Seeds = [plan.Training.Seed],
                    Data = data,
                    Redraw = CanRedraw(plan) ? (_, tables) => new([], Read(tables, plan)) : null,
                };
        })
    {
        Example = "experiments network --seed 2 --output seed2\nexperiments network --data PHOTOS --net chollet --output photos",
    };

    /// <summary>
    /// The training that settings ask for, with a number of threads; it keeps features in a folder, if there is one,
    /// and no checkpoint.
    /// </summary>
    /// <exception cref="UsageException">A value is wrong, or two settings contradict each other.</exception>
    public static Func<Work, TrainingEvidence> Prepare(Given given, int threads, string? state)
    {
        var plan = Settings.Read(given) with { Threads = threads, State = state };
        return work =>
        {
            var task = ImageTask.Read(work, plan);
            var seed = plan.Training.Seed;
            return new TrainingRun(work, plan with { State = null }, task).Train(seed).Evidence(seed, plan, task);
        };
    }

    private static IReadOnlyList<string> Figures(TrainingPlan plan) =>
    [
        .. plan.Epochs < TrainingRun.EarlyEpoch ? Array.Empty<string>() : [plan.Stems.Early],
        plan.Stems.Trained,
        .. plan.Batches.Select(plan.Stems.Batch),
        plan.Stems.Training,
    ];

    private static string? DataOf(TrainingPlan plan, LearningTask task) => plan.IsEmbedded ? null : $"{task.Name} {task.Checksum:x16}";

    private static Outputs FormSeeds(Work work, TrainingPlan plan)
    {
        var task = ImageTask.Read(work, plan);
        var about = new About(task.Name, task.ClassNames, task.Net);
        var training = new TrainingRun(work, plan, task);
        var results = plan.Seeds.SelectMany(seed =>
        {
            var outcome = training.Train(seed);
            return SeedResult.Of(outcome.Evidence(seed, plan, task), outcome.Epochs);
        }).ToArray();
        var summaries = SeedSummary.Summarize(results);
        return new(
            [
                OutputTable.From(plan.Stems.Seeds, SeedResult.Table, results),
                OutputTable.From(plan.Stems.Summary, SeedSummary.Table, summaries),
            ],
            [Seeds(plan, results, about)])
        {
            Printed =
            [
                ResultTable.From(plan.Stems.Summary, $"Medians and ranges over {plan.Seeds.Count} seeds", SeedSummary.Table, summaries)
                    .Only("quantity", "seeds", "median", "least", "largest"),
            ],
            Data = DataOf(plan, task),
        };
    }

    private static Outputs Form(Work work, TrainingPlan plan)
    {
        var task = ImageTask.Read(work, plan);
        var seed = plan.Training.Seed;
        var outcome = new TrainingRun(work, plan, task).Train(seed);
        var evidence = outcome.Evidence(seed, plan, task);
        var trained = evidence.Trained;
        var order = Batches.Order(trained.Count, seed);
        var epochs = TrainingEpoch.Of(outcome.Epochs);
        var results = SeedResult.Of(evidence, outcome.Epochs);
        var found = results.ToDictionary(result => result.Quantity, result => result.Value);
        if (evidence.Early is null)
        {
            work.Say($"{Stem}: epoch {TrainingRun.EarlyEpoch} was not reached, so there is no {plan.Stems.Early}");
        }

        return new(
            [
                OutputTable.From(plan.Stems.Results, SeedResult.Table, results),
                .. evidence.Early is { } early ? [OutputTable.From(plan.Stems.Early, Sample.Table, early)] : Array.Empty<OutputTable>(),
                OutputTable.From(plan.Stems.Trained, Sample.Table, trained),
                .. plan.Batches.Select(size => OutputTable.From(plan.Stems.Batch(size), Batch.Table, Batches.Of(trained, order, size))),
                OutputTable.From(plan.Stems.Batches, BatchShare.Table, Batches.Shares(trained, seed)),
                OutputTable.From(
                    plan.Stems.BatchesDrawn, Batch.SizedTable, BatchFigure.OtherSizes.SelectMany(size => Batches.Of(trained, order, size))),
                OutputTable.From(plan.Stems.Training, TrainingEpoch.Table, epochs),
            ],
            Drawn(plan, new(task.Name, task.ClassNames, task.Net), evidence.Early, trained, epochs))
        {
            Data = DataOf(plan, task),
            Results = [evidence],
            Printed =
            [
                ResultTable.From(
                    $"{Stem}-outputs",
                    $"Raw outputs of the {trained.Count} training images, seed {seed}",
                    OutputsTable,
                    from epoch in new[] { TrainingRun.EarlyEpoch, outcome.Epochs.Count }.Distinct()
                    where epoch <= outcome.Epochs.Count
                    from label in Enumerable.Range(0, 2)
                    select new ClassOutputs(
                        epoch, label, $"{(epoch < outcome.Epochs.Count ? $"epoch{epoch}_" : string.Empty)}class{label}_", found)),
                ResultTable.From(
                    Stem, "The network after the last epoch; accuracies and batches are shares", TrainedTable, [new(outcome, found)]),
            ],
        };
    }

    /// <summary>What is printed of a class after an epoch.</summary>
    private sealed record ClassOutputs(int Epoch, int Class, string Prefix, IReadOnlyDictionary<string, string> Found)
    {
        public string Value(string quantity) => Found.GetValueOrDefault(Prefix + quantity, string.Empty);
    }

    /// <summary>What is printed of a training.</summary>
    private sealed record TrainedResult(Outcome Outcome, IReadOnlyDictionary<string, string> Found)
    {
        public string Value(string quantity) => Found.GetValueOrDefault(quantity, string.Empty);
    }

    /// <summary>What the figures are about, in names.</summary>
    private sealed record About(string Data, IReadOnlyList<string> Classes, string Net);

    /// <summary>
    /// Whether tables and settings hold all that the figures show; of a user's data the names are missing.
    /// </summary>
    private static bool CanRedraw(TrainingPlan plan) => plan is { Data: null, Images.Classes: null, Features: null or { Labels: null } };

    private static About Embedded(TrainingPlan plan) => new(
        FashionMnist.Title, FashionMnist.ClassNames, plan.Features is { } features ? FeatureTask.NetOn(features.Path) : plan.Net);

    private static OutputFigure Seeds(TrainingPlan plan, IReadOnlyList<SeedResult> results, About about) => new(plan.Stems.Seeds, _ =>
        SeedsFigure.Draw(results, [$"{about.Data}, class 1 {about.Classes[1]}, class 0 {about.Classes[0]}", about.Net]));

    private static IReadOnlyList<OutputFigure> Read(WrittenTables tables, TrainingPlan plan)
    {
        var epochs = tables.Rows(plan.Stems.Training, TrainingEpoch.Read);
        var early = epochs.Count < TrainingRun.EarlyEpoch ? null : tables.Rows(plan.Stems.Early, Sample.Read);
        return Drawn(plan, Embedded(plan), early, tables.Rows(plan.Stems.Trained, Sample.Read), epochs);
    }

    private static IReadOnlyList<OutputFigure> Drawn(
        TrainingPlan plan, About about, IReadOnlyList<Sample>? early, IReadOnlyList<Sample> trained, IReadOnlyList<TrainingEpoch> epochs)
    {
        var seed = plan.Training.Seed;
        var axes = early is null ? new SampleAxes(trained) : new SampleAxes(early, trained);
        var last = epochs[^1];
        var isStop = Stop(plan.Training.Watch) is not null;
        var caption = new Caption(
            about.Data,
            about.Classes[0],
            about.Classes[1],
            about.Net,
            seed,
            plan.IsShown && isStop,
            last.Epoch,
            isStop,
            last.ValidationAccuracy);
        var atEarly = caption with
        {
            Epoch = TrainingRun.EarlyEpoch,
            IsStop = false,
            ValidationAccuracy = early is null ? double.NaN : epochs[TrainingRun.EarlyEpoch - 1].ValidationAccuracy,
        };
        return
        [
            .. early is null ? Array.Empty<OutputFigure>() : [new(plan.Stems.Early, _ => SamplesFigure.Draw(early, axes, atEarly))],
            new(plan.Stems.Trained, _ => SamplesFigure.Draw(trained, axes, caption)),
            .. plan.Batches.Select(size =>
                new OutputFigure(plan.Stems.Batch(size), _ => BatchFigure.Draw(trained, size, seed, axes, caption))),
            new(plan.Stems.Training, _ => TrainingFigure.Draw(
                epochs,
                Stop(Watch.Validation),
                Stop(Watch.Training),
                caption)),
        ];

        int? Stop(Watch watch) => EarlyStopping.StopsAfter(
            plan.Training.Patience,
            epochs.Select(epoch => watch == Watch.Training ? epoch.TrainingLoss : epoch.ValidationLoss));
    }
}
