using System.Globalization;
using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments.Bench;

/// <summary>How far raw outputs reach with other settings than recipe A's: `dotnet run -c Release --project tests/bench -- settings`, from the root.</summary>
/// <remarks>The embedded images, seed 1, stopped by the validation loss with patience 15; a row of README's table for each.</remarks>
internal static class Settings
{
    private const string Data = "experiments/data";
    private const int EarlyEpoch = 8;
    private const int MostEpochs = 100;

    public static void Run()
    {
        var padded = DataSource.Open(Data, new());
        var plain = DataSource.Open(Data, new() { Size = 28 });
        var a = Architecture.RecipeA();
        var b = a with { Widths = [8, 16, 32, 32], Dense = 32 };
        (string Name, Architecture Architecture, Dataset Data)[] settings =
        [
            ("recipe A: 16-32-64-64, dense 64, 5e-4, batch 20", a, padded),
            ("batch 32", a with { BatchSize = 32 }, padded),
            ("learning rate 1e-3", a with { LearningRate = 1e-3f }, padded),
            ("learning rate 1e-4", a with { LearningRate = 1e-4f }, padded),
            ("images of 28 × 28, not padded", Architecture.RecipeA(28), plain),
            ("8-16-32-32, dense 32, 1e-3", b with { LearningRate = 1e-3f }, padded),
            ("8-16-32-32, dense 32, 5e-4", b, padded),
            ("Chollet's 32-64-128-128, dense 512, 1e-4", a with { Widths = [32, 64, 128, 128], Dense = 512, LearningRate = 1e-4f }, padded),
        ];
        Console.WriteLine("| setting | epoch 8: class 0, class 1 | stop | at the stop: class 0, class 1 | class 1 above 16 | clipped | test accuracy |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, architecture, data) in settings)
        {
            Console.WriteLine(Row(name, architecture, data));
        }
    }

    private static string Row(string name, Architecture architecture, Dataset data)
    {
        var trainer = new Trainer(architecture, new(), data.Training, data.Validation, Environment.ProcessorCount);
        float[] early = [];
        while (!trainer.IsOver && trainer.History.Count < MostEpochs)
        {
            trainer.RunEpoch();
            if (trainer.History.Count == EarlyEpoch)
            {
                early = trainer.Network.Outputs(data.Training);
            }
        }

        var raw = trainer.Network.Outputs(data.Training);
        var test = trainer.Network.Outputs(data.Test!);
        var right = Enumerable.Range(0, test.Length).Count(i => test[i] > 0 == data.Test!.Label(i)) / (double)test.Length;
        var clipped = raw.Count(x => x <= -16.118097f || x >= 15.536921f);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Ranges(early)} | {trainer.History.Count} | {Ranges(raw)} | {Enumerable.Range(0, raw.Length).Count(i => raw[i] > 16 && data.Training.Label(i))} | {clipped} | {right:0.000} |");

        string Ranges(float[] outputs) => $"{Range(outputs, false)}, {Range(outputs, true)}";

        string Range(float[] outputs, bool label)
        {
            var range = OutputRange.Of(outputs, [.. Enumerable.Range(0, outputs.Length).Select(data.Training.Label)], label);
            return string.Create(CultureInfo.InvariantCulture, $"{range.Minimum:0.0} … {range.Maximum:0.0}").Replace('-', '−');
        }
    }
}
