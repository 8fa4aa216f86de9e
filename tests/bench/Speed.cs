using System.Globalization;
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
    public static void Run(int rounds)
    {
        SpeedCase[] cases =
        [
            new(Architecture.RecipeA(), images: 2000, threads: 1), new(Architecture.RecipeA(), images: 2000, threads: 2),
            new(Architecture.Chollet(), images: 100, threads: 1), new(Architecture.Chollet(), images: 100, threads: 2),
        ];
        using var torch = Torch.Start();
        if (torch is null)
        {
            Console.Error.WriteLine($"{Torch.Python} cannot import torch (Debian: python3-torch), so its columns stay empty");
        }

        // Round 0 compiles and warms up.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var one in cases)
            {
                one.Run(torch, isTorchFirst: round % 2 == 0, isMeasured: round > 0);
            }

            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}"));
        }

        Console.WriteLine(
            "network,threads,images_per_second,milliseconds_per_step,cpu_milliseconds_per_step,"
                + "torch_images_per_second,torch_milliseconds_per_step,torch_cpu_milliseconds_per_step,"
                + "ratio,cpu_ratio,fastest_ratio");
        Array.ForEach(cases, one => Console.WriteLine(one.Report()));
    }
}
