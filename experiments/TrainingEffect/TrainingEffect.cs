using Experiments.Cli;
using Experiments.Losses;
using Experiments.Output.Files;
using Experiments.Readback;
using Experiments.Samples;
using Experiments.Samples.Learning;

namespace Experiments.TrainingEffect;

/// <summary>Paired trainings that differ in the loss alone: does it change what is learnt?</summary>
internal static class TrainingEffect
{
    public static Experiment Experiment { get; } = new(
        EffectSettings.Name,
        Experiment.NoFigure,
        "Does it change what is learnt? Paired trainings over many seeds that differ in the loss alone, with verdicts",
        EffectSettings.All,
        given =>
        {
            var settings = EffectSettings.Read(given);
            if (settings.Merged.Count > 0)
            {
                // What the parts were made from is asked for by dry runs and manifests, before the work.
                var (stem, origin, rows) = EffectShards.Join(settings.Merged, CancellationToken.None);
                return new([stem, SummaryOf(stem)], [stem, StepsOf(stem)], work => Joined(work, settings.Merged, stem, rows))
                {
                    Command = origin.Command,
                    Seeds = [.. rows.Select(row => row.Seed).Distinct().Order()],
                    Data = origin.Data,
                };
            }

            return new(
                settings.Shard is null ? [settings.Stem, SummaryOf(settings.Stem)] : [settings.Stem],
                settings.Shard is null ? [settings.Stem, StepsOf(settings.Stem)] : [],
                work => Form(work, settings))
            {
                Seeds = [.. settings.Seeds.Order()],
                Data = settings.IsEmbedded ? FashionMnist.Version : null,
                Redraw = (_, tables) => Formed(settings.Stem, Read(tables, settings.Stem)),
            };
        })
    {
        Example = "experiments training-effect --on logistic --seeds 1..5\nexperiments training-effect --shard 1/8 --output part1",
    };

    private static string SummaryOf(string stem) => $"{stem}-{EffectSettings.SummaryPart}";

    private static string StepsOf(string stem) => $"{stem}-{EffectSettings.StepsPart}";

    private static Outputs Form(Work work, EffectSettings settings)
    {
        var sets = settings.Groups.Select(group => group.Data).Distinct().ToArray();
        var photographs = sets.All(set => set.IsOnFeatures) ? null : LearningInput.Images(work, settings, settings.Images);
        var features = settings.Features is { } source ? FeatureTask.Read(work, settings, source) : null;
        string[] parts =
        [
            .. photographs is null ? Array.Empty<string>()
                : [settings.Data is null ? FashionMnist.Version : $"{photographs.Name} {photographs.Checksum:x16}"],
            .. features is null ? Array.Empty<string>() : [$"features {features.Name} {features.Checksum:x16}"],
        ];
        var data = settings.IsEmbedded ? null : string.Join("; ", parts);
        var origin = new Origin(settings.Canonical, ThisProgram.Version, Formulas.Version, data ?? FashionMnist.Version);
        var kept = EffectShards.Kept(settings.Kept, settings.Stem, origin, work.Cancellation)
            .ToLookup(row => (row.Data, row.Noise, row.Seed));
        var trainings = new EffectTrainings(work, settings, photographs, features);
        (EffectGroup Group, EffectRow[]? Known)[] groups =
        [
            .. settings.Groups.Where((_, i) => settings.Shard is not var (number, count) || i % count == number - 1)
                .Select(group => (group, Known(group))),
        ];
        if (settings.Kept.Count > 0)
        {
            var known = groups.Count(group => group.Known is not null);
            work.Say($"{EffectSettings.Name}: {known} of {groups.Length} groups of trainings were kept");
        }

        var rows = EffectShards.Ordered(work.Values(
            EffectSettings.Name,
            "groups of trainings",
            groups,
            _ => 1,
            () => 0,
            (group, _) => group.Known ?? trainings.Run(group.Group),
            settings.Threads)
            .SelectMany(group => group));
        var outputs = settings.Shard is null
            ? Formed(settings.Stem, rows) : new([OutputTable.From(settings.Stem, EffectRow.Table, rows)], []);
        return outputs with { Data = data };

        // Those of a group, if all of them were kept.
        EffectRow[]? Known(EffectGroup group)
        {
            var arms = trainings.ArmsOf(group.Data).Select(arm => arm.Name).ToHashSet();
            var known = kept[(group.Data.Name, group.Noise, group.Seed)].Where(row => arms.Contains(row.Arm)).ToArray();
            return known.Length == arms.Count ? known : null;
        }
    }

    private static EffectRow[] Read(WrittenTables tables, string stem)
    {
        using var rows = tables.Open(stem);
        return [.. EffectRow.Read(rows)];
    }

    /// <summary>What parts came to; a folder of one of them would lose it.</summary>
    private static Outputs Joined(Work work, IReadOnlyList<string> folders, string stem, IReadOnlyList<EffectRow> rows) =>
        folders.Any(folder => DiskFolder.AreOne(folder, work.Folder!))
            ? throw new UsageException($"{CommonSettings.Output.Name}: '{work.Folder}' is one of the parts; give another folder.")
            : Formed(stem, rows);

    private static Outputs Formed(string stem, IReadOnlyList<EffectRow> rows)
    {
        var summary = EffectSummary.Of(rows);
        EffectSummary[] primary = [.. summary.Where(row => row.IsPrimary)];
        return new(
            [OutputTable.From(stem, EffectRow.Table, rows), OutputTable.From(SummaryOf(stem), EffectSummary.Table, summary)],
            [new(stem, _ => EffectFigure.DrawDifferences(primary)), new(StepsOf(stem), _ => EffectFigure.DrawSteps(rows))])
        {
            Printed =
            [
                ResultTable.From(
                    EffectSettings.Name,
                    "Beside the loss of raw outputs each arm is",
                    EffectSummary.Pairs,
                    primary.GroupBy(row => (row.Data, row.Noise, row.Arm)).Select(arm => arm.ToArray())),
            ],
        };
    }
}
