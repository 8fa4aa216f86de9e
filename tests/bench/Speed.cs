using Experiments.Training.Layers;

namespace Experiments.Bench;

/// <summary>
/// Images per second of a training epoch, of our networks and, in turn, of the same in Debian's torch: training.py.
/// </summary>
/// <remarks>
/// Random images, since time does not depend on what they show. In each round each network takes turns with its peer,
/// so that what else the machine does meets both; numbers are medians over rounds, ratios, ours to torch's, medians of
/// the rounds' ratios. CPU time is that of all threads. On a busy machine two threads that wait for each other wait for
/// others too: fastest_ratio is that of the fastest rounds, which were disturbed the least.
/// </remarks>
internal static class Speed
{
    /// <summary>Both networks on one and two threads.</summary>
    public static SpeedCase[] Cases(Peers peers) =>
    [
        new(Architecture.RecipeA(), images: 2000, threads: 1, peers), new(Architecture.RecipeA(), images: 2000, threads: 2, peers),
        new(Architecture.Chollet(), images: 100, threads: 1, peers), new(Architecture.Chollet(), images: 100, threads: 2, peers),
    ];

    /// <summary>The table of its own, speed.csv.</summary>
    public static void Run(Peers peers, int rounds)
    {
        if (peers.Training.Version is null)
        {
            Console.Error.WriteLine($"{Python.Interpreter} cannot import torch (Debian: python3-torch), so its columns stay empty");
        }

        var cases = Cases(peers);
        Pair.Measure([.. cases.SelectMany(one => one.Pairs)], rounds);
        Console.WriteLine(
            "network,threads,images_per_second,milliseconds_per_step,cpu_milliseconds_per_step,"
                + "torch_images_per_second,torch_milliseconds_per_step,torch_cpu_milliseconds_per_step,"
                + "ratio,cpu_ratio,fastest_ratio,channels_last_milliseconds_per_step,ratio_channels_last");
        Array.ForEach(cases, one => Console.WriteLine(one.Report()));
    }
}
