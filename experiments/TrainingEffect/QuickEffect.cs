using Experiments.Cli;
using Experiments.Losses.Frameworks;
using Experiments.Samples.Learning;

namespace Experiments.TrainingEffect;

/// <summary>
/// A few of the paired trainings, for a finding: a logistic regression to its end, and one epoch of the photographs in
/// batches of 1 with pixels in 0 … 255.
/// </summary>
internal static class QuickEffect
{
    // The first ones, as they come.
    private static readonly ulong[] Seeds = [1, 2, 3];

    /// <summary>The pairs: keras-2.2.4 on both, the positive control on the logistic regression.</summary>
    public static IReadOnlyList<PairedTraining> Run(Work work, int threads)
    {
        var settings = EffectSettings.Read(Given.Nothing) with { Threads = threads };
        var photographs = LearningInput.Images(work, settings, settings.Images);
        return
        [
            .. Pairs(EffectNames.Logistic, settings with { Arms = [.. EffectArm.All.Where(arm => IsClipped(arm) || arm.IsControl)] }),
            .. Pairs(EffectNames.Extreme, settings with { Arms = [.. EffectArm.All.Where(IsClipped)], Epochs = 1 }),
        ];

        static bool IsClipped(EffectArm arm) => arm.Name == Keras.Keras224.Name;

        IEnumerable<PairedTraining> Pairs(string name, EffectSettings few)
        {
            var data = EffectData.All.Single(one => one.Name == name);
            var trainings = new EffectTrainings(work, few, photographs, features: null);
            return work.Values(
                $"{EffectSettings.Name}, {name}",
                "groups of trainings",
                [.. Seeds.Select(seed => new EffectGroup(data, EffectNames.NoNoise, Share: 0, seed))],
                _ => 1,
                () => 0,
                (group, _) => trainings.Run(group),
                threads)
                .SelectMany(rows => rows.Skip(1).Select(row =>
                    new PairedTraining(name, row.Arm, row.Seed, rows[0].Outcome, row.Outcome)));
        }
    }
}
