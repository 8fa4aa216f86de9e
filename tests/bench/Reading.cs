using System.Diagnostics;

namespace Experiments.Bench;

/// <summary>What was measured, by the clock and of all processors together, and the largest memory it took.</summary>
internal readonly record struct Reading(double Wall, double Cpu, double? Megabytes = null)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.05);

    /// <summary>Nanoseconds of each of the numbers that a piece of work goes through.</summary>
    public static Reading PerNumber(long numbers, Action work)
    {
        var (passes, cpu, clock) = (0L, Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        do
        {
            work();
            passes++;
        }
        while (clock.Elapsed < Least);

        var each = 1 / ((double)passes * numbers);
        return new(clock.Elapsed.TotalNanoseconds * each, (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds * each);
    }
}
