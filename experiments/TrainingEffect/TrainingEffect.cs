using Experiments.Cli;
using Experiments.Samples;
using Experiments.Training.Data;

namespace Experiments.TrainingEffect;

/// <summary>Paired trainings that differ in the loss alone: does it change what is learnt?</summary>
internal static class TrainingEffect
{
    private const string Stem = "training-effect";
    private const string SummaryStem = $"{Stem}-summary";
    private const string StepsStem = $"{Stem}-steps";

    public static Experiment Experiment { get; } = new(
        Stem,
        Experiment.NoFigure,
        "Does it change what is learnt? Paired trainings over many seeds that differ in the loss alone, with verdicts",
        EffectSettings.All,
        given =>
        {
            var settings = EffectSettings.Read(given);
            if (settings.Merged.Count > 0)
            {
                // What the parts were made from is asked for by dry runs and manifests, before the work.
                var (origin, rows) = EffectShards.Join(Stem, settings.Merged, CancellationToken.None);
                return new([Stem, SummaryStem], [Stem, StepsStem], _ => Formed(rows))
                {
                    Command = origin.Command,
                    Seeds = [.. rows.Select(row => row.Seed).Distinct().Order()],
                    Data = origin.Data,
                };
            }

            return new(
                settings.Shard is null ? [Stem, SummaryStem] : [Stem],
                settings.Shard is null ? [Stem, StepsStem] : [],
                work => Form(work, settings))
            {
                Seeds = [.. settings.Seeds.Order()],
                Data = settings.Folder is null ? FashionMnist.Version : null,
            };
        })
    {
        Example = "experiments training-effect --on logistic --seeds 1..5\nexperiments training-effect --shard 1/8 --output part1",
    };

    private static Outputs Form(Work work, EffectSettings settings)
    {
        var photographs = Read(work, settings);
        var trainings = new EffectTrainings(work, settings, photographs);
        EffectGroup[] groups =
        [
            .. settings.Groups.Where((_, i) => settings.Shard is not var (number, count) || i % count == number - 1),
        ];
        var rows = EffectShards.Ordered(work.Values(
            Stem, "groups of trainings", groups, _ => 1, () => 0, (group, _) => trainings.Run(group), settings.Threads)
            .SelectMany(group => group));
        var outputs = settings.Shard is null ? Formed(rows) : new([OutputTable.From(Stem, EffectRow.Table, rows)], []);
        return outputs with { Data = settings.Folder is null ? null : $"{photographs.Name} {photographs.Training.Checksum:x16}" };
    }

    private static Dataset Read(Work work, EffectSettings settings)
    {
        var progress = work.Start($"{Stem}: reading", settings.Counts.Total, "images");
        try
        {
            return settings.Folder is { } path
                ? DataSource.Open(DiskFolder.Find(path), settings.Counts, progress, work.Cancellation)
                : FashionMnist.Read(settings.Counts, progress, work.Cancellation);
        }
        catch (InputException error)
        {
            throw new UsageException(error.Say(setting => $"--{setting.ToString().ToLowerInvariant()}"));
        }
    }

    private static Outputs Formed(IReadOnlyList<EffectRow> rows)
    {
        var summary = EffectSummary.Of(rows);
        EffectSummary[] primary = [.. summary.Where(row => row.IsPrimary)];
        return new(
            [OutputTable.From(Stem, EffectRow.Table, rows), OutputTable.From(SummaryStem, EffectSummary.Table, summary)],
            [new(Stem, _ => EffectFigure.DrawDifferences(primary)), new(StepsStem, _ => EffectFigure.DrawSteps(rows))])
        {
            Printed =
            [
                ResultTable.From(
                    Stem,
                    "Beside the loss of raw outputs each arm is",
                    EffectSummary.Pairs,
                    primary.GroupBy(row => (row.Data, row.Noise, row.Arm)).Select(arm => arm.ToArray())),
            ],
        };
    }
}
