using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Formula;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments.TrainingEffect;

/// <summary>
/// Trainings of one data set, share of flipped labels and seed: the reference, then each arm beside it.
/// </summary>
/// <param name="work">When to stop.</param>
/// <param name="settings">How to train.</param>
/// <param name="photographs">The images; null where no set is of them.</param>
/// <param name="features">The features; null where no set is of them.</param>
internal sealed class EffectTrainings(Work work, EffectSettings settings, Dataset? photographs, LearningTask? features)
{
    private static readonly Evaluator<Float64> Exact = SplitLoss.Split.Value.In<Float64>();

    /// <summary>The rows of a group, the reference first.</summary>
    public EffectRow[] Run(EffectGroup group)
    {
        var data = group.Data;
        var (samples, validation, test) = data.IsOnFeatures
            ? (features!.Training, features.Validation, features.Test!)
            : (Shown(photographs!.Training), Shown(photographs.Validation), Shown(photographs.Test!));
        var training = new FlippedLabels(samples, group.Share, group.Seed);
        var hashes = new List<ulong>();
        return [.. ArmsOf(data).Select(arm => Train(arm, hashes, isReference: arm == EffectArm.Reference))];

        ISamples Shown(ImageSet images) => images with { IsScaled = data.IsScaled };

        EffectRow Train(EffectArm arm, List<ulong> steps, bool isReference)
        {
            var options = new TrainingOptions(group.Seed, arm.Loss, Patience: settings.Patience);
            var trainer = new Trainer(data.Architecture(samples, settings.HeadRate), options, training, validation, threads: 1);
            if (arm.IsNudged)
            {
                trainer.Network.Nudge();
            }

            var (step, first) = (0, arm.IsNudged ? 0 : -1);
            var row = new EffectRow(data.Name, group.Noise, arm.Name, group.Seed);
            try
            {
                while (!trainer.IsOver && trainer.History.Count < settings.Epochs)
                {
                    trainer.RunEpoch(_ => Compare(), work.Cancellation);
                }
            }
            catch (TrainingException)
            {
                // What is no longer finite has no numbers, but for how far it came.
                return row with
                {
                    Values = [Whole(trainer.History.Count), .. EffectRow.Quantities.Skip(1).Select(_ => string.Empty)],
                    FirstDifference = first < 0 ? string.Empty : Whole(first),
                };
            }

            return row with
            {
                Values = [.. Quantities(arm.Loss, trainer, training, test)],
                FirstDifference = first < 0 ? string.Empty : Whole(first),
            };

            void Compare()
            {
                step++;
                if (isReference)
                {
                    steps.Add(trainer.Network.Hash);
                }
                else if (first < 0 && (step > steps.Count || trainer.Network.Hash != steps[step - 1]))
                {
                    first = step;
                }
            }
        }
    }

    /// <summary>What is trained of a data set, the reference first.</summary>
    public IEnumerable<EffectArm> ArmsOf(EffectData data) =>
        settings.Arms.Where(arm => data.HasAllArms || !arm.IsOfFew).Prepend(EffectArm.Reference);

    private IEnumerable<string> Quantities(Loss loss, Trainer trainer, FlippedLabels training, ISamples test)
    {
        var (raw, tested) = (trainer.Network.Outputs(training, work.Cancellation), trainer.Network.Outputs(test, work.Cancellation));
        var (right, sum) = (0, new ExactSum());
        for (var i = 0; i < tested.Length; i++)
        {
            right += tested[i] > 0 == test.Label(i) ? 1 : 0;
            sum.Add(Exact.At(new(tested[i]), new(test.Label(i) ? 1 : 0)).Value);
        }

        var clipped = raw.Count(x => x >= Clip.HighFrom.Value || x <= Clip.LowUpto.Value);
        var zero = loss.TrainsIn.Run(new Vanishing(loss, raw, training));
        return
        [
            Whole(trainer.History.Count),
            Text((double)right / tested.Length),
            Float64.Round(sum.Value / tested.Length).ToText(),
            Text(trainer.History[^1].ValidationLoss),
            new Float32(raw.Max(Math.Abs)).ToText(),
            Text((double)clipped / raw.Length),
            Text((double)zero / raw.Length),
        ];
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => new Float64(number).ToText();

    /// <summary>How many samples have a gradient of exactly 0, as the training forms it.</summary>
    private sealed class Vanishing(Loss loss, float[] raw, ISamples samples) : IFormatWork<int>
    {
        public int Run<T>()
            where T : struct, IFloat<T>
        {
            var gradient = loss.Gradient.In<T>();
            return raw.Index().Count(sample =>
                gradient.At(T.Round(new Float32(sample.Item).Exact), samples.Label(sample.Index) ? T.One : T.Zero).IsZero);
        }
    }
}

/// <summary>What is trained together: a data set with a share of flipped labels and a seed.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Noise">The share as tables have it.</param>
/// <param name="Share">The share.</param>
/// <param name="Seed">The seed.</param>
internal sealed record EffectGroup(EffectData Data, string Noise, double Share, ulong Seed);
