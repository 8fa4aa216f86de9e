using System.Diagnostics;
using System.Globalization;
using Experiments.Training;

namespace Experiments.Bench;

/// <summary>Images per second of a training epoch: `dotnet run -c Release --project tests/bench`; training.py beside it is the same in torch.</summary>
/// <remarks>
/// Random images, since time does not depend on what they show. A number is the median of the rounds; the networks take turns in each,
/// so that what else the machine does meets all of them. CPU seconds are those of all threads.
/// </remarks>
internal static class Program
{
    private const int Rounds = 5;

    private static void Main(string[] args)
    {
        if (args is ["settings"])
        {
            Settings.Run();
            return;
        }

        Case[] cases =
        [
            new(Architecture.RecipeA(), 2000, 1), new(Architecture.RecipeA(), 2000, 2),
            new(Architecture.Chollet(), 100, 1), new(Architecture.Chollet(), 100, 2),
        ];
        for (var round = 0; round <= Rounds; round++)
        {
            // The first round compiles and warms up.
            Array.ForEach(cases, one => one.Run(isMeasured: round > 0));
        }

        Console.WriteLine("network,threads,images_per_second,milliseconds_per_step,cpu_milliseconds_per_step");
        Array.ForEach(cases, one => Console.WriteLine(one.Report()));
    }

    /// <summary>One network with a number of threads.</summary>
    private sealed class Case(Architecture architecture, int images, int threads)
    {
        private readonly Trainer trainer = new(architecture, new(), Images(architecture, images), Images(architecture, 2), threads);
        private readonly List<(double Wall, double Cpu)> times = [];

        public void Run(bool isMeasured)
        {
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            trainer.RunEpoch();
            var time = (clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
            if (isMeasured)
            {
                times.Add(time);
            }
        }

        public string Report()
        {
            var wall = times.Select(time => time.Wall).Order().ElementAt(Rounds / 2);
            var cpu = times.Select(time => time.Cpu).Order().ElementAt(Rounds / 2);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{architecture.Name},{threads},{images / wall:F0},{1000 * wall / trainer.Batches:F2},{1000 * cpu / trainer.Batches:F2}");
        }

        private static ImageSet Images(Architecture architecture, int count)
        {
            var numbers = new SplitMix64(1);
            var pixels = new byte[count * architecture.Inputs];
            foreach (ref var pixel in pixels.AsSpan())
            {
                pixel = (byte)numbers.Below(256);
            }

            return new("random", architecture.Height, architecture.Width, architecture.Channels, pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]);
        }
    }
}
