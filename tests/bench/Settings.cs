using System.Globalization;
using Experiments.Article;
using Experiments.Cli;
using Experiments.Formats;
using Experiments.Network;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Tests.Output.Tables;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Bench;

/// <summary>How far raw outputs reach with other settings than recipe A's: `dotnet run -c Release --project tests/bench -- settings > tests/bench/settings.md`, from the root.</summary>
/// <remarks>The embedded images, seed 1, patience 15; README's table is what this prints. No digit depends on the machine.</remarks>
internal static class Settings
{
    private const string Data = "experiments/data";
    private const int EarlyEpoch = 8;
    private const int MostEpochs = 200;
    private const int ArticleBatch = 4;

    public static void Run()
    {
        var padded = DataSource.Open(new DiskFolder(Data), new());
        var plain = DataSource.Open(new DiskFolder(Data), new() { Size = 28 });
        var a = Architecture.RecipeA();
        var b = a with { Widths = [8, 16, 32, 32], Dense = 32 };
        var options = new TrainingOptions();
        (string Name, Architecture Architecture, TrainingOptions Options, Dataset Data)[] settings =
        [
            ("recipe A: 16-32-64-64, dense 64, 5e-4, batch 20", a, options, padded),
            ("batch 32", a with { BatchSize = 32 }, options, padded),
            ("learning rate 1e-3", a with { LearningRate = 1e-3f }, options, padded),
            ("learning rate 1e-4", a with { LearningRate = 1e-4f }, options, padded),
            ("images of 28 × 28, not padded", Architecture.RecipeA(28), options, plain),
            ("8-16-32-32, dense 32, 1e-3", b with { LearningRate = 1e-3f }, options, padded),
            ("8-16-32-32, dense 32, 5e-4", b, options, padded),
            ("Chollet's 32-64-128-128, dense 512, 1e-4", a with { Widths = [32, 64, 128, 128], Dense = 512, LearningRate = 1e-4f }, options, padded),
            ("recipe A, stopped by the training loss", a, options with { Watch = Watch.Training }, padded),
        ];
        Console.WriteLine("| setting | epoch 8: class 0, class 1 | stop | at the stop: class 0, class 1 | class 1 above 16 | clipped, both classes | batches of 4 off by more than 1 % | test accuracy |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, architecture, training, data) in settings)
        {
            Console.WriteLine(Row(name, architecture, training, data));
        }
    }

    private static string Row(string name, Architecture architecture, TrainingOptions options, Dataset data)
    {
        var trainer = new Trainer(architecture, options, data.Training, data.Validation, Environment.ProcessorCount);
        IReadOnlyList<Sample> early = [];
        while (!trainer.IsOver && trainer.History.Count < MostEpochs)
        {
            trainer.RunEpoch();
            if (trainer.History.Count == EarlyEpoch)
            {
                early = Sample.Of(data.Training, trainer.Network.Outputs(data.Training));
            }
        }

        var samples = Sample.Of(data.Training, trainer.Network.Outputs(data.Training));
        var test = Sample.Of(data.Test!, trainer.Network.Outputs(data.Test!));
        var batches = Batches.Of(samples, Batches.Order(samples.Count, options.Seed), ArticleBatch);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Ranges(early)} | {trainer.History.Count} | {Ranges(samples)} | {samples.Count(sample => sample.Label && sample.Raw.Value > 16)} | {samples.Count(sample => sample.IsClipped)} | {100.0 * batches.Count(batch => batch.IsOff) / batches.Count:0.0} % | {test.Count(sample => sample.IsRight) / (double)test.Count:0.000} |");
    }

    private static string Ranges(IReadOnlyList<Sample> samples) => $"{Range(samples, label: false)}, {Range(samples, label: true)}";

    private static string Range(IReadOnlyList<Sample> samples, bool label)
    {
        var raw = samples.Where(sample => sample.Label == label).Select(sample => sample.Raw.Value).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{raw.Min():0.0} … {raw.Max():0.0}").Replace('-', '−');
    }
}
