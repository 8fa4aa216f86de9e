using System.Diagnostics;
using System.Globalization;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;

namespace Experiments.Bench;

/// <summary>
/// One network with a number of threads, and what its rounds took: milliseconds a step of 20 images, forward to
/// RMSprop.
/// </summary>
internal sealed class SpeedCase
{
    private readonly Architecture architecture;
    private readonly int threads;
    private readonly Trainer trainer;

    public SpeedCase(Architecture architecture, int images, int threads, Peers peers)
    {
        (this.architecture, this.threads) = (architecture, threads);
        trainer = new(architecture, new(), Images(architecture, images), Images(architecture, 2), threads);
        Pairs = [Against("torch", "contiguous"), Against("torch channels_last", "channels_last")];

        Pair Against(string peer, string layout) => new(
            "speed",
            $"a step of {architecture.Name} on {threads} thread{(threads == 1 ? string.Empty : "s")}",
            peer,
            "ms",
            () => Epoch(),
            () => peers.Training.Ask(architecture.Name, Text(threads), Text(trainer.Batches), layout));
    }

    /// <summary>An epoch against as many steps of torch in its default layout, and in its faster one.</summary>
    public Pair[] Pairs { get; }

    /// <summary>The row of the table.</summary>
    public string Report()
    {
        var (usual, last) = (Pairs[0].Both, Pairs[1].Both);
        string[] cells =
        [
            architecture.Name,
            Text(threads),
            .. Times(Pairs[0].Own),
            .. Times(usual.Select(pair => pair.Theirs)),
            Pair.Median(usual.Select(pair => pair.Ours.Wall / pair.Theirs.Wall), "F2"),
            Pair.Median(usual.Select(pair => pair.Ours.Cpu / pair.Theirs.Cpu), "F2"),
            Pair.Median(usual.Take(1).Select(_ => usual.Min(pair => pair.Ours.Wall) / usual.Min(pair => pair.Theirs.Wall)), "F2"),
            Pair.Median(last.Select(pair => pair.Theirs.Wall), "F2"),
            Pair.Median(last.Select(pair => pair.Ours.Wall / pair.Theirs.Wall), "F2"),
        ];
        return string.Join(',', cells);
    }

    /// <summary>Trains an epoch: the time of a step.</summary>
    public Reading Epoch()
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        trainer.RunEpoch();
        return new(
            clock.Elapsed.TotalMilliseconds / trainer.Batches,
            (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / trainer.Batches);
    }

    private static IEnumerable<string> Times(IEnumerable<Reading> times) =>
    [
        Pair.Median(times.Select(time => 1000 * Architecture.RecipeA().BatchSize / time.Wall), "F0"),
        Pair.Median(times.Select(time => time.Wall), "F2"),
        Pair.Median(times.Select(time => time.Cpu), "F2"),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

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
}
