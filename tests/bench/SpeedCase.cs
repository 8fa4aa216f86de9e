using System.Diagnostics;
using System.Globalization;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;
using MathNet.Numerics.Statistics;

namespace Experiments.Bench;

/// <summary>
/// One network with a number of threads, and what its rounds took: milliseconds a step of 20 images, forward to
/// RMSprop.
/// </summary>
internal sealed class SpeedCase(Architecture architecture, int images, int threads)
{
    private readonly Trainer trainer = new(architecture, new(), Images(architecture, images), Images(architecture, 2), threads);
    private readonly List<StepTime> ours = [];
    private readonly List<StepTime> theirs = [];

    /// <summary>Trains an epoch, and lets torch do as many steps before or after it.</summary>
    public void Run(Torch? torch, bool isTorchFirst, bool isMeasured)
    {
        var before = isTorchFirst ? torch?.Measure(architecture.Name, threads, trainer.Batches) : null;
        var own = Epoch();
        var peer = before ?? torch?.Measure(architecture.Name, threads, trainer.Batches);
        if (isMeasured)
        {
            ours.Add(own);
            theirs.AddRange(peer is { } time ? [time] : Array.Empty<StepTime>());
        }
    }

    /// <summary>The row of the table.</summary>
    public string Report()
    {
        var pairs = ours.Zip(theirs).ToArray();
        string[] cells =
        [
            architecture.Name,
            threads.ToString(CultureInfo.InvariantCulture),
            .. Times(ours),
            .. Times(theirs),
            Median(pairs.Select(pair => pair.First.Wall / pair.Second.Wall), "F2"),
            Median(pairs.Select(pair => pair.First.Cpu / pair.Second.Cpu), "F2"),
            pairs.Length == 0 ? string.Empty : Text(ours.Min(time => time.Wall) / theirs.Min(time => time.Wall), "F2"),
        ];
        return string.Join(',', cells);
    }

    private static IEnumerable<string> Times(IReadOnlyList<StepTime> times) =>
    [
        Median(times.Select(time => 1000 * Architecture.RecipeA().BatchSize / time.Wall), "F0"),
        Median(times.Select(time => time.Wall), "F2"),
        Median(times.Select(time => time.Cpu), "F2"),
    ];

    /// <summary>The median; empty for none.</summary>
    private static string Median(IEnumerable<double> values, string format) =>
        values.ToArray() is { Length: > 0 } some ? Text(ArrayStatistics.MedianInplace(some), format) : string.Empty;

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static ImageSet Images(Architecture architecture, int count)
    {
        var numbers = new SplitMix64(1);
        var pixels = new byte[count * architecture.Inputs];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)numbers.Below(256);
        }

        return new(
            "random",
            architecture.Height,
            architecture.Width,
            architecture.Channels,
            pixels,
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]);
    }

    private StepTime Epoch()
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        trainer.RunEpoch();
        return new(
            clock.Elapsed.TotalMilliseconds / trainer.Batches,
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / trainer.Batches);
    }
}

/// <summary>Milliseconds that a step took by the clock, and of all processors together.</summary>
internal readonly record struct StepTime(double Wall, double Cpu);
